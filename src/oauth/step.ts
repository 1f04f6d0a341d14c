import { type Exchange, header } from '../exchange/exchange.ts';
import { defined, isRecord, readJson, textIn } from '../exchange/json.ts';
import { decodeParameter } from '../exchange/parameters.ts';

/** One step of an OAuth authorization-code grant (RFC 6749 section 4.1, RFC 7591), as an exchange shows it. */
export interface OAuthStep {
  /** `callback` is the redirect back to the client, seen as a request of its own. */
  readonly step: 'authorize' | 'callback' | 'token' | 'register';
  /** Query or form, decoded; of a parameter given twice the first. Credentials in it are masks. */
  readonly parameters: Parameters;
  /** What the response says went wrong, or the callback's own `error`. */
  readonly error?: OAuthError;
}

export type Parameters = Readonly<Record<string, string>>;

/** RFC 6749 section 5.2. */
export interface OAuthError {
  /** `invalid_grant`, ...; the HTTP status where the response names none. */
  readonly code: string;
  readonly description?: string;
}

/**
 * Reads a step of an OAuth grant, by its parameters and not by its URL; only LiteLLM's own last page has none that tell it
 * (mcp_server/gateway_dcr_flow.py).
 * @returns undefined when the exchange is none
 */
export function decodeStep({ request, response }: Exchange): OAuthStep | undefined {
  const { mimeType = '', text = '' } = request.body ?? {};
  if (request.method === 'GET') {
    const parameters = decodeQuery(request.url);
    if (parameters['response_type'] !== undefined && parameters['client_id'] !== undefined) {
      return {
        step: 'authorize',
        parameters,
        ...defined({ error: failureOf(response) ?? errorInRedirect(request.url, response, parameters) }),
      };
    }
    return isCallback(parameters)
      ? {
          step: 'callback',
          parameters,
          ...defined({ error: errorIn(parameters) ?? failureOf(response) ?? unfinished(response) }),
        }
      : undefined;
  }
  if (request.method !== 'POST') return undefined;
  if (mimeType === 'application/x-www-form-urlencoded') {
    const parameters = readParameters(text);
    // The page on which a person finishes a login at LiteLLM itself.
    if (parameters['flow'] !== undefined && /\/authorize\/complete(?:[?#]|$)/.test(request.url))
      return { step: 'authorize', parameters, ...defined({ error: failureOf(response) }) };
    if (parameters['grant_type'] === undefined) return undefined;
    return { step: 'token', parameters, ...defined({ error: tokenFailure(response) }) };
  }
  // A page that names no type sends text.
  const isJson = /^\s*\{/.test(text);
  const asked = isJson && text.includes('"grant_type"') ? readJson(text) : undefined;
  if (textIn(asked, 'grant_type') !== undefined) {
    // Against RFC 6749 section 4.1.3, and common all the same.
    return { step: 'token', parameters: textsIn(asked), ...defined({ error: tokenFailure(response) }) };
  }
  const registers = isJson && /"redirect_uris"\s*:\s*\[/.test(text);
  return registers
    ? { step: 'register', parameters: {}, ...defined({ error: failureOf(response) }) }
    : undefined;
}

/** The state comes back only where the client sent one. A code by itself may be that of a voucher. */
const isCallback = ({ state, code, error, error_description: description }: Parameters): boolean =>
  (state !== undefined && (code ?? error) !== undefined) ||
  (error !== undefined && description !== undefined);

/** A page that says so with a status of 200, instead of going back to the client (LiteLLM's discoverable_endpoints.py). */
const unfinished = ({ status, body }: Exchange['response']): OAuthError | undefined =>
  /<body>Authentication incomplete\b/.test(body?.text?.slice(0, 1000) ?? '')
    ? { code: `HTTP ${status}`, description: 'Authentication incomplete' }
    : undefined;

/** The query of an URL, decoded; of a parameter given twice the first. */
export function decodeQuery(url: string): Parameters {
  return readParameters(/\?([^#]*)/.exec(url)?.[1] ?? '');
}

function readParameters(query: string): Parameters {
  const parameters: Record<string, string> = Object.create(null);
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeParameter(equals === -1 ? pair : pair.slice(0, equals));
    parameters[name] ??= equals === -1 ? '' : decodeParameter(pair.slice(equals + 1));
  }
  return parameters;
}

/** GitHub says what went wrong with a status of 200. */
function tokenFailure(response: Exchange['response']): OAuthError | undefined {
  const json = readJson(response.body?.text);
  const code = textIn(json, 'error');
  if (response.status >= 300 || code === undefined) return failureOf(response);
  return { code, ...defined({ description: textIn(json, 'error_description') }) };
}

const textsIn = (json: unknown): Parameters =>
  isRecord(json)
    ? Object.fromEntries(
        Object.entries(json).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      )
    : {};

function errorIn(parameters: Parameters): OAuthError | undefined {
  const code = parameters['error'];
  return code === undefined
    ? undefined
    : { code, ...defined({ description: parameters['error_description'] }) };
}

/**
 * A server sends the user back with an error, which is seen here alone where the client is no page. One that may not send the user back shows an
 * error page of its own, and says why in its URL. Without a login page (`prompt=none`), asking for one is no refusal.
 */
function errorInRedirect(
  url: string,
  { status, headers }: Exchange['response'],
  { redirect_uri: back, prompt }: Parameters,
): OAuthError | undefined {
  const target = status >= 300 && status < 400 ? header(headers, 'location') : undefined;
  if (target === undefined || !URL.canParse(target, url) || prompt === 'none') return undefined;
  const page = new URL(target, url);
  const isBack = back !== undefined && target.split(/[?#]/, 1)[0] === back.split(/[?#]/, 1)[0];
  return isBack || page.origin === new URL(url).origin ? errorIn(decodeQuery(page.href)) : undefined;
}

/** RFC 6749 section 4.1.2.1, RFC 8707 section 2, and LiteLLM's own for an answer of another provider (RFC 9207 section 2.4). */
const CODE =
  /(?<!\w)(?:invalid_(?:client|grant|issuer|redirect_uri|request|scope|target)|unauthorized_client|access_denied|unsupported_response_type|server_error|temporarily_unavailable)(?!\w)/;

/** The code of an error that a page names, or what an export has in its place. */
export const errorCodeIn = (page: string): string | undefined => CODE.exec(page)?.[0];

/** LiteLLM puts the standard's members inside `detail`, or a sentence; a page for the user names the code in its text. */
function failureOf({ status, body }: Exchange['response']): OAuthError | undefined {
  if (status < 400) return undefined;
  const json = readJson(body?.text);
  const inPage = json === undefined ? errorCodeIn(body?.text ?? '') : undefined;
  if (inPage !== undefined) return { code: inPage };
  const inner = (json as { detail?: unknown } | undefined)?.detail ?? json;
  return {
    code: textIn(inner, 'error') ?? `HTTP ${status}`,
    ...defined({
      description:
        typeof inner === 'string' ? inner : (textIn(inner, 'error_description') ?? textIn(inner, 'message')),
    }),
  };
}
