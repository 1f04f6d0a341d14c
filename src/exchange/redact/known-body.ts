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

/** Reasons that say that the client itself stopped reading: what came until then is what the size says. */
const STOPPED: ReadonlySet<string> = new Set(['net::ERR_ABORTED', 'NS_BINDING_ABORTED']);

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
  if (error !== undefined && !STOPPED.has(error)) return false;
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
