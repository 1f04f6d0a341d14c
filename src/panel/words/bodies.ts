/** Of an exchange that the background observed. */
export const NO_BODIES =
  'DevTools did not have this request, so the body of its answer was not recorded. It was noted while debug mode was on: headers, status, and what was sent.';
