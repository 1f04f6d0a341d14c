import { expect, it } from 'vitest';
import type { HttpRequest, SendHttp } from '../../src/checks/http.ts';
import { sparePrivateNames } from '../../src/cli/private-names.ts';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'gateway.example': ['203.0.113.7'],
  'gateway.corp.example': ['10.0.0.7'],
  'login.example': ['203.0.113.8'],
  'rebound.example': ['203.0.113.9', '169.254.169.254'],
  'six.example': ['fd00::1'],
};

/** Where a request ends that a check of a gateway would send. */
async function ask(url: string, ...given: readonly string[]) {
  const asked: string[] = [];
  const send: SendHttp = async (request) => {
    asked.push(request.url);
    return { status: 200, statusText: '', headers: [], size: 0 };
  };
  const resolve = async (host: string) => {
    const found = NAMES[host];
    if (!found) throw new Error('ENOTFOUND');
    return found;
  };
  const request: HttpRequest = { method: 'GET', url, headers: [], patience: 1_000 };
  const { error } = await sparePrivateNames(send, given, resolve)(request, new AbortController().signal);
  return { asked, error };
}

const GATEWAY = 'https://gateway.example/mcp';

it.each(['https://rebound.example/x', 'https://six.example/x'])(
  'asks no private address behind a name that a server on the internet gives: %s',
  async (url) => {
    expect(await ask(url, GATEWAY)).toEqual({
      asked: [],
      error: 'net::ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS',
    });
  },
);

it.each([
  [
    'of a gateway that is on a private network itself',
    'https://rebound.example/x',
    ['https://gateway.corp.example/mcp'],
  ],
  ['that the person gave', 'https://rebound.example/x', [GATEWAY, 'https://rebound.example/mcp']],
  ['that is public', 'https://login.example/x', [GATEWAY]],
  ['that stands for nothing, so that the request says so', 'https://nowhere.example/x', [GATEWAY]],
  ['of the gateway', GATEWAY, [GATEWAY]],
])('asks a name %s', async (_which, url, given) => {
  expect(await ask(url, ...given)).toEqual({ asked: [url], error: undefined });
});
