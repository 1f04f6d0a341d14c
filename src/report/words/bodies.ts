/** Of an exchange that the background observed. */
export const NO_BODIES =
  'DevTools did not have this request, so the body of its answer was not recorded. It was noted while debug mode was on: headers, status, and what was sent.';

/** The same of a request that was made where DevTools of the tab don't look. */
export const OTHER_WINDOW =
  'A window that this tab opened made this request. Hopscope’s background saw it there: headers and times, without a response body.';
