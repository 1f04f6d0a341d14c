import { isRecord } from '../exchange/json.ts';
import type { RequestBody } from '../ports/web-request.ts';

/** Larger bodies, in bytes, are no call that a rule reads, and are not kept. */
const BOUND = 64 * 1024;

/**
 * The text of a request's body, as the `postData` of a HAR entry, where it is JSON or a form.
 * @param body `requestBody` of webRequest.onBeforeRequest: Chromium and Firefox take forms apart and hand over everything
 *   else as bytes
 * @returns undefined when there is none, or one of another kind
 */
export function readBody(body: RequestBody | null | undefined): object | undefined {
  if (isRecord(body?.formData)) return readForm(body.formData);
  const pieces = body?.raw ?? [];
  // A piece without bytes is a file.
  const size = pieces.reduce((sum, { bytes }) => sum + (bytes?.byteLength ?? Number.NaN), 0);
  if (!(size > 0 && size <= BOUND)) return undefined;
  const decoder = new TextDecoder();
  const text = pieces.map(({ bytes }) => decoder.decode(bytes, { stream: true })).join('') + decoder.decode();
  return /^\s*[{[]/.test(text) ? { mimeType: 'application/json', text } : undefined;
}

function readForm(form: Readonly<Record<string, unknown>>): object | undefined {
  const params = Object.entries(form).flatMap(([name, values]) =>
    (Array.isArray(values) ? values : []).map((value) => ({ name, value: String(value) })),
  );
  const size = params.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return size > 0 && size <= BOUND ? { params } : undefined;
}
