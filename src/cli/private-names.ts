import { lookup } from 'node:dns/promises';
import { isPrivate } from '../checks/addresses.ts';
import type { SendHttp } from '../checks/http.ts';

/** The IP addresses that a host's name stands for. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/**
 * Sends as `send` does, but not to a host that only a server named and whose name stands for an address of a private network, while the gateway is on
 * none: what `whyNotAsked` (checks/addresses.ts) refuses by the address, this refuses by the name.
 * @param given URLs that the person named, the gateway's first
 */
export function sparePrivateNames(
  send: SendHttp,
  given: readonly string[],
  resolve: Resolve = resolveBySystem,
): SendHttp {
  const hosts = given.map(hostOf);
  return async (request, stop) => {
    const host = hostOf(request.url);
    const isNamedByServer = !hosts.includes(host);
    if (
      isNamedByServer &&
      (await isPrivateName(host, resolve)) &&
      !(await isPrivateName(hosts[0] ?? '', resolve))
    )
      return { status: 0, statusText: '', headers: [], size: 0, error: BLOCKED };
    return send(request, stop);
  };
}

/** What Chromium says of the same (net/base/net_error_list.h). */
const BLOCKED = 'net::ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS';

/** Without brackets, as resolvers want it. */
const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '');

/** A name that stands for nothing is the request's own failure. */
async function isPrivateName(host: string, resolve: Resolve): Promise<boolean> {
  const addresses = await resolve(host).catch(() => []);
  return addresses.some((each) => isPrivate(`http://${each.includes(':') ? `[${each}]` : each}`));
}

const resolveBySystem: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);
