const IS_SOAK = process.env['HOPSCOPE_SOAK'] === 'true';

/** How much of something: `npm test` has to stay fast, and `npm run soak` has time. */
export function sized<T>({ test, soak }: { readonly test: T; readonly soak: T }): T {
  return IS_SOAK ? soak : test;
}
