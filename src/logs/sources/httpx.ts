import type { Header } from '../../exchange/exchange.ts';
import type { Words } from '../head.ts';
import type { FromPython } from '../python-line.ts';
import { endOfQuoted } from '../quoted.ts';

/** httpx and httpcore, and what version 2 of the Python SDK calls them. */
const LOGGER = /^http(?:x|core)2?(?:\.|$)/;

/** `INFO:httpx:HTTP Request: ...` and `DEBUG:httpcore.http11:...`. */
export const httpxLogger: FromPython = ({ logger, message, ...others }) =>
  LOGGER.test(logger) ? { source: 'httpx', message, isWhole: true, ...others } : undefined;

export const HTTPX_WORDS: Words = {
  sayings: [
    {
      says: /^HTTP Request: (?<method>[A-Z]{3,10}) (?<url>\S{1,8000}) "HTTP\/[\d.]{1,3} (?<status>\d{3})/,
      happening: 'answered',
    },
    {
      says: /^receive_response_headers\.complete return_value=\((?:b'HTTP\/[\d.]{1,3}', )?(?<status>\d{3}), /,
      happening: 'received',
    },
    { says: /^connect_tcp\.started host='/, happening: 'connecting' },
    {
      says: /^(?:connect_tcp|start_tls|send_request_headers|receive_response_headers)\.failed exception=/,
      happening: 'failed',
    },
  ],
  details: [],
};

/** A pair of a header list as Python prints it: `(b'name', b'value')`. */
const PAIR = /\(b(["'])((?:[^\\"']|\\.|(?!\1)["']){0,200})\1, b(["'])/y;

/** The headers that `receive_response_headers.complete` lists, as they were written; undefined for other messages. */
export function headersIn(message: string): readonly Header[] | undefined {
  if (!message.startsWith('receive_response_headers.complete')) return undefined;
  const headers: Header[] = [];
  let at = message.indexOf('[(b');
  if (at === -1) return [];
  at += 1;
  while (message[at] === '(') {
    PAIR.lastIndex = at;
    const found = PAIR.exec(message);
    if (!found) break;
    const [whole, , name = '', quote = "'"] = found;
    const begin = at + whole.length;
    const end = endOfQuoted(message, begin, quote);
    headers.push({ name: unescaped(name), value: unescaped(message.slice(begin, end)) });
    at = end + 2;
    if (message.startsWith(', ', at)) at += 2;
  }
  return headers;
}

const unescaped = (literal: string): string =>
  literal.includes('\\')
    ? literal.replace(/\\(?:x([\da-f]{2})|([\s\S]))/g, (_whole, code?: string, escaped?: string) =>
        code === undefined
          ? (ESCAPES[escaped ?? ''] ?? escaped ?? '')
          : String.fromCharCode(Number.parseInt(code, 16)),
      )
    : literal;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
