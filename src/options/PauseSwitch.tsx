import type { OptionsAsk } from './store.ts';

interface Properties {
  readonly paused: boolean;
  readonly ask: OptionsAsk;
}

/** Debug mode off everywhere. Resuming brings nothing back that the person would have to remember. */
export function PauseSwitch({ paused, ask }: Properties) {
  const done = paused ? 'Resumed.' : 'Paused. Debug mode is off in every tab.';
  return (
    <section aria-labelledby="pause-title">
      <h2 id="pause-title">Debug mode in every tab</h2>
      <p>
        Pausing switches debug mode off in every tab at once, and nothing switches it on until you resume.
        Every tab is off then, until you switch it on there; gateways that are on by default come back.
      </p>
      <p>
        <button
          type="button"
          class={paused ? 'primary' : ''}
          onClick={() => void ask(done, 'options.pause', { paused: !paused })}
        >
          {paused ? 'Resume' : 'Pause in every tab'}
        </button>{' '}
        <strong class={paused ? 'paused' : ''}>
          {paused ? 'Hopscope is paused: debug mode is off in every tab.' : 'Not paused.'}
        </strong>
      </p>
    </section>
  );
}
