/**
 * One HTTP exchange as Hopscope keeps it: what the browser recorded, with every credential already
 * masked. Immutable. Made only by `redact`; everything to the right of it reads this and nothing else.
 */
export interface Exchange {
  /** Position in the recording: the entry's index in `log.entries`, or the order of arrival when live. */
  readonly index: number;
  /** Start, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Whole duration in milliseconds, as the browser measured it. */
  readonly duration: number;
  /** The browser's resource type (`fetch`, `xhr`, `preflight`, `document`, ...), where the recording names it. */
  readonly resourceType?: string;
  /**
   * Set where the response body is unknown, so that its absence says nothing about the response. `not recorded`: whoever kept the record
   * never has bodies (the background). `not read`: it has, and this one was lost, withheld or left out.
   */
  readonly bodies?: 'not recorded' | 'not read';
  /**
   * Authorization and cookies were taken out of the recording (Chrome's sanitized export), so that their absence says nothing of the request.
   */
  readonly sanitized?: true;
  /** The page that made it was left or reloaded before it ended, and nothing tells its end. */
  readonly pageLeft?: true;
  /** Set where Hopscope sent it in a check: the page has nothing to do with it. */
  readonly sentBy?: CheckSender;
  /** A window that the tab opened made it, which DevTools of the tab don't show. */
  readonly window?: 'popup';
  readonly request: Request;
  readonly response: Response;
  /** Event-stream messages with their arrival times, where the browser recorded them (Chromium). */
  readonly streamEvents?: readonly StreamEvent[];
  readonly timings: Timings;
}

/** The check that sent an exchange. */
export interface CheckSender {
  /** Its number in the recording, from 1: checks are judged each by itself. */
  readonly check: number;
  /** It went to the MCP server itself, past the gateway. */
  readonly direct?: true;
}

export interface Request {
  readonly method: string;
  /** Absolute URL, credentials in its query masked. */
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: Body;
}

export interface Response {
  /** HTTP status; 0 when the browser got no response. */
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  readonly body?: Body;
  /** The browser's own reason for a failed request, such as `net::ERR_CONNECTION_REFUSED`. */
  readonly error?: string;
}

/** A header as sent, name in its original case, credentials in the value replaced by masks (see mask.ts). */
export interface Header {
  readonly name: string;
  readonly value: string;
  /** The gateway's own name for it, in lower case, where a fork has another. */
  readonly means?: string;
  /**
   * Of a header that repeats an argument of the call (`Mcp-Param-*`): the arguments that have the same value, as JSON Pointers. Its own value
   * is masked.
   */
  readonly repeats?: readonly string[];
}

export interface Body {
  /** Media type without parameters, lower case; '' when the recording has none. */
  readonly mimeType: string;
  /** Redacted text; absent when it is not known. */
  readonly text?: string;
  /** Size in bytes as the browser counted it; -1 when not known. */
  readonly size: number;
}

export interface StreamEvent {
  /** Arrival, milliseconds since the epoch. */
  readonly time: number;
  /** The `event:` field; '' for the default type. */
  readonly event: string;
  readonly data: string;
}

/** HAR 1.2 timings in milliseconds; a phase that did not happen is absent. */
export interface Timings {
  readonly blocked?: number;
  readonly dns?: number;
  readonly connect?: number;
  readonly ssl?: number;
  readonly send?: number;
  readonly wait?: number;
  readonly receive?: number;
}

/** Tells the gateway's own name of a header that a fork renamed; undefined for any other. */
export type Meaning = (name: string) => string | undefined;

/**
 * The first value of a header.
 * @param headers a request's or a response's headers
 * @param name any case (RFC 9110 section 5.1: field names are case-insensitive); the gateway's own where a fork has another
 * @returns its value, or undefined when it is not there
 */
export function header(headers: readonly Header[], name: string): string | undefined {
  return findHeader(headers, name)?.value;
}

/** The first header of a name, as `header` finds it. */
export function findHeader(headers: readonly Header[], name: string): Header | undefined {
  const wanted = name.toLowerCase();
  return headers.find((each) => {
    const own = each.means ?? each.name;
    // The length first: rules ask this of every exchange before theirs, and it differs most of the time.
    return own.length === wanted.length && own.toLowerCase() === wanted;
  });
}

/** A header's name in lower case; the gateway's own where a fork has another. */
export function nameOf({ name, means }: Header): string {
  return means ?? name.toLowerCase();
}
