import type { Entry } from 'har-format';
import { decodeBase64 } from '../base64.ts';
import {
  type Body,
  type CheckSender,
  type Exchange,
  type Header,
  header,
  type StreamEvent,
  type Timings,
} from '../exchange.ts';
import { arrayIn, defined, memberOf, numberIn, textIn } from '../json.ts';
import { FORM, redactBody } from './body.ts';
import type { Gateway } from './gateway.ts';
import { isParameter, isSecretHeader, redactHeader } from './header.ts';
import { isBodyCut, isBodyKnown } from './known-body.ts';
import { createRepeats } from './repeated.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { redactUrl } from './text.ts';

/** Turns recorded entries into exchanges without credentials. One per recording, so that tags mean the same in all of it. */
export type Redact = (entry: Entry, index: number) => Exchange;

/**
 * Starts a recording. An entry may lack any field of HAR 1.2, or have another type there: what can't be read is absent in
 * the exchange too, and nothing throws.
 * @param gateway the gateway whose headers a recording may hold
 */
export function createRedact(gateway: Gateway, secrets: Secrets = createSecrets()): Redact {
  return (entry, index) => redact(entry, index, secrets, gateway);
}

function redact(entry: unknown, index: number, secrets: Secrets, gateway: Gateway): Exchange {
  const request = memberOf(entry, 'request');
  const response = memberOf(entry, 'response');
  const sent = memberOf(request, 'postData');
  // An empty text beside a form, or beside a size, is one that was left out.
  const sentText = textIn(sent, 'text') || undefined;
  const form = sentText === undefined ? formOf(sent) : undefined;
  const content = memberOf(response, 'content');
  // Headers first: what they show to be a credential is then found in URLs and bodies too.
  const repeats = createRepeats(sentText, (pointer) => secrets.maskIn(pointer));
  const [sentHeaders, received] = [headersOf(request, gateway), headersOf(response, gateway)];
  // An id may equal a credential that a later header shows to be one.
  for (const each of [...sentHeaders, ...received])
    if (isSecretHeader(each, gateway)) redactHeader(each, secrets, gateway);
  const requestHeaders = redactHeaders(sentHeaders, secrets, gateway, repeats);
  const responseHeaders = redactHeaders(received, secrets, gateway);
  const type = mediaType(responseHeaders, content);
  const size = numberIn(content, 'size') ?? numberIn(response, 'bodySize');
  const masked = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : secrets.maskIn(value);
  const events = arrayIn(entry, '_eventSourceMessages').map((event) => streamEvent(event, secrets));
  const text = textIn(content, 'text');
  const isKnown = isBodyKnown({
    method: textIn(request, 'method') ?? '',
    status: statusOf(response),
    error: textIn(response, '_error'),
    text,
    size: numberIn(content, 'size'),
    type,
    duration: numberIn(entry, 'time') ?? 0,
    hasEvents: events.length > 0,
  });
  // In files of ours texts are shorter, because values were taken out.
  const isOurs = memberOf(entry, '_hopscope') !== undefined;
  const isCut = !isOurs && textIn(content, 'encoding') !== 'base64' && isBodyCut({ text, size, type });
  return {
    index,
    startedAt: Date.parse(textIn(entry, 'startedDateTime') ?? '') || 0,
    duration: Math.max(numberIn(entry, 'time') ?? 0, 0),
    ...defined({
      resourceType: masked(textIn(entry, '_resourceType')),
      // In files of ours.
      bodies: unknownIn(entry) ?? (isKnown && !isCut ? undefined : 'not read'),
      pageLeft: memberOf(entry, '_pageLeft') === true || undefined,
      sanitized: memberOf(entry, '_sanitized') === true || undefined,
      sentBy: senderIn(entry),
    }),
    request: {
      method: secrets.maskIn(textIn(request, 'method') ?? ''),
      url: redactUrl(textIn(request, 'url') ?? '', secrets),
      headers: requestHeaders,
      ...defined({
        body: bodyOf(
          sentText ?? form,
          form === undefined ? mediaType(requestHeaders, sent) : FORM,
          numberIn(request, 'bodySize'),
          secrets,
        ),
      }),
    },
    response: {
      status: statusOf(response),
      statusText: secrets.maskIn(textIn(response, 'statusText') ?? ''),
      headers: responseHeaders,
      ...defined({
        body: bodyOf(isKnown ? contentText(content, type) : undefined, type, size, secrets),
        error: masked(textIn(response, '_error')),
      }),
    },
    ...defined({ streamEvents: events.length > 0 ? events : undefined }),
    timings: timingsOf(memberOf(entry, 'timings')),
  };
}

function unknownIn(entry: unknown): Exchange['bodies'] {
  const said = textIn(entry, '_bodies');
  return said === 'not recorded' || said === 'not read' ? said : undefined;
}

/** As Hopscope's own entries have it: `_sentBy: {check: 1}`. */
function senderIn(entry: unknown): CheckSender | undefined {
  const sender = memberOf(entry, '_sentBy');
  const check = numberIn(sender, 'check');
  if (check === undefined || !Number.isSafeInteger(check) || check < 1) return undefined;
  return memberOf(sender, 'direct') === true ? { check, direct: true } : { check };
}

/** Some tools write the status as text. */
function statusOf(response: unknown): number {
  const status = numberIn(response, 'status') ?? Number(textIn(response, 'status'));
  return Number.isFinite(status) ? status : 0;
}

const headersOf = (message: unknown, gateway: Gateway): readonly Header[] =>
  arrayIn(message, 'headers').flatMap((each) => {
    const name = textIn(each, 'name');
    const value = textIn(each, 'value') ?? '';
    return name === undefined ? [] : { name, value, ...defined({ means: gateway.meaning(name) }) };
  });

const redactHeaders = (
  headers: readonly Header[],
  secrets: Secrets,
  gateway: Gateway,
  repeats?: (value: string) => readonly string[],
): readonly Header[] =>
  headers.map((header) => {
    const { name, value } = header;
    const redacted = redactHeader({ ...header, name: secrets.maskIn(name) }, secrets, gateway);
    return repeats && isParameter(name) && !WITHHELD.test(value)
      ? { ...redacted, repeats: repeats(value) }
      : redacted;
  });

/** What a recording of ours has where a value was. */
const WITHHELD = /^\[(?:masked|left out)/;

/** By the header, where there is one: exporters write `x-unknown` and other guesses into the part. */
const mediaType = (headers: readonly Header[], part: unknown): string =>
  (header(headers, 'content-type') ?? textIn(part, 'mimeType') ?? '')
    .split(';', 1)[0]
    ?.trim()
    .toLowerCase() ?? '';

function bodyOf(text: string | undefined, mimeType: string, size = -1, secrets: Secrets): Body | undefined {
  if (text === undefined && size <= 0) return undefined;
  return {
    mimeType: secrets.maskIn(mimeType),
    size: Math.max(size, -1),
    ...defined({ text: text === undefined ? undefined : redactBody(text, mimeType, secrets) }),
  };
}

/** HAR allows a form as a list of fields instead of text (section 2.13); here it becomes text as pages write it, whatever its type was. */
function formOf(postData: unknown): string | undefined {
  const params = arrayIn(postData, 'params');
  if (params.length === 0) return undefined;
  const pairs = params.map((param) => [textIn(param, 'name') ?? '', textIn(param, 'value') ?? '']);
  return new URLSearchParams(pairs).toString();
}

const TEXTUAL = /^(?:text\/|application\/(?:json|[\w.+-]*\+json|xml|x-www-form-urlencoded|javascript))/;

function contentText(content: unknown, type: string): string | undefined {
  const text = textIn(content, 'text');
  if (text === undefined || textIn(content, 'encoding') !== 'base64') return text;
  return TEXTUAL.test(type) ? decodeBase64(text) : undefined;
}

const streamEvent = (event: unknown, secrets: Secrets): StreamEvent => ({
  // Chromium counts stream times in seconds.
  time: (numberIn(event, 'time') ?? 0) * 1000,
  event: secrets.maskIn(textIn(event, 'eventName') ?? ''),
  data: redactBody(textIn(event, 'data') ?? '', 'application/json', secrets),
});

const PHASES = ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'] as const;

function timingsOf(timings: unknown): Timings {
  return Object.fromEntries(
    PHASES.flatMap((phase) => {
      const milliseconds = numberIn(timings, phase);
      return milliseconds === undefined || milliseconds < 0 ? [] : [[phase, milliseconds]];
    }),
  );
}
