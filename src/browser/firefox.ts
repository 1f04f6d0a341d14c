/**
 * Whether this runs in Firefox, told by where an extension's own pages and workers are. Only for what the browser's API
 * can't be asked itself: how it understands a text, or when it begins to record.
 */
export function isFirefox(): boolean {
  return globalThis.location?.protocol === 'moz-extension:';
}

/** Whether a click on the toolbar button lets rules act on the tab's page (activeTab): in Firefox it does not (153). */
export const CLICK_PERMITS_PAGE = !isFirefox();
