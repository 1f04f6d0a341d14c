import type { Header } from '../exchange/exchange.ts';

/** Who writes lines like this. */
export const SOURCES = [
  'litellm',
  'litellm-json',
  'uvicorn',
  'traceback',
  'claude-code',
  'claude-desktop',
  'python-sdk',
  'httpx',
  'typescript-sdk',
] as const;
export type SourceId = (typeof SOURCES)[number];

/** When a line was written, as well as it says. */
export interface LogTime {
  /** Milliseconds since the epoch; since midnight where no day is said. Local times are taken for UTC: the joiner learns the offset. */
  readonly at: number;
  readonly precision: 'second' | 'millisecond';
  /** `local` where the line names no zone. */
  readonly zone: 'UTC' | 'local';
  readonly day: 'said' | 'not said';
}

/** What a line tells that happened. One word for one thing, whoever writes it. */
export type Happening =
  /** A server or a gateway answered a request. */
  | 'answered'
  /** A client sent a message or a request. */
  | 'sent'
  /** A client received a message, or the headers of an answer. */
  | 'received'
  /** A client begins to connect, or is connected. */
  | 'connecting'
  | 'connected'
  /** Somebody did not get what it asked for. */
  | 'failed'
  /** The gateway listed or called tools of a server. */
  | 'listed'
  | 'called'
  | 'session'
  | 'login'
  | 'started'
  | 'other';

/** One thing that a log tells, masked. Immutable. */
export interface LogEvent {
  readonly source: SourceId;
  /** Of its first line, from 1. */
  readonly line: number;
  /** How many lines it takes: a traceback stands behind what it is about. */
  readonly lines: number;
  readonly happening: Happening;
  readonly time?: LogTime;
  readonly level?: 'debug' | 'info' | 'warning' | 'error';
  /** What it says, without time, level and place in the source code. One line. */
  readonly words: string;
  readonly method?: string;
  /** Of a request: path and query, or a whole URL where that is written. */
  readonly url?: string;
  readonly status?: number;
  /** MCP server, by the name that the line has. */
  readonly server?: string;
  readonly tool?: string;
  /** Whole, or its first 8 characters; a mask. */
  readonly session?: string;
  readonly rpcMethod?: string;
  readonly rpcId?: string;
  readonly traceId?: string;
  /** LiteLLM's id of a call to a language model, which its response has in `x-litellm-call-id`. */
  readonly callId?: string;
  /** Milliseconds. */
  readonly duration?: number;
  /** The client's port, as the server sees it. */
  readonly port?: number;
  /** Headers of an answer, as httpcore prints them. */
  readonly headers?: readonly Header[];
  /** What the exceptions of its traceback say, in their order: the first is mostly the cause, the last one what was raised in the end. */
  readonly raised?: readonly string[];
  /** LiteLLM's `upstream exchange:` block: the hop behind the gateway. */
  readonly upstream?: { readonly method: string; readonly url: string; readonly status: number };
}

/** How many lines were read, and what nobody knows of. */
export interface Log {
  readonly name: string;
  readonly events: readonly LogEvent[];
  /** Of the lines that were read. In the order of `SOURCES`. */
  readonly sources: readonly SourceId[];
  readonly lines: number;
  /** Lines that no source knows. */
  readonly unread: number;
  /** Events that were left out because there are too many; the last ones are kept. */
  readonly dropped: number;
}
