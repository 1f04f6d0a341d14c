import { defined } from '../exchange/json.ts';
import type { LogEvent, SourceId } from './event.ts';
import type { Saying, Words } from './head.ts';
import { detached, type Masking } from './mask-line.ts';
import type { Draft } from './record.ts';
import { CLAUDE_CODE_WORDS } from './sources/claude-code.ts';
import { CLAUDE_DESKTOP_WORDS } from './sources/claude-desktop.ts';
import { HTTPX_WORDS, headersIn } from './sources/httpx.ts';
import { LITELLM_WORDS } from './sources/litellm.ts';
import { PYTHON_SDK_WORDS } from './sources/python-sdk.ts';
import { TRACEBACK_WORDS } from './sources/traceback.ts';
import { TYPESCRIPT_SDK_WORDS } from './sources/typescript-sdk.ts';
import { UVICORN_WORDS } from './sources/uvicorn.ts';

const WORDS: Readonly<Record<SourceId, Words>> = {
  litellm: LITELLM_WORDS,
  'litellm-json': {
    sayings: [...LITELLM_WORDS.sayings, ...UVICORN_WORDS.sayings],
    details: LITELLM_WORDS.details,
  },
  uvicorn: UVICORN_WORDS,
  traceback: TRACEBACK_WORDS,
  'claude-code': CLAUDE_CODE_WORDS,
  'claude-desktop': CLAUDE_DESKTOP_WORDS,
  'python-sdk': PYTHON_SDK_WORDS,
  httpx: HTTPX_WORDS,
  'typescript-sdk': TYPESCRIPT_SDK_WORDS,
};

const LONGEST_WORDS = 1000;
const LONGEST_FIELD = 2000;

/** What the correlation of LiteLLM's logs adds behind a message. */
const CORRELATION = / \[trace_id=(?<traceId>[\w.-]{1,100})(?: session_id=[\w.-]{1,100})?\]$/;

/** LiteLLM's account of what it asked a server, and what that answered (mcp_debug.py, `describe_upstream_response`). */
const UPSTREAM = /\n {1,8}upstream exchange: ([A-Z]{3,10}) (\S{1,2000}) -> HTTP (\d{3})/;

/**
 * What a record tells, masked before anything of it is kept.
 * @returns undefined where it tells nothing that anybody needs: a line at DEBUG or INFO that no saying knows
 */
export function eventOf(draft: Draft, masking: Masking): LogEvent | undefined {
  const { head, text, raised } = draft;
  const { sayings, details } = WORDS[head.source];
  const said = firstOf(sayings, text);
  const isCorrelated = text.endsWith(']') && CORRELATION.test(text);
  const traceId = head.traceId ?? (isCorrelated ? CORRELATION.exec(text)?.groups?.['traceId'] : undefined);
  const isQuiet = head.level !== 'error' && head.level !== 'warning';
  if (!said && isQuiet && traceId === undefined && raised.length === 0) return undefined;
  const fields: Record<string, string> = {};
  if (said) {
    addTo(fields, said.groups);
    for (const detail of details) addTo(fields, detail.exec(text)?.groups);
  }
  const message = isCorrelated ? text.replace(CORRELATION, '') : text;
  const upstream = UPSTREAM.exec(message);
  const [session, headers] = [fields['session'], headersIn(head.message)?.map(masking.header)];
  const shown = {
    session: session === undefined ? undefined : masking.session(session),
    ...maskedFields(fields, masking),
  };
  const spoken = spokenOf(head.source, message, headers && fields['status']);
  return {
    source: head.source,
    line: draft.line,
    lines: draft.lines,
    happening: said?.happening ?? 'other',
    words: detached(oneLine(masking.words(spoken))),
    ...defined({
      time: draft.time,
      level: head.level,
      ...shown,
      traceId: traceId === undefined ? undefined : detached(masking.name(traceId)),
      duration: durationOf(fields),
      status: numberOf(fields['status']),
      port: numberOf(fields['port']),
      headers,
      raised: raised.length === 0 ? undefined : raised.map((each) => detached(oneLine(masking.words(each)))),
      upstream: upstream
        ? {
            method: upstream[1] ?? '',
            url: detached(masking.url(upstream[2] ?? '')),
            status: Number(upstream[3]),
          }
        : undefined,
    }),
  };
}

/** The words without what is shown otherwise. */
function spokenOf(source: SourceId, message: string, status: string | undefined): string {
  if (status !== undefined) return message.replace(/ return_value=.*/s, ` ${status}`);
  return source === 'typescript-sdk' ? (message.split(/\n[ })\]]/, 1)[0] ?? '') : message;
}

function firstOf(sayings: readonly Saying[], text: string) {
  for (const { says, happening } of sayings) {
    const found = says.exec(text);
    if (found) return { happening, groups: found.groups };
  }
  return undefined;
}

function addTo(
  fields: Record<string, string>,
  groups: Readonly<Record<string, string | undefined>> | undefined,
): void {
  for (const [name, value] of Object.entries(groups ?? {})) if (value !== undefined) fields[name] ??= value;
}

/** The fields that are text. */
const TEXTS = ['method', 'server', 'tool', 'rpcMethod', 'callId'] as const;

function maskedFields(fields: Readonly<Record<string, string>>, masking: Masking) {
  const url = fields['url'];
  const rpcId = fields['rpcId'] ?? fields['rpcNumber'];
  return {
    ...Object.fromEntries(
      TEXTS.flatMap((name) => {
        const value = fields[name];
        return value === undefined ? [] : [[name, detached(masking.name(value))]];
      }),
    ),
    rpcId: rpcId === undefined ? undefined : detached(masking.name(rpcId)),
    url: url === undefined ? undefined : detached(masking.url(url).slice(0, LONGEST_FIELD)),
  };
}

function durationOf({ seconds, milliseconds }: Readonly<Record<string, string>>): number | undefined {
  if (milliseconds !== undefined) return numberOf(milliseconds);
  const read = numberOf(seconds);
  return read === undefined ? undefined : read * 1000;
}

function numberOf(text: string | undefined): number | undefined {
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** What is cut leaves a gap that is shorter than what it shows. */
const oneLine = (text: string): string =>
  text
    .slice(0, LONGEST_WORDS * 2)
    .replace(/\n[ \t]*/g, ' ')
    .trimEnd()
    .slice(0, LONGEST_WORDS);
