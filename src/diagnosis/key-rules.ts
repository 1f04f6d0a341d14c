/** The rules about the gateway's key. A response that one of them explains is not explained by what else is odd about it. */
export const KEY_RULES: readonly string[] = [
  'key-missing',
  'key-malformed',
  'key-rejected',
  'key-unverifiable',
  'key-not-permitted',
];
