/**
 * Whether a text is an origin that debug mode can act on: http or https, spelled as `URL.origin` spells it, which is
 * lower case, in punycode and without a default port. A `*` is legal in a host name and would be a wildcard in a rule
 * or a permission.
 */
export function isWebOrigin(text: string): boolean {
  if (!URL.canParse(text) || text.includes('*')) return false;
  const { origin, protocol } = new URL(text);
  return origin === text && (protocol === 'http:' || protocol === 'https:');
}

/**
 * The match pattern of one origin and no other. Chromium takes ports in patterns, IPv6 literals too, and grants exactly
 * that port, though its prompt names the host only (156). A pattern without a port would match every port, so the
 * default port is written out.
 */
export function patternOf(origin: string): string {
  const { protocol, hostname, port } = new URL(origin);
  return `${protocol}//${hostname}:${port || (protocol === 'https:' ? '443' : '80')}/*`;
}
