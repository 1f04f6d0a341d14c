import type { Entry } from 'har-format';
import { ACCEPT, answer, call, entryOf, GATEWAY, type MadeUp } from './made-up.ts';
import type { Saying } from './saying.ts';

/** How a saying may have come: an exchange that holds it, with no URL, server or key of anybody’s. */
export interface Arrival {
  /** What it came in, for people. */
  readonly as: string;
  readonly entry: Entry;
  /** The words themselves say what it came in. */
  readonly isNamed: boolean;
}

/**
 * The exchanges that may have brought a saying, the likeliest first.
 * @param isLitellm whether LiteLLM is taken to be the gateway, by the debug headers that only it sends
 */
export function arrivalsOf(saying: Saying, isLitellm: boolean): readonly Arrival[] {
  const { words, whole, status, code, body } = saying;
  const came = (as: string, { to, ...rest }: Answer, isNamed = false): Arrival => ({
    as,
    entry: entryOf({
      ...requestOf(saying, to),
      ...rest,
      ...(isLitellm ? { responseHeaders: proofOf(saying) } : {}),
    }),
    isNamed,
  });
  const netError = /net::ERR_\w{3,60}|NS_ERROR_\w{3,60}/.exec(whole)?.[0];
  const isCors = /blocked by CORS policy|Cross-Origin Request Blocked/i.test(whole);
  const oauthCode = OAUTH_CODE.exec(whole)?.[0];
  const token = { error: oauthCode, error_description: words };
  return [
    ...(netError === undefined ? [] : [came(OF_BROWSER, { status: 0, error: netError }, true)]),
    ...(isCors
      ? [
          came(
            OF_BROWSER,
            {
              status: 200,
              said: answer({ result: {} }),
              to: /preflight/i.test(whole) ? 'preflight' : 'page',
            },
            true,
          ),
        ]
      : []),
    ...(oauthCode === undefined
      ? []
      : [
          came(
            'an answer of the authorization server',
            { status: status ?? 400, said: JSON.stringify(token), to: 'token' },
            true,
          ),
        ]),
    ...statusesOf(saying).map((each) => came(`HTTP ${each}`, { status: each, said: body ?? words })),
    came('a JSON-RPC error', {
      status: 200,
      said: answer({ error: { code: code ?? -32_000, message: words } }),
    }),
    came('the result of a tool', {
      status: 200,
      said: answer({ result: { isError: true, content: [{ type: 'text', text: whole }] } }),
    }),
  ];
}

const OF_BROWSER = 'an error of the browser';

/** RFC 6749 sections 4.1.2.1 and 5.2, RFC 7591 section 3.2.2. */
const OAUTH_CODE =
  /\b(?:invalid_(?:client|client_metadata|grant|redirect_uri|scope|target)|unauthorized_client|unsupported_grant_type|redirect_uri_mismatch|AADSTS\d{4,8})\b/;

/** Where none is named, those with which servers say most. */
function statusesOf({ status, code, whole }: Saying): readonly number[] {
  if (status !== undefined) return [status];
  if (OF_SESSIONS.test(whole)) return [404, 400];
  return code === undefined ? [400, 401, 403, 404, 500, 503] : [];
}

const OF_SESSIONS = /session|not initialized/i;

/** What a client has not sent, in the words of who missed it. */
const OF_NO_KEY = /\bno (?:api )?key\b|\bmissing\b|\bnot provided\b|\brequired\b/i;

interface Answer {
  readonly status: number;
  readonly said?: string;
  readonly error?: string;
  /** What was asked, where it is not a call of a program. */
  readonly to?: 'page' | 'preflight' | 'token';
}

/** Debug headers as LiteLLM sends them; the URL behind it is the one that the words name. */
function proofOf({ whole }: Saying): Readonly<Record<string, string>> {
  const url = /\bfor url '(https?:[^\s']{1,500})'/.exec(whole)?.[1];
  return {
    'x-mcp-debug-auth-resolution': 'no-auth',
    ...(url === undefined ? {} : { 'x-mcp-debug-outbound-url': url }),
  };
}

function requestOf(
  { whole }: Saying,
  to: Answer['to'],
): Pick<MadeUp, 'method' | 'url' | 'requestHeaders' | 'sent'> {
  const hasSession = OF_SESSIONS.test(whole) && !/missing/i.test(whole);
  const origin = to === 'page' || to === 'preflight' ? { origin: 'https://your-agent.example' } : {};
  // What nobody speaks of stays out, or other rules speak.
  switch (to) {
    case 'preflight':
      return {
        method: 'OPTIONS',
        url: `${GATEWAY}/mcp`,
        requestHeaders: {
          ...origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-litellm-api-key,mcp-session-id',
        },
      };
    case 'token':
      return { url: `${GATEWAY}/token`, requestHeaders: {}, sent: TOKEN_REQUEST };
    case 'page':
    case undefined:
      return {
        url: `${GATEWAY}/mcp`,
        requestHeaders: {
          ...origin,
          accept: /not acceptable|must accept/i.test(whole) ? 'application/json' : ACCEPT,
          ...(OF_NO_KEY.test(whole) ? {} : { authorization: 'Bearer a-token-of-nobody' }),
          ...(hasSession ? { 'mcp-session-id': 'a-session-of-nobody' } : {}),
        },
        sent: call('tools/call', { name: 'tool', arguments: {} }),
      };
  }
}

const TOKEN_REQUEST = {
  mimeType: 'application/x-www-form-urlencoded',
  text: 'grant_type=authorization_code&code=a&resource=https%3A%2F%2Fyour-gateway.example%2Fmcp',
};
