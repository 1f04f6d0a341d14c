import { render } from 'preact';
import { environment } from '../browser/environment.ts';
import { App } from './App.tsx';
import { createStore } from './store/store.ts';
import './styles/base.css';
import './styles/toolbar.css';
import './styles/list.css';
import './styles/detail.css';
import './styles/diagnosis.css';
import './styles/coverage.css';
import './styles/logins.css';
import './styles/menu.css';
import './styles/files.css';

// Apart from the panel's own script: the catalogue of rules grows, and the panel is to open as fast as before.
const { createInspector } = await import('../inspect.ts');

const store = createStore(environment, createInspector);
store.start();
render(<App store={store} environment={environment} />, document.body);
