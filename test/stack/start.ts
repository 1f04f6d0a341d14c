import { tour } from './demo/tour.ts';
import { showDemo, showOwn } from './demo/window.ts';

/** `npm start`: the demo, in a window or, without a display, as a tour. `npm start -- URL`: the person's own agent UI. */
const [url] = process.argv.slice(2);
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

if (url !== undefined) {
  if (!/^https?:/.test(url) || !URL.canParse(url)) throw new Error(`${url} is not an http or https URL.`);
  if (!hasDisplay) throw new Error('There is no display to open your agent UI on (DISPLAY is not set).');
  await showOwn(url);
} else if (hasDisplay) {
  await showDemo();
} else {
  const missing = await tour();
  if (missing.length > 0) throw new Error(`The panel showed nothing of: ${missing.join(', ')}`);
}
