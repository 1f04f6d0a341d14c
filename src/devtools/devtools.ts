import { browser } from '../browser/api.ts';
import { beginRecording } from '../browser/network.ts';

void browser.devtools.panels.create('Hopscope', '/src/icons/icon-32.png', '/src/panel/panel.html');
beginRecording();
