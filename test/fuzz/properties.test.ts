import fc from 'fast-check';
import { it } from 'vitest';
import { PROPERTIES } from './properties.ts';

// `npm run fuzz` makes a million inputs of each.
it.each(PROPERTIES)('$parser', ({ property }) => {
  fc.assert(property, { seed: 20_260_101, numRuns: 300 });
});
