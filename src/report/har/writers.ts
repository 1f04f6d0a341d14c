import type { Entry } from 'har-format';
import { arrayIn, defined, isRecord, memberOf, textIn } from '../../exchange/json.ts';
import { rawHeader } from './raw-header.ts';

/**
 * An entry of another tool's file as Chromium would have written it, as far as the two differ in meaning. What a tool leaves out of a file is not
 * known, where an empty text or a size of 0 would say that there was nothing. Never throws: members of other types are left as they are.
 * @param tool the file's `log.creator.name`
 */
export function asChromiumWrites(entry: Entry, tool: string): Entry {
  if (/^(?:WebInspector|Hopscope)$/i.test(tool) || !isRecord(entry)) return entry;
  const { request, response } = entry;
  const failure = ownPage(response) ?? textIn(response, '_error') ?? textIn(response, '_failureText');
  return {
    ...entry,
    ...(isRecord(request) ? { request: withKnownBody(request) } : {}),
    ...(isRecord(response)
      ? { response: { ...responseOf(response, tool), ...defined({ _error: failure }) } }
      : {}),
  };
}

/** Playwright's `attach` and `omit` write an empty text beside what was sent, mitmproxy writes null for what it passed on. */
function withKnownBody(request: Entry['request']): Entry['request'] {
  const { postData, ...rest } = request;
  const text = memberOf(postData, 'text');
  if (!isRecord(postData) || (typeof text === 'string' && text !== '')) return request;
  if (arrayIn(postData, 'params').length === 0) return rest;
  const { text: _text, ...form } = postData as Record<string, unknown>;
  return { ...rest, postData: form as unknown as NonNullable<Entry['request']['postData']> };
}

function responseOf(response: Entry['response'], tool: string): Entry['response'] {
  const { status, content } = response;
  if (ownPage(response) !== undefined) {
    return { ...response, status: 0, headers: [], content: { size: 0, mimeType: '' } };
  }
  // Playwright's -1 until there is a response.
  const known = { ...response, status: typeof status === 'number' ? Math.max(status, 0) : status };
  if (!isLost(response, tool)) return known;
  const { text: _text, ...rest } = isRecord(content) ? content : ({} as Record<string, unknown>);
  return { ...known, content: { ...rest, size: -1 } as Entry['response']['content'] };
}

/**
 * Whether the body was left out. Others than Chromium write the text of an empty body, too, so that no text means no body in the file: Safari,
 * Firefox, Fiddler (over its limit) and HTTP Toolkit beside a size of 0 as well. mitmproxy writes an empty text for what it did not keep
 * (`stream_large_bodies`, event streams), and so do others beside a length that the response announced.
 */
function isLost(response: Entry['response'], tool: string): boolean {
  const text = textIn(response.content, 'text');
  if (text !== undefined && text !== '') return false;
  const announced = rawHeader(response, 'content-length')?.trim();
  if (announced === '0') return false;
  return text === undefined || tool === 'mitmproxy' || announced !== undefined;
}

/** Fiddler answers in the place of a server that it can't reach, and records that. Its page begins with what happened. */
function ownPage(response: unknown): string | undefined {
  const page = textIn(memberOf(response, 'content'), 'text') ?? '';
  return /^\[Fiddler\] [^<\r\n]{1,200}/.exec(page)?.[0];
}
