import { isFirefox } from './firefox.ts';

/**
 * The match pattern of one origin. Chromium takes ports in patterns, IPv6 literals too, and grants exactly that port,
 * though its prompt names the host only (156). A pattern without a port would match every port, so the default port is
 * written out. In Firefox (153) a pattern with a port matches nothing at all, so there a permission is for every port of
 * the host.
 */
export function patternOf(origin: string, withPort = !isFirefox()): string {
  const { protocol, hostname, port } = new URL(origin);
  if (!withPort) return `${protocol}//${hostname}/*`;
  return `${protocol}//${hostname}:${port || (protocol === 'https:' ? '443' : '80')}/*`;
}

/** The origin that a match pattern is of, as `patternOf` writes it; undefined when it matches more than one, as each does in Firefox. */
export function originOfPattern(pattern: string, withPort = !isFirefox()): string | undefined {
  const [, address] = /^(https?:\/\/[^/*]+)\/\*$/.exec(pattern) ?? [];
  if (!withPort || address === undefined || !URL.canParse(address)) return undefined;
  const { origin } = new URL(address);
  return patternOf(origin, withPort) === pattern ? origin : undefined;
}
