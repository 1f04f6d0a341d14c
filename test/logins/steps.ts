import type { Inspected } from '../../src/inspect.ts';
import { joinLogins } from '../../src/logins/join.ts';
import type { Login } from '../../src/logins/login.ts';
import { GATEWAY, inOrder, inspectAll, type Parts, RECORDED } from '../har-entry.ts';
import { carrying, metadata, serverDocument } from '../login.ts';

/** Requests of logins for several MCP servers of one gateway, and how they are told in one line each. */

const PAGE = 'http://127.0.0.1:5000/callback';

const FORM = 'application/x-www-form-urlencoded';

const resourceOf = (server: string) => `${GATEWAY}/mcp/${server}`;

/** The steps of a login for one server, by a client that has a name for itself, a state and a code for each attempt. */
export const steps = (server: string) => ({
  challenge: {
    url: resourceOf(server),
    status: 401,
    received: {},
    responseHeaders: {
      'www-authenticate': `Bearer resource_metadata="${GATEWAY}/.well-known/oauth-protected-resource/mcp/${server}"`,
    },
  } satisfies Parts,
  resource: metadata(`oauth-protected-resource/mcp/${server}`, {
    resource: resourceOf(server),
    authorization_servers: [`${GATEWAY}/${server}`],
  }),
  server: metadata(`oauth-authorization-server/${server}`, {
    ...serverDocument(`${GATEWAY}/${server}`),
    authorization_endpoint: `${GATEWAY}/${server}/authorize`,
    token_endpoint: `${GATEWAY}/${server}/token`,
    registration_endpoint: `${GATEWAY}/${server}/register`,
  }),
  register: {
    url: `${GATEWAY}/${server}/register`,
    sent: { redirect_uris: [PAGE] },
    status: 201,
    received: { client_id: `client-of-${server}` },
  } satisfies Parts,
  authorize: (attempt: string): Parts => ({
    method: 'GET',
    url: `${GATEWAY}/${server}/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: `client-of-${server}`,
      code_challenge: `challenge-${attempt}`,
      code_challenge_method: 'S256',
      redirect_uri: PAGE,
      state: `state-of-attempt-${attempt}`,
      resource: resourceOf(server),
    })}`,
    received: '<h1>Sign in</h1>',
    receivedType: 'text/html',
  }),
  callback: (attempt: string, more: Readonly<Record<string, string>> = {}): Parts => ({
    method: 'GET',
    url: `${PAGE}?${new URLSearchParams({
      state: `state-of-attempt-${attempt}`,
      ...(more['error'] ? {} : { code: `code-of-attempt-${attempt}` }),
      ...more,
    })}`,
    received: '',
  }),
  token: (attempt: string, more: Parts = {}): Parts => ({
    url: `${GATEWAY}/${server}/token`,
    sent: new URLSearchParams({
      grant_type: 'authorization_code',
      code: `code-of-attempt-${attempt}`,
      code_verifier: `verifier-of-attempt-${attempt}`,
      client_id: `client-of-${server}`,
      redirect_uri: PAGE,
    }).toString(),
    sentType: FORM,
    received: { access_token: `token-of-attempt-${attempt}`, token_type: 'Bearer' },
    ...more,
  }),
  call: (attempt: string, more: Parts = {}): Parts => ({
    url: resourceOf(server),
    ...carrying(`token-of-attempt-${attempt}`),
    ...more,
  }),
  renew: {
    url: `${GATEWAY}/${server}/token`,
    sent: 'grant_type=refresh_token&refresh_token=refresh-token-of-the-user',
    sentType: FORM,
    received: { access_token: 'token-that-was-renewed', token_type: 'Bearer' },
  } satisfies Parts,
});

/** What a client learns and does until it sends the user away. */
export const preparing = (server: string): readonly Parts[] => {
  const { challenge, resource, server: about, register } = steps(server);
  return [challenge, resource, about, register];
};

/** Exchanges that follow each other, a second apart. */
export const inspect = (exchanges: readonly Parts[]): readonly Inspected[] => inspectAll(inOrder(exchanges));

/** @param after when the recording is looked at, milliseconds after its start; without it as soon as it ends */
export const join = (exchanges: readonly Parts[], goesOn = false, after?: number): readonly Login[] =>
  joinLogins(inspect(exchanges), goesOn, { now: after && RECORDED + after });

const LETTERS = { done: '+', failed: '!', 'not-seen': '?', waiting: '~', 'not-reached': '.' } as const;

/**
 * A login in one line: server, state, then of its eight steps `+` done, `!` failed, `?` not seen, `~` waiting, `.` not
 * reached, with the indices of its exchanges: `personal failed ++++++!. 0,1,2,3,4,5,6`.
 */
export function told({ endpoint, state, steps: all, restarted }: Login): string {
  const parts = all.flatMap((step) => step.parts);
  const indices = parts.map(({ facts, earlier }) => `${facts.exchange.index}${earlier ? '^' : ''}`);
  return [
    endpoint?.split('/').at(-1) ?? '-',
    `${state}${restarted ? ', begun again' : ''}`,
    all.map((step) => LETTERS[step.state]).join(''),
    indices.join(','),
  ].join(' ');
}
