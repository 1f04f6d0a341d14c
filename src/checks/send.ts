import type { Entry } from 'har-format';
import type { CheckSender, Header } from '../exchange/exchange.ts';
import { originOf } from '../exchange/origin.ts';
import { typeOf } from './fetch.ts';
import type { HttpAnswer, HttpRequest, SendHttp } from './http.ts';
import type { Send } from './run.ts';

/** What a runner knows of its check. */
export interface Sending {
  /** Its number in the recording. */
  readonly check: number;
  /** The URL that is checked. Credentials go to its origin, and nowhere else. */
  readonly target: string;
  /** Headers with credentials, as they are sent. */
  readonly credentials: readonly Header[];
  /** Milliseconds that a request may take with its answer. */
  readonly patience: number;
  /** Ends the check. */
  readonly stop: AbortSignal;
}

/** The check was stopped: nothing more is sent. */
export class CheckStopped extends Error {}

/**
 * Sends the requests of one check. It adds what a plan does not hold: credentials, to the target's origin only, and the session ids that
 * endpoints gave.
 * @param now milliseconds since the epoch
 * @returns a function that throws `CheckStopped` when the check is stopped, and else only what `sendHttp` throws
 */
export function createSend(sendHttp: SendHttp, now: () => number, sending: Sending): Send {
  const { check, target, credentials, patience, stop } = sending;
  const sessions = new Map<string, string>();

  return async (planned) => {
    if (stop.aborted) throw new CheckStopped();
    const { method, url, headers, body } = planned;
    const session = planned.withSession ? sessions.get(url) : undefined;
    const request: HttpRequest = {
      method,
      url,
      headers: [
        ...Object.entries(headers).map(([name, value]) => ({ name, value })),
        ...(session === undefined ? [] : [{ name: 'mcp-session-id', value: session }]),
        ...(planned.withCredentials && originOf(url) === originOf(target) ? credentials : []),
      ],
      ...(body === undefined ? {} : { body }),
      patience,
    };
    const startedAt = now();
    const answer = await sendHttp(request, stop);
    if (stop.aborted) throw new CheckStopped();
    const given = answer.headers.find(({ name }) => name.toLowerCase() === 'mcp-session-id')?.value;
    if (given !== undefined && given !== '') sessions.set(url, given);
    return entryOf(request, answer, {
      startedAt,
      duration: now() - startedAt,
      sentBy: planned.isDirect ? { check, direct: true } : { check },
    });
  };
}

interface Around {
  readonly startedAt: number;
  readonly duration: number;
  readonly sentBy: CheckSender;
}

/** The exchange as a browser would have recorded it. */
function entryOf(
  { method, url, headers, body }: HttpRequest,
  { status, statusText, headers: received, text, size, error }: HttpAnswer,
  { startedAt, duration, sentBy }: Around,
): Entry {
  const ours = { _sentBy: sentBy, ...(status > 0 && text === undefined ? { _bodies: 'not read' } : {}) };
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: duration,
    request: {
      method,
      url,
      httpVersion: 'unknown',
      cookies: [],
      headers: [...headers],
      queryString: [],
      headersSize: -1,
      bodySize: body?.length ?? 0,
      ...(body === undefined ? {} : { postData: { mimeType: 'application/json', text: body } }),
    },
    response: {
      status,
      statusText,
      httpVersion: 'unknown',
      cookies: [],
      headers: [...received],
      content: { size, mimeType: typeOf(received), ...(text === undefined ? {} : { text }) },
      redirectURL: '',
      headersSize: -1,
      bodySize: size,
      ...(error === undefined ? {} : { _error: error }),
    },
    cache: {},
    timings: { send: 0, wait: duration, receive: 0 },
    ...ours,
  };
}
