import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { holdSessions } from './held-sessions.ts';

/** One `location` of the reverse proxy: what it does otherwise than passing requests and answers on. */
export interface Location {
  /** LiteLLM's alias for the server that a path calls by the location's name. */
  readonly alias: string;
  /** Answers by itself instead, where it returns something. */
  readonly answer?: (asked: Asked) => Answer | undefined;
  /** Request headers that do not get through. `host`: LiteLLM sees its own address instead of the client's. */
  readonly withheld?: readonly string[];
  /** Request headers that are sent beside the client's own of that name. */
  readonly added?: Readonly<Record<string, string>>;
  /** Does something before a POST goes on. What it returns undoes that, once there is an answer. */
  readonly before?: (asked: Asked) => Promise<() => void>;
  /** What an answer's headers become. */
  readonly headers?: (headers: OutgoingHttpHeaders, asked: Asked) => OutgoingHttpHeaders;
  /** What an OAuth metadata document becomes. `about`: the part of its URL behind `.well-known`. */
  readonly metadata?: (document: object, about: string) => object;
}

export interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The URL it would go on to. */
  readonly url: URL;
}

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string;
}

const everything = { alias: 'everything' };
const personal = { alias: 'personal' };
const delegated = { alias: 'delegated' };
const ANYONE = { 'access-control-allow-origin': '*' };
const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** Everything but the preflight, which the gateway answers itself. */
const unlessPreflight =
  (answer: (asked: Asked) => Answer) =>
  (asked: Asked): Answer | undefined =>
    asked.method === 'OPTIONS' ? undefined : answer(asked);

const without = (headers: OutgoingHttpHeaders, unwanted: RegExp): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !unwanted.test(name)));

const exposeSession = (headers: OutgoingHttpHeaders): OutgoingHttpHeaders => ({
  ...headers,
  'access-control-expose-headers': 'Mcp-Session-Id',
});

const redirect = (status: number) =>
  unlessPreflight(({ url }) => ({ status, headers: { ...ANYONE, location: url.href } }));

const page = (status: number, title: string, headers: OutgoingHttpHeaders = {}) => ({
  status,
  headers: { ...HTML, ...headers },
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

/** The mistakes that reverse proxies are set up with, by the name that stands in the path in place of the alias. */
export const LOCATIONS: Readonly<Record<string, Location>> = {
  // Redirects to LiteLLM's own port.
  moved: { ...everything, answer: redirect(308) },
  elsewhere: { ...everything, answer: redirect(307) },
  // Headers that get lost.
  keyless: { ...everything, withheld: ['x-litellm-api-key'] },
  tokenless: { ...everything, withheld: ['authorization'] },
  hostless: { ...personal, withheld: ['host'] },
  doubled: { ...everything, added: { authorization: 'Basic dGhyb3dhd2F5OmluZ3Jlc3M=' } },
  challengeless: { ...personal, headers: (headers) => without(headers, /^www-authenticate$/) },
  debugless: { ...everything, headers: (headers) => without(headers, /^x-mcp-debug-/) },
  // CORS.
  preflightless: {
    ...everything,
    answer: ({ method }) => (method === 'OPTIONS' ? page(405, '405 Not Allowed') : undefined),
  },
  narrow: {
    ...everything,
    headers: (headers, { method }) =>
      method === 'OPTIONS' ? { ...headers, 'access-control-allow-headers': 'content-type, accept' } : headers,
  },
  hidden: {
    ...everything,
    headers: (headers, { method }) => (method === 'OPTIONS' ? headers : without(headers, /^access-control-/)),
  },
  exposed: { ...everything, headers: exposeSession },
  unreadable: {
    ...personal,
    headers: (headers, { url }) =>
      url.pathname.includes('.well-known') ? without(headers, /^access-control-/) : headers,
  },
  shared: { ...delegated, headers: exposeSession },
  // Other clients of the same caller.
  crowded: { ...delegated, before: ({ url, headers }) => holdSessions(url, headers.authorization ?? '') },
  // Answers in the gateway's place.
  signin: { ...everything, answer: unlessPreflight(() => page(200, 'Sign in', ANYONE)) },
  badgateway: { ...everything, answer: unlessPreflight(() => page(502, '502 Bad Gateway')) },
  unlisted: {
    ...personal,
    answer: ({ url }) =>
      url.pathname.includes('oauth-protected-resource') ? page(404, 'Not found', ANYONE) : undefined,
  },
  walled: {
    ...personal,
    answer: ({ url, method }) =>
      method === 'GET' && url.pathname.includes('oauth-authorization-server')
        ? page(200, 'Sign in', ANYONE)
        : undefined,
  },
  // OAuth metadata.
  pkceless: {
    ...personal,
    metadata: (document) => ({ ...document, code_challenge_methods_supported: ['plain'] }),
  },
  misissued: {
    ...personal,
    metadata: (document) =>
      'issuer' in document ? { ...document, issuer: 'https://login.example.com' } : document,
  },
};
