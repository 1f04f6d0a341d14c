import { render } from 'preact';
import { environment } from '../browser/environment.ts';
import { within } from '../capture/within.ts';
import { App } from './App.tsx';
import { loadPane } from './detail/later.ts';
import { createStore, MOST_ROWS } from './store/store.ts';
import './styles/base.css';
import './styles/toolbar.css';
import './styles/list.css';
import './styles/detail.css';
import './styles/diagnosis.css';
import './styles/coverage.css';
import './styles/logins.css';
import './styles/menu.css';
import './styles/files.css';

/** Milliseconds. A worker that has to be started takes some hundred. */
const PATIENCE = 1_000;

void loadPane();

// Apart from the panel's own script: the catalogue of rules grows, and the panel is to open as fast as before.
const [{ createInspector }, key, options] = await Promise.all([
  import('../inspect.ts'),
  // Without it the tags of what the background masked differ from those of what is masked here.
  within(
    PATIENCE,
    environment.background.ask('tags.key', {}).catch(() => undefined),
  ),
  within(
    PATIENCE,
    environment.background.ask('options.read', {}).catch(() => undefined),
  ),
]);

const store = createStore(environment, createInspector, () =>
  createInspector({
    key: key === 'late' ? undefined : key,
    names: options === 'late' ? undefined : options?.headerNames,
    most: MOST_ROWS,
  }),
);
store.start();
render(<App store={store} environment={environment} />, document.body);
