import { render } from 'preact';
import { port } from '../browser/panel-port.ts';
import { within } from '../ports/within.ts';
import { App } from './App.tsx';
import { loadSheet } from './check/later.ts';
import { loadPane } from './detail/later.ts';
import { createStore, MOST_ROWS } from './store/store.ts';
import './styles/base.css';
import './styles/toolbar.css';
import './styles/list.css';
import './styles/detail.css';
import './styles/diagnosis.css';
import './styles/coverage.css';
import './styles/logins.css';
import './styles/check.css';
import './styles/menu.css';
import './styles/files.css';

/** Milliseconds. A worker that has to be started takes some hundred. */
const PATIENCE = 1_000;

void loadPane();
void loadSheet();

// Apart from the panel's own script: the catalogue of rules grows, and the panel is to open as fast as before.
const [{ createInspector }, key, options] = await Promise.all([
  import('../inspect.ts'),
  // Without it the tags of what the background masked differ from those of what is masked here.
  within(
    PATIENCE,
    port.background.ask('tags.key', {}).catch(() => undefined),
  ),
  within(
    PATIENCE,
    port.background.ask('options.read', {}).catch(() => undefined),
  ),
]);

const store = createStore(port, createInspector, () =>
  createInspector({
    key: key === 'late' ? undefined : key,
    names: options === 'late' ? undefined : options?.headerNames,
    most: MOST_ROWS,
  }),
);
store.start();
render(<App store={store} port={port} />, document.body);
