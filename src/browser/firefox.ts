/**
 * Whether this runs in Firefox, told by where an extension's own pages and workers are. Only for what the browser's API
 * can't be asked itself: how it understands a text, or when it begins to record.
 */
export function isFirefox(): boolean {
  return globalThis.location?.protocol === 'moz-extension:';
}
