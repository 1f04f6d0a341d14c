import type { Header } from '../exchange/exchange.ts';
import { GIVEN_UP, type HttpAnswer, type SendHttp } from './http.ts';
import { type ReadBody, readBody } from './read-body.ts';

/** What comes of a fetch when its headers are there. A `Response` is one. */
export interface Fetched {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  /** Undefined where the program keeps it to itself. */
  readonly body: ReadableStream<Uint8Array> | null | undefined;
}

/** What sending needs of where it runs. */
export interface Fetching {
  /** Follows no redirect, and says where one leads. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Fetched>;
  /** Why the fetch, or the reading of the body, failed. */
  readonly reasonOf: (error: unknown, url: string) => string | Promise<string>;
  /**
   * Does something after so many milliseconds. Not by `AbortSignal.timeout`: inside `AbortSignal.any` Node 20 loses it (nodejs/node 57736).
   * @returns keeps it from happening
   */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}

/** Sends by the Fetch standard, in whatever program. */
export function sendByFetch({ fetch, reasonOf, after }: Fetching): SendHttp {
  return async ({ method, url, headers, body, patience }, stop) => {
    const controller = new AbortController();
    const { signal } = controller;
    const end = () => controller.abort();
    const keep = after(patience, end);
    stop.addEventListener('abort', end);
    if (stop.aborted) end();
    const reason = async (error: unknown) => (signal.aborted ? GIVEN_UP : reasonOf(error, url));
    try {
      const fetched = await fetch(url, {
        method,
        headers: headers.map(({ name, value }): [string, string] => [name, value]),
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal,
      });
      return await answerOf(fetched, reason);
    } catch (error) {
      return { status: 0, statusText: '', headers: [], size: 0, error: await reason(error) };
    } finally {
      keep();
      stop.removeEventListener('abort', end);
    }
  };
}

async function answerOf(
  { status, statusText, headers, body }: Fetched,
  reason: (error: unknown) => Promise<string>,
): Promise<HttpAnswer> {
  const received = [...headers].map(([name, value]) => ({ name, value }));
  const read: ReadBody = body === undefined ? { size: 0 } : await readBody(body, typeOf(received));
  return {
    status,
    statusText,
    headers: received,
    size: read.size,
    ...(read.text === undefined ? {} : { text: read.text }),
    ...('error' in read ? { error: await reason(read.error) } : {}),
  };
}

/** The media type of a body, as its headers say it. */
export const typeOf = (headers: readonly Header[]): string =>
  headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
