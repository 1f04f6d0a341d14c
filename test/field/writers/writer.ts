import type { Entry } from 'har-format';
import { textIn } from '../../../src/exchange/json.ts';
import { createRedact } from '../../../src/exchange/redact/redact.ts';
import { litellm } from '../../../src/litellm/profile.ts';

/** One way in which a tool writes what it recorded. Made from its source code, or from files that it wrote. */
export interface Writer {
  readonly name: string;
  readonly source: string;
  /** Set where it leaves bodies out, or cuts them. */
  readonly lacksBodies?: true;
  /** Everything of the file but its entries. */
  readonly log: object;
  /** An exchange as it would have written it; undefined where it writes none. */
  readonly write: (entry: Entry) => object | undefined;
}

/** The text of its file. Entries that it does not write leave no place. */
export const harOf = ({ log, write }: Writer, entries: readonly Entry[]): string =>
  JSON.stringify({ log: { ...log, entries: entries.flatMap((entry) => write(entry) ?? []) } });

type Headers = readonly { readonly name: string; readonly value: string }[];

/** A recording may lack a body itself, and then no tool's file can have it. */
export const isKnown = (entry: Entry): boolean => createRedact(litellm())(entry, 0).bodies === undefined;

/** Whether a browser stopped a request, or kept it from being sent, so that a proxy sees nothing of it. */
export const isUnseenByProxies = (entry: Entry): boolean =>
  entry.response.status === 0 && reasonOf(entry) === 'net::ERR_FAILED';

/** Why there is no response, in Chromium's words. */
export const reasonOf = ({ response }: Entry): string | undefined => textIn(response, '_error');

/** What was asked for, as a path. */
export const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : '/');

export const headerOf = (headers: Headers, name: string): string =>
  headers.find((each) => each.name.toLowerCase() === name)?.value ?? '';

/** All headers of a name in one, as tools write them that keep a dictionary. */
export const joined = (headers: Headers): Headers => {
  const byName = new Map<string, string>();
  for (const { name, value } of headers) {
    const before = byName.get(name);
    byName.set(name, before === undefined ? value : `${before},${value}`);
  }
  return [...byName].map(([name, value]) => ({ name, value }));
};

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const bytes = (text: string): number => Buffer.byteLength(text);

/** The fields of a form. */
export const paramsOf = (text: string): Headers =>
  [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }));

export const isForm = (mimeType: string | undefined): boolean =>
  /^application\/x-www-form-urlencoded/i.test(mimeType ?? '');

/** A local time with its offset, as tools write it that do not use UTC. @param digits of the fraction of a second */
export function localTime(utc: string, digits: number): string {
  const local = new Date(Date.parse(utc) + 2 * 3_600_000).toISOString().replace('Z', '');
  const [whole, fraction = ''] = local.split('.');
  return `${whole}${digits === 0 ? '' : `.${fraction.padEnd(digits, '0').slice(0, digits)}`}+02:00`;
}

/** The response text that the exchange had, whether the recording has it as a body or as events; undefined where it is not known. */
export function textOf(entry: Entry): string | undefined {
  const { text } = entry.response.content;
  if (text !== undefined && text !== '') return text;
  const { _eventSourceMessages: events = [] } = entry as Entry & {
    readonly _eventSourceMessages?: readonly { readonly eventName: string; readonly data: string }[];
  };
  if (events.length === 0) return isKnown(entry) && reasonOf(entry) === undefined ? '' : undefined;
  return events.map(({ eventName, data }) => `event: ${eventName}\ndata: ${data}\n\n`).join('');
}
