import type { OAuthError } from '../oauth/step.ts';

/** Words of others inside a sentence of ours: in quotes that nothing in them can end. */
export const inQuotes = (text: string): string => `“${text.replace(/[“”]/g, '"')}”`;

/** Several of them. */
export const allInQuotes = (texts: readonly string[]): string => texts.map(inQuotes).join(', ');

/** The code of an OAuth error as it is, such as `access_denied` or `HTTP 400` (RFC 6749 section 5.2); what is no code, in quotes. */
export function codeOf(error: OAuthError | undefined): string {
  const { code = '' } = error ?? {};
  return /^(?:[a-z\d]{1,30}(?:[_.-][a-z\d]{1,30}){0,5}|HTTP \d{3})?$/i.test(code) ? code : inQuotes(code);
}

/** Those of a finding's names that its title does not have. @param title as it is shown, where that is cut */
export const notInTitle = (about: readonly string[], title: string): readonly string[] =>
  about.filter((name) => !title.includes(inQuotes(name)));
