import { mapEvents } from '../event-stream.ts';
import { isSecretParameter } from './credentials.ts';
import type { Secrets } from './secrets.ts';
import { maskValue, redactParameters, redactText } from './text.ts';

export const FORM = 'application/x-www-form-urlencoded';

/**
 * A body's text without credentials, otherwise as it was: JSON keeps its spelling, and broken JSON is redacted as far as
 * it goes.
 * @param mimeType lower case, without parameters
 */
export function redactBody(text: string, mimeType: string, secrets: Secrets): string {
  switch (mimeType) {
    case FORM:
      return redactParameters(text, secrets);
    case 'multipart/form-data':
      return redactMultipart(text, secrets);
    case 'text/event-stream':
      return redactEventStream(text, secrets);
    default:
      return redactText(text, secrets);
  }
}

/** Event by event, so that one which is no JSON leaves the others readable (WHATWG HTML section 9.2.6). */
function redactEventStream(text: string, secrets: Secrets): string {
  return mapEvents(text.replace(/\r(?!\n)/g, '\n'), (event) => redactEvent(event, secrets));
}

/** The data lines of an event are one text, which may break between any two tokens of JSON. */
function redactEvent(event: string, secrets: Secrets): string {
  if (event.startsWith('data:') && !event.includes('\n'))
    return `data:${redactText(event.slice(5), secrets)}`;
  const lines = event.split('\n');
  const isData = lines.map((line) => line.startsWith('data:') || line.startsWith('\uFEFFdata:'));
  // A server may call another body so.
  if (!isData.includes(true)) return redactText(event, secrets);
  const values = lines.flatMap((line, index) => (isData[index] ? line.slice(line.indexOf(':') + 1) : []));
  const redacted = redactText(values.join('\n'), secrets).split('\n').values();
  return lines
    .map((line, index) =>
      isData[index]
        ? line.slice(0, line.indexOf(':') + 1) + (redacted.next().value ?? '')
        : redactText(line, secrets),
    )
    .join('\n');
}

/** Parts between boundary lines, each with headers, an empty line and the field's value (RFC 7578). */
function redactMultipart(text: string, secrets: Secrets): string {
  const boundary = /^--\S[^\r\n]*/m.exec(text)?.[0].trimEnd();
  if (boundary === undefined) return redactText(text, secrets);
  return text
    .split(boundary)
    .map((part) => redactPart(part, secrets))
    .join(secrets.maskIn(boundary));
}

function redactPart(part: string, secrets: Secrets): string {
  const empty = /\r?\n\r?\n/.exec(part);
  if (!empty) return redactText(part, secrets);
  const begin = empty.index + empty[0].length;
  const end = part.endsWith('\r\n') ? part.length - 2 : part.length - Number(part.endsWith('\n'));
  const name = /\bname="?([^"\r\n;]*)/i.exec(part.slice(0, empty.index))?.[1] ?? '';
  const value = part.slice(begin, Math.max(begin, end));
  const redacted = isSecretParameter(name) ? maskValue(value, secrets) : redactText(value, secrets);
  return secrets.maskIn(part.slice(0, begin)) + redacted + part.slice(begin + value.length);
}
