import { browser } from '../browser/api.ts';
import { keepForPanel } from '../browser/relay.ts';

void browser.devtools.panels
  .create('Hopscope', '/src/icons/icon-32.png', '/src/panel/panel.html')
  .then(keepForPanel);
