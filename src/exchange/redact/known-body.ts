import { netErrorOf } from '../net-error.ts';

/** What a recording has of a response, as far as it says whether the body is known. */
interface BodyRecord {
  readonly method: string;
  readonly status: number;
  /** The browser's reason for a failure, where it names one. */
  readonly error: string | undefined;
  /** The recorded text. */
  readonly text: string | undefined;
  /** In bytes; undefined where the recording does not say. */
  readonly size: number | undefined;
  /** Media type. */
  readonly type: string;
  /** Of the whole exchange, in milliseconds. */
  readonly duration: number;
  /** Whether messages of the event stream were recorded. */
  readonly hasEvents: boolean;
}

/** Statuses of responses that have no body (RFC 9110 section 6.4.1), and MCP's response to notifications, which has none either. */
const BODILESS: ReadonlySet<number> = new Set([202, 204, 205, 304]);

/**
 * Whether a recorded text is only the beginning of the body: the recording says that it is longer, and JSON or an event stream does not end so.
 * Firefox keeps 1 MB (`devtools.netmonitor.responseBodyLimit`), other tools cut elsewhere.
 */
export function isBodyCut({ text, size, type }: Pick<BodyRecord, 'text' | 'size' | 'type'>): boolean {
  if (text === undefined || text === '' || size === undefined || text.length >= size) return false;
  const end = text.slice(-20);
  const isWhole = /[\]}]\s*$/.test(end) || !/^\s*[[{]/.test(text);
  if (type !== 'text/event-stream' && isWhole) return false;
  const missing = size - new TextEncoder().encode(text).length;
  // Some tools count what came over the wire, where compression makes short texts longer.
  return missing > (/[\r\n]$/.test(end) ? 64 : 0);
}

/**
 * Whether a recording has the response body, if only that there is none. It lacks it where the page changed its URL while Chromium
 * handed the body over, where CORS withheld it from DevTools too (size 0 beside `net::ERR_FAILED`), and where an exporter left it out
 * (Playwright's `omit`, mitmproxy's streamed bodies: no text, or an empty one beside a size).
 */
export function isBodyKnown(recorded: BodyRecord): boolean {
  const { method, status, error, text, size, hasEvents } = recorded;
  if (text !== undefined && text !== '') return true;
  if (hasEvents || status === 0 || method === 'HEAD' || BODILESS.has(status)) return true;
  if (size === undefined || size < 0) return text === '';
  // Where the client itself stopped reading, what came until then is what the size says.
  if (error !== undefined && netErrorOf(error) !== 'given-up') return false;
  return size === 0 || isSilence(recorded, size);
}

/**
 * Whether a stream that the client stopped brought nothing but comments that keep it alive: the Python SDK, which LiteLLM is made with,
 * sends one of some 45 bytes every 15 s (sse-starlette, `DEFAULT_PING_INTERVAL`).
 */
function isSilence({ type, error, duration }: BodyRecord, size: number): boolean {
  const pings = Math.floor(duration / 15_000);
  return type === 'text/event-stream' && error !== undefined && size <= pings * 64;
}
