import { HeaderNamesForm } from './HeaderNamesForm.tsx';
import { PauseSwitch } from './PauseSwitch.tsx';
import { SiteList } from './SiteList.tsx';
import type { OptionsStore } from './store.ts';

/** The options page. The only component that knows the store: the others get what they show, and ask for changes. */
export function OptionsPage({ store: { options, problem, done, ask } }: { readonly store: OptionsStore }) {
  const now = options.value;
  return (
    <main class="options">
      <h1>Hopscope settings</h1>
      <p class="done" role="status">
        {done.value}
      </p>
      <p class="problem" role="alert">
        {problem.value}
      </p>
      {now && (
        <>
          <PauseSwitch paused={now.paused} ask={ask} />
          <SiteList options={now} ask={ask} />
          <HeaderNamesForm
            key={JSON.stringify(now.headerNames)}
            names={now.headerNames}
            onSave={(names) => void ask('Saved the header names.', 'options.header-names', names)}
          />
        </>
      )}
    </main>
  );
}
