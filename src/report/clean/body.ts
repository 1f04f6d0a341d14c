import { quotesIn } from '../../answers/own-words.ts';
import { PAGE_LEFT_OUT, pageMarksIn } from '../../answers/who.ts';
import { mapEvents } from '../../exchange/event-stream.ts';
import type { Body, StreamEvent } from '../../exchange/exchange.ts';
import { isRecord, memberOf, parseJson } from '../../exchange/json.ts';
import type { Kind } from '../../litellm/recognise.ts';
import { errorCodeIn } from '../../oauth/step.ts';
import type { Allow } from './allow.ts';
import { quietDocument, rpcMessage, tellingDocument } from './allow-list.ts';
import { modelAnswer, modelFailure, modelRequest } from './allow-model.ts';
import type { Cleaning } from './cleaning.ts';
import { isName } from './names.ts';
import { said } from './quoted.ts';
import { leaveOut } from './shape.ts';
import { cleanParameters, cleanUrl } from './url.ts';

/** Whose body it is: what stays of one depends on it. */
export interface BodyContext {
  readonly kind: Kind;
  readonly isAnswer: boolean;
  /** Whether it is that of a response with a status of 400 or more: text in it tells what is wrong. */
  readonly isFailure: boolean;
}

/** A body of which only what the allow-list lets through stays. */
export function cleanBody(body: Body, context: BodyContext, cleaning: Cleaning): Body {
  const mimeType =
    /^[\w.+-]{1,40}\/[\w.+-]{1,60}$/.test(body.mimeType) && isName(body.mimeType.replaceAll('+', '-'))
      ? body.mimeType
      : '';
  return {
    mimeType,
    size: body.size,
    ...(body.text === undefined ? {} : { text: cleanText(body.text, body.mimeType, context, cleaning) }),
  };
}

function cleanText(text: string, mimeType: string, context: BodyContext, cleaning: Cleaning): string {
  if (text.trim() === '') return '';
  if (mimeType === 'application/x-www-form-urlencoded') return cleanParameters(text, cleaning);
  if (mimeType === 'text/event-stream') return cleanStream(text, context, cleaning);
  const json = cleanJson(text, context, cleaning);
  if (json !== undefined) return json;
  if (context.isFailure && !/<[a-z!/]/i.test(text) && /^[^{[]/.test(text.trim())) return said(text, cleaning);
  const marks = context.isAnswer ? marksIn(text, cleaning) : [];
  const before = ALREADY.exec(text)?.[0];
  if (before !== undefined) return [before, ...marks].join('\n');
  cleaning.removed('bodies that are not JSON', text.length);
  const what = mimeType === 'text/html' ? PAGE_LEFT_OUT : 'left out: text';
  return [`${what}, ${text.length} characters`, ...marks].join('\n');
}

const ALREADY = new RegExp(`^(?:${PAGE_LEFT_OUT}|left out: text), \\d{1,9} characters(?=\\n|$)`);

/** What shows whose page it is, and that it refuses: a line each, for that is all that Hopscope reads in it. */
const marksIn = (text: string, cleaning: Cleaning): readonly string[] => [
  ...new Set([
    ...quotesIn(text, 'http')
      .filter(({ by }) => by !== undefined)
      .map(({ from, to }) => said(text.slice(from, to).trim(), cleaning))
      .filter((mark) => mark !== '[left out]'),
    ...pageMarksIn(text),
    ...[errorCodeIn(text)].filter((code) => code !== undefined),
  ]),
];

/** @returns undefined when the text is no JSON */
function cleanJson(text: string, context: BodyContext, cleaning: Cleaning): string | undefined {
  if (!/^\s*[[{"\dtfn-]/.test(text)) return undefined;
  const parsed = parseJson(text);
  if ('problem' in parsed) return undefined;
  const { json } = parsed;
  const cleaned =
    Array.isArray(json) && json.some(isRpc)
      ? json.map((each) => allowFor(each, context)(each, cleaning))
      : allowFor(json, context)(json, cleaning);
  return JSON.stringify(cleaned);
}

const isRpc = (json: unknown): boolean => isRecord(json) && json['jsonrpc'] === '2.0';

function allowFor(json: unknown, { kind, isAnswer, isFailure }: BodyContext): Allow {
  if (isRpc(json)) return rpcMessage;
  if (kind === 'llm') return isFailure ? modelFailure : isAnswer ? modelAnswer : modelRequest;
  return isFailure || (isAnswer && kind === 'mcp-rest' && complains(json)) ? tellingDocument : quietDocument;
}

/** Whether a response with a status of 200 says that something failed, as LiteLLM's REST routes do (rest_endpoints.py). */
const complains = (json: unknown): boolean =>
  Boolean(memberOf(json, 'error')) && memberOf(json, 'content') === undefined;

/** Event by event; an event that the stream cut off has no blank line behind it, here as there. */
function cleanStream(text: string, context: BodyContext, cleaning: Cleaning): string {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  return mapEvents(lines, (event) => cleanEvent(event, context, cleaning));
}

function cleanEvent(piece: string, context: BodyContext, cleaning: Cleaning): string {
  if (piece === '') return '';
  const lines = piece.split('\n');
  const data = lines.flatMap((line) => (/^data(?::|$)/.test(line) ? [line.replace(/^data:? ?/, '')] : []));
  const event = lines.flatMap((line) => /^event: ?(.*)$/.exec(line)?.[1] ?? []).at(-1) ?? '';
  const rest = lines.flatMap((line) => cleanLine(line, cleaning));
  // A server may call another body so; none of it would be read as an event.
  return [
    ...rest,
    ...(data.length > 0 ? [`data: ${cleanData(data.join('\n'), event, context, cleaning)}`] : []),
  ].join('\n');
}

function cleanLine(line: string, cleaning: Cleaning): readonly string[] {
  const [, field = '', value = ''] = /^([a-z]*):? ?(.*)$/s.exec(line) ?? [];
  if (line === '') return [''];
  if (field === 'data') return [];
  if (field === 'event') return [`event: ${isName(value) ? value : 'left-out'}`];
  if (field === 'retry') return [`retry: ${/^\d{1,9}$/.test(value) ? value : 0}`];
  if (field === 'id') return [`id: ${leaveOut(value, 'ids of events', cleaning)}`];
  if (!line.startsWith(':') && !/^\[string, \d+ characters\]$/.test(line))
    cleaning.removed('lines of event streams', line.length);
  return [':'];
}

/** The data of one event. */
function cleanData(data: string, event: string, context: BodyContext, cleaning: Cleaning): string {
  if (data === '' || data === '[DONE]') return data;
  if (event === 'endpoint') return cleanUrl(data, cleaning);
  return cleanJson(data, context, cleaning) ?? leaveOut(data, 'events that are not JSON', cleaning);
}

/** A message of an event stream as the browser recorded it; when it came stays. */
export const cleanStreamEvent = (
  { time, event, data }: StreamEvent,
  context: BodyContext,
  cleaning: Cleaning,
): StreamEvent => ({
  time,
  event: isName(event) || event === '' ? event : 'left-out',
  data: cleanData(data, event, context, cleaning),
});
