/** The origin of an absolute URL, as `URL.origin` spells it; undefined where it has none, as `about:blank` has not. */
export function originOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { origin } = new URL(url);
  return origin === 'null' ? undefined : origin;
}

/**
 * Whether a text is an origin that debug mode can act on: http or https, spelled as `URL.origin` spells it, which is
 * lower case, in punycode and without a default port. A `*` is legal in a host name and would be a wildcard in a rule
 * or a permission.
 */
export function isWebOrigin(text: string): boolean {
  return /^https?:/.test(text) && !text.includes('*') && originOf(text) === text;
}
