/**
 * The browser's extension interface with promises: its own `browser` where it has one (Firefox, Chromium from 152
 * on), else made of `chrome` by the polyfill. Nothing else imports the polyfill.
 */
export { default as browser } from 'webextension-polyfill';
