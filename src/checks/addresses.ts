import { inQuotes } from '../diagnosis/words.ts';
import { holdsMask } from '../exchange/mask.ts';
import { originOf } from '../exchange/origin.ts';
import type { CheckTarget } from './target.ts';

/** Why an address is not asked. */
export interface NotAsked {
  /** A sentence for people. */
  readonly says: string;
  /** Its origin, where it would be asked but that nobody allowed it so far. */
  readonly notAllowed?: string;
}

/**
 * Why an address that a server named is not asked. A server may name any: one behind the reader's own firewall, or no web address at all.
 * @returns undefined where it may be asked
 */
export function whyNotAsked(url: string, target: CheckTarget): NotAsked | undefined {
  if (holdsMask(url)) return { says: 'Its address holds a credential, so Hopscope does not ask it.' };
  const origin = originOf(url);
  if (origin === undefined || !/^https?:/.test(origin))
    return { says: `${inQuotes(url)} is no web address, so Hopscope does not ask it.` };
  if (origin === originOf(target.url) || origin === originOf(target.direct)) return undefined;
  if (isPrivate(url) && !isPrivate(target.url))
    return {
      says: `${inQuotes(origin)} is on a private network and the gateway is not, so Hopscope does not ask it.`,
    };
  return isAllowed(origin, target)
    ? undefined
    : { says: `Hopscope may not ask ${inQuotes(origin)} yet.`, notAllowed: origin };
}

const isAllowed = (origin: string, { origins }: CheckTarget): boolean =>
  origins === undefined || origins.includes(origin);

/** Whether a host is this machine (RFC 6761, RFC 5735). */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:127(?:\.\d+){3}|\[::1\]|(?:.*\.)?localhost)$/.test(hostname);
}

/** Whether a host can only be one of this machine or of a network at hand (RFC 1918, 4193, 6598, 6761, 6762, 3927; `.internal`). */
export function isPrivate(url: string): boolean {
  const { hostname } = new URL(url);
  if (hostname.startsWith('[')) return isPrivateV6(hostname.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return isPrivateV4(hostname.split('.').map(Number));
  return !hostname.includes('.') || /\.(?:localhost|local|internal|home\.arpa|lan)\.?$/.test(hostname);
}

const isPrivateV4 = ([first = 0, second = 0]: readonly number[]): boolean =>
  first === 0 ||
  first === 10 ||
  first === 127 ||
  (first === 100 && second >= 64 && second < 128) ||
  (first === 169 && second === 254) ||
  (first === 172 && second >= 16 && second < 32) ||
  (first === 192 && second === 168);

/** As `URL` spells it: an address of version 4 inside has two groups of hexadecimal digits. */
function isPrivateV6(address: string): boolean {
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(address);
  if (mapped) {
    const high = Number.parseInt(mapped[1] ?? '', 16);
    return isPrivateV4([high >> 8, high & 0xff]);
  }
  return address === '::' || address === '::1' || /^(?:f[cd]|fe[89ab])/.test(address);
}
