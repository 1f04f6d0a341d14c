import { render } from 'preact';
import { optionsPort } from '../browser/options-port.ts';
import { OptionsPage } from './OptionsPage.tsx';
import { createOptions } from './store.ts';
import '../panel/styles/base.css';
import './options.css';

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => {
  document.documentElement.dataset['theme'] = dark.matches ? 'dark' : 'light';
};
follow();
dark.addEventListener('change', follow);

const store = createOptions(optionsPort);
store.start();
render(<OptionsPage store={store} />, document.body);
