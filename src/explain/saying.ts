import { isRecord, readJson } from '../exchange/json.ts';

/** A string that somebody saw, taken apart: what clients put around a server's words tells how these came. */
export interface Saying {
  /** As it was copied, from its beginning. */
  readonly whole: string;
  /** The words, without what is around them. */
  readonly words: string;
  /** An HTTP status that is named. */
  readonly status?: number;
  /** The code of a JSON-RPC error that is named. */
  readonly code?: number;
  /** A body that is quoted in it: JSON or a page. */
  readonly body?: string;
}

/** So much of a string is looked at: what refuses says so at its beginning. */
const MOST = 4_000;

/** What SDKs, Claude Code and Python put in front (TypeScript SDK streamableHttp.ts, Python SDK McpError, Claude Code’s debug file). */
const AROUND =
  /^(?:(?:Uncaught )?(?:\(in promise\) )?(?:[\w.]{0,80}(?:Error|Exception|ExceptionGroup)|Streamable HTTP error|SSE error|Error POSTing to endpoint|Connection error|HTTP Connection failed after \d{1,9}ms|Error)(?: ?\(?(?:HTTP )?\d{3}\)?)?: ?|MCP error -?\d{1,6}: ?|\[?(?:ERROR|WARNING|INFO)\]? )/;

const STATUS =
  /\bHTTP(?:\/[\d.]{1,3})?(?: status)?:? ?"?([1-5]\d\d)\b|\b(?:status(?: code)?|code)[:=]? ?([45]\d\d)\b|^([45]\d\d)\b/i;
const CODE = /(?:MCP error|"code" ?:|\bcode:?) ?(-3[2-9]\d{3})\b/;

/** @param text one error message, however it was copied */
export function readSaying(text: string): Saying {
  const looked = text.slice(0, MOST).trim();
  const status = STATUS.exec(looked)
    ?.slice(1)
    .find((each) => each !== undefined);
  const code = CODE.exec(looked)?.[1];
  const body = bodyIn(looked);
  return {
    whole: looked,
    words: withoutAround(looked),
    ...(status === undefined ? {} : { status: Number(status) }),
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(body === undefined ? {} : { body }),
  };
}

function withoutAround(text: string): string {
  let words = text;
  for (let layers = 0; layers < 6; layers += 1) {
    const around = AROUND.exec(words)?.[0] ?? '';
    const rest = words.slice(around.length).trim();
    if (around === '' || rest === '') return words;
    words = rest;
  }
  return words;
}

function bodyIn(text: string): string | undefined {
  const page = /<(?:!doctype html|html|head|title)\b/i.exec(text);
  if (page) return text.slice(page.index);
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  const json = from === -1 || to < from ? undefined : text.slice(from, to + 1);
  return json !== undefined && isRecord(readJson(json)) ? json : undefined;
}
