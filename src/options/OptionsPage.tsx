import { HeaderNamesForm } from './HeaderNamesForm.tsx';
import { PauseSwitch } from './PauseSwitch.tsx';
import { SiteList } from './SiteList.tsx';
import type { OptionsStore } from './store.ts';

/** The options page. The only component that knows the store: the others get props and give callbacks. */
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
          <PauseSwitch
            paused={now.paused}
            onPause={(paused) =>
              void ask(paused ? 'Paused. Debug mode is off in every tab.' : 'Resumed.', 'options.pause', {
                paused,
              })
            }
          />
          <SiteList
            sites={now.sites}
            defaultOn={now.defaultOn}
            onDefault={(origin, on) =>
              void ask(
                on ? `${origin} is on by default now.` : `${origin} is no longer on by default.`,
                'options.default-on',
                { origin, on },
              )
            }
            onRemove={({ pattern, origin }) =>
              void ask(`Removed ${origin ?? pattern}.`, 'options.remove', { pattern })
            }
          />
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
