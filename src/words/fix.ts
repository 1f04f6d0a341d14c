import type { Fix } from '../diagnosis/rule.ts';

/** What stands above each side's step. */
export const FIX_TITLES: Readonly<Record<keyof Fix, string>> = {
  user: 'What you change',
  operator: 'What the gateway’s operator changes',
};
