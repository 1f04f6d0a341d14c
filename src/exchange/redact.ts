import type { Entry, Header as HarHeader, Response as HarResponse } from 'har-format';
import type { Body, Exchange, Header, StreamEvent, Timings } from './exchange.ts';
import { defined } from './json.ts';
import { redactHeader } from './redact-header.ts';
import { redactBody, redactUrl } from './redact-text.ts';
import { createSecrets, type Secrets } from './secrets.ts';

/** Turns recorded entries into exchanges without credentials. One per recording, so that tags mean the same in all of it. */
export type Redact = (entry: Entry, index: number) => Exchange;

/** Chromium's additions to HAR 1.2 that we read. */
interface ChromiumEntry extends Entry {
  readonly response: HarResponse & { readonly _error?: string | null };
  readonly _eventSourceMessages?: readonly {
    readonly time: number;
    readonly eventName?: string;
    readonly data?: string;
  }[];
}

/** Starts a recording. Entries may lack any field: what is not there is absent in the exchange too. */
export function createRedact(): Redact {
  const secrets = createSecrets();
  return (entry, index) => redact(entry, index, secrets);
}

function redact(entry: ChromiumEntry, index: number, secrets: Secrets): Exchange {
  const { request, response } = entry;
  // Headers first: what they show to be a credential is then found in URLs and bodies too.
  const requestHeaders = redactHeaders(request.headers, secrets);
  const responseHeaders = redactHeaders(response.headers, secrets);
  const requestBody = bodyOf(
    request.postData?.text ?? formOf(entry),
    request.postData?.mimeType,
    request.bodySize,
    secrets,
  );
  const responseBody = bodyOf(contentText(entry), response.content?.mimeType, sizeOf(entry), secrets);
  const events = entry._eventSourceMessages;
  return {
    index,
    startedAt: Date.parse(entry.startedDateTime) || 0,
    duration: finite(entry.time) ?? 0,
    ...defined({ resourceType: entry._resourceType ?? undefined }),
    request: {
      method: String(request.method),
      url: redactUrl(String(request.url), secrets),
      headers: requestHeaders,
      ...defined({ body: requestBody }),
    },
    response: {
      status: finite(response.status) ?? 0,
      statusText: secrets.maskIn(response.statusText ?? ''),
      headers: responseHeaders,
      ...defined({ body: responseBody, error: response._error ?? undefined }),
    },
    ...defined({
      streamEvents:
        events && events.length > 0 ? events.map((event) => streamEvent(event, secrets)) : undefined,
    }),
    timings: timingsOf(entry),
  };
}

function finite(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

const redactHeaders = (headers: readonly HarHeader[] | undefined, secrets: Secrets): readonly Header[] =>
  (headers ?? []).map(({ name, value }) =>
    redactHeader({ name: String(name), value: String(value ?? '') }, secrets),
  );

const mediaType = (mimeType: string | undefined): string =>
  (mimeType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

function bodyOf(
  text: string | undefined,
  mimeType: string | undefined,
  size: number | undefined,
  secrets: Secrets,
): Body | undefined {
  const type = mediaType(mimeType);
  if (text === undefined && (size ?? 0) <= 0) return undefined;
  return {
    mimeType: type,
    size: size ?? -1,
    ...defined({ text: text === undefined ? undefined : redactBody(text, type, secrets) }),
  };
}

/** HAR allows a form as a list of fields instead of text (section 2.13). */
function formOf({ request }: Entry): string | undefined {
  const params = request.postData?.params;
  if (!params || params.length === 0) return undefined;
  return params
    .map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value ?? '')}`)
    .join('&');
}

const TEXTUAL = /^(?:text\/|application\/(?:json|[\w.+-]*\+json|xml|x-www-form-urlencoded|javascript))/;

function contentText({ response }: Entry): string | undefined {
  const { text, encoding, mimeType } = response.content ?? {};
  if (text === undefined || text === null) return undefined;
  if (encoding !== 'base64') return text;
  if (!TEXTUAL.test(mediaType(mimeType))) return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

const sizeOf = ({ response }: Entry): number | undefined =>
  finite(response.content?.size) ?? finite(response.bodySize);

const streamEvent = (
  event: { time: number; eventName?: string; data?: string },
  secrets: Secrets,
): StreamEvent => ({
  // Chromium counts stream times in seconds.
  time: event.time * 1000,
  event: event.eventName ?? '',
  data: redactBody(event.data ?? '', 'application/json', secrets),
});

const PHASES = ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'] as const;

function timingsOf({ timings }: Entry): Timings {
  return Object.fromEntries(
    PHASES.flatMap((phase) => {
      const milliseconds = finite(timings?.[phase]);
      return milliseconds === undefined || milliseconds < 0 ? [] : [[phase, milliseconds]];
    }),
  );
}
