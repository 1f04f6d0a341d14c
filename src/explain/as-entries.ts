import type { Entry } from 'har-format';
import type { Saying } from './saying.ts';

/** How a saying may have come: an exchange that holds it, with no URL, server or key of anybody’s. */
export interface Arrival {
  /** What it came in, for people. */
  readonly as: string;
  readonly entry: Entry;
  /** The words themselves say what it came in. */
  readonly isNamed: boolean;
}

/** Made up, so that commands say what is to be filled in. */
const GATEWAY = 'https://your-gateway.example';

/**
 * The exchanges that may have brought a saying, the likeliest first.
 * @param isLitellm whether LiteLLM is taken to be the gateway, by the debug headers that only it sends
 */
export function arrivalsOf(saying: Saying, isLitellm: boolean): readonly Arrival[] {
  const { words, whole, status, code, body } = saying;
  const came = (as: string, answer: Answer, isNamed = false): Arrival => ({
    as,
    entry: entryOf(saying, answer, isLitellm),
    isNamed,
  });
  const rpc = (outcome: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, ...outcome });
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
            { status: 200, said: rpc({ result: {} }), to: /preflight/i.test(whole) ? 'preflight' : 'page' },
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
      said: rpc({ error: { code: code ?? -32_000, message: words } }),
    }),
    came('the result of a tool', {
      status: 200,
      said: rpc({ result: { isError: true, content: [{ type: 'text', text: whole }] } }),
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

function entryOf(saying: Saying, { status, said = '', error, to }: Answer, isLitellm: boolean): Entry {
  const type = /^\s*</.test(said) ? 'text/html' : /^\s*\{/.test(said) ? 'application/json' : 'text/plain';
  return {
    startedDateTime: '1970-01-01T00:00:00.000Z',
    time: 1,
    request: requestOf(saying, to),
    response: {
      status,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: status === 0 ? [] : headersOf({ 'content-type': type, ...(isLitellm ? proofOf(saying) : {}) }),
      content: { size: said.length, mimeType: type, text: said },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...(error === undefined ? {} : { _error: error }),
    },
    cache: {},
    timings: { send: 0, wait: 1, receive: 0 },
  };
}

/** Debug headers as LiteLLM sends them; the URL behind it is the one that the words name. */
function proofOf({ whole }: Saying): Readonly<Record<string, string>> {
  const url = /\bfor url '(https?:[^\s']{1,500})'/.exec(whole)?.[1];
  return {
    'x-mcp-debug-auth-resolution': 'no-auth',
    ...(url === undefined ? {} : { 'x-mcp-debug-outbound-url': url }),
  };
}

function requestOf({ whole }: Saying, to: Answer['to']): Entry['request'] {
  const isToken = to === 'token';
  const text = isToken
    ? 'grant_type=authorization_code&code=a&resource=https%3A%2F%2Fyour-gateway.example%2Fmcp'
    : JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'tool', arguments: {} },
      });
  const mimeType = isToken ? 'application/x-www-form-urlencoded' : 'application/json';
  const accept = /not acceptable|must accept/i.test(whole)
    ? 'application/json'
    : 'application/json, text/event-stream';
  const hasSession = OF_SESSIONS.test(whole) && !/missing/i.test(whole);
  // What nobody speaks of stays out, or other rules speak.
  const sent: Readonly<Record<string, string>> =
    to === 'preflight'
      ? {
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-litellm-api-key,mcp-session-id',
        }
      : {
          'content-type': mimeType,
          accept,
          ...(OF_NO_KEY.test(whole) ? {} : { authorization: 'Bearer a-token-of-nobody' }),
          ...(hasSession ? { 'mcp-session-id': 'a-session-of-nobody' } : {}),
        };
  const isOfPage = to === 'page' || to === 'preflight';
  return {
    method: to === 'preflight' ? 'OPTIONS' : 'POST',
    url: isToken ? `${GATEWAY}/token` : `${GATEWAY}/mcp`,
    httpVersion: '',
    cookies: [],
    headers: headersOf({ ...sent, ...(isOfPage ? { origin: 'https://your-agent.example' } : {}) }),
    queryString: [],
    ...(to === 'preflight' ? {} : { postData: { mimeType, text } }),
    headersSize: -1,
    bodySize: -1,
  };
}

const headersOf = (headers: Readonly<Record<string, string>>): Entry['request']['headers'] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));
