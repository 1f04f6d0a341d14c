import { requestOrigins } from '../browser/permissions.ts';
import { isWebOrigin } from '../exchange/origin.ts';

/*
 * The window in which Firefox asks for permission: its DevTools panels can't. What the panel wants to act on stands in
 * the address; the window closes once the question is answered.
 */

const origins = new URLSearchParams(location.search).getAll('origin').filter(isWebOrigin);
const [allow, cancel] = document.querySelectorAll('button');

document.querySelector('ul')?.append(
  ...origins.map((origin) => {
    const item = document.createElement('li');
    item.textContent = origin;
    return item;
  }),
);
allow?.addEventListener('click', () => {
  void requestOrigins(origins).finally(() => window.close());
});
cancel?.addEventListener('click', () => window.close());
