import type { Entry } from 'har-format';

/** An exchange that nobody recorded: what somebody read of it elsewhere, in its most usual form. */
export interface MadeUp {
  readonly method?: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly sent?: { readonly mimeType: string; readonly text: string };
  readonly status: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly said?: string;
  /** The browser’s reason for a failure. */
  readonly error?: string;
}

/** Of nobody, so that commands say what is to be filled in. */
export const GATEWAY = 'https://your-gateway.example';

/** What a client of MCP sends to call something. */
export const call = (method: string, params: object): NonNullable<MadeUp['sent']> => ({
  mimeType: 'application/json',
  text: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
});

/** The answer to it. */
export const answer = (outcome: object): string => JSON.stringify({ jsonrpc: '2.0', id: 1, ...outcome });

export const ACCEPT = 'application/json, text/event-stream';

/** As a recording has it. */
export function entryOf({
  method = 'POST',
  url,
  requestHeaders,
  sent,
  status,
  responseHeaders = {},
  said = '',
  error,
}: MadeUp): Entry {
  const type = /^\s*</.test(said) ? 'text/html' : /^\s*\{/.test(said) ? 'application/json' : 'text/plain';
  const received: Readonly<Record<string, string>> =
    status === 0 ? {} : { 'content-type': type, ...responseHeaders };
  return {
    startedDateTime: '1970-01-01T00:00:00.000Z',
    time: 1,
    request: {
      method,
      url,
      httpVersion: '',
      cookies: [],
      headers: headersOf({ ...(sent ? { 'content-type': sent.mimeType } : {}), ...requestHeaders }),
      queryString: [],
      ...(sent ? { postData: sent } : {}),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: headersOf(received),
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

const headersOf = (headers: Readonly<Record<string, string>>): Entry['request']['headers'] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));
