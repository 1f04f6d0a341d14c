import type { Refusal } from '../answers/refusal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Page } from '../exchange/page.ts';
import type { DebugHeaders } from '../litellm/debug-headers.ts';
import type { EmbeddedMcp } from '../litellm/embedded.ts';
import type { Failure } from '../litellm/failure.ts';
import type { ServerOutcome } from '../litellm/outcomes.ts';
import type { Kind } from '../litellm/recognise.ts';
import type { Route } from '../litellm/routes.ts';
import type { Rpc } from '../mcp/rpc.ts';
import type { Challenge } from '../oauth/challenge.ts';
import type { Metadata } from '../oauth/metadata.ts';
import type { OAuthStep } from '../oauth/step.ts';

/** Where on the way from page to tool something happened. In the order a request travels. */
export const HOPS = [
  'browser',
  'client-to-gateway',
  'gateway',
  'gateway-to-server',
  'authorization-server',
  'tool',
] as const;
export type Hop = (typeof HOPS)[number];

/** How grave a finding is, gravest first. */
export const LEVELS = ['error', 'warning', 'info'] as const;
export type Level = (typeof LEVELS)[number];

/** A hop is good or bad only on evidence. */
export type HopVerdict = 'good' | 'bad' | 'unknown';
export type HopVerdicts = Readonly<Record<Hop, HopVerdict>>;

/** A call that an earlier exchange began and that was not finished there. */
export interface ContinuedCall {
  readonly method: string;
  /** The tool, the prompt or the resource that it called. */
  readonly name: string;
  /** The exchange that began it, or its latest round. */
  readonly askedIn: number;
}

/** What was decoded from one exchange. A fact that the exchange does not have is absent. */
export interface Facts {
  readonly exchange: Exchange;
  readonly kind: Kind;
  /** The proxy route the URL names. */
  readonly route?: Route;
  /** The servers that the request is for, by the names that the recording shows; absent when it names none. */
  readonly servers?: readonly string[];
  /** JSON-RPC in both bodies; absent when neither holds any. */
  readonly rpc?: Rpc;
  /** The proxy's debug headers; absent when it sent none. */
  readonly debug?: DebugHeaders;
  /** The WWW-Authenticate challenge of a 401 or 403. */
  readonly challenge?: Challenge;
  /** The OAuth metadata document that was asked for. */
  readonly metadata?: Metadata;
  /** The step of an OAuth grant that the exchange is. */
  readonly oauthStep?: OAuthStep;
  /** What a response with a status of 400 or more says. */
  readonly failure?: Failure;
  /** LiteLLM's per-server outcomes of a tools/list (`_meta["litellm.ai/server_outcomes"]`). */
  readonly outcomes?: readonly ServerOutcome[];
  /** MCP inside `/responses`, `/chat/completions` or `/v1/messages`. */
  readonly embedded?: EmbeddedMcp;
  /** What was refused, by whom and in what words; absent when nothing was. */
  readonly refusals?: readonly Refusal[];
  /** What the gateway is, where this exchange or one before it shows that (computed/litellm-seen.ts). */
  readonly gateway?: 'LiteLLM';
  /** The call that it goes on with, where an earlier exchange began it: polls of a task, another round. */
  readonly continues?: ContinuedCall;
}

/** What a rule may ask for: a fact of its exchange, or the exchanges before it. */
export interface Needable extends Facts {
  /** All facts, for a rule that goes by one that is absent, or by one of several. */
  readonly facts: Facts;
  /** The MCP-related exchanges recorded before this one, oldest first. */
  readonly past: readonly Facts[];
  /** Those of them that belong to a login: challenges, metadata, steps of a grant. Few, where `past` is long. */
  readonly login: readonly Facts[];
  /** The pages that the tab showed before it: a client that is loaded anew forgot what it was told. */
  readonly pages: readonly Page[];
}

/** Where in an exchange a piece of evidence stands, so that a click can go there. */
export type Place =
  | { readonly in: 'request-header' | 'response-header'; readonly name: string }
  | { readonly in: 'url' | 'status' | 'timing' }
  | { readonly in: 'request-body' | 'response-body' };

/** One thing on the wire that proves a finding, quoted. */
export interface Evidence {
  readonly place: Place;
  /** One line, redacted: `x-mcp-debug-auth-resolution: no-auth`. */
  readonly quote: string;
  /** The exchange it stands in, when that is not the finding's own. */
  readonly exchange?: number;
}

/** Text to copy: a shell command, or lines of a configuration file. */
export interface Command {
  readonly label: string;
  readonly language: 'sh' | 'yaml' | 'json' | 'http';
  readonly text: string;
}

/** What to change on one side, in Hopscope's words only: what a server says is evidence. */
export interface Step {
  readonly text: string;
  readonly commands?: readonly Command[];
}

/** What to change: the person in front of the browser, and whoever runs the proxy. */
export interface Fix {
  readonly user?: Step;
  readonly operator?: Step;
}

export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly hop: Hop;
  /** What is wrong, one line. */
  readonly title: string;
  /** Why that follows from the evidence, one to three sentences. */
  readonly why: string;
  /**
   * What tells it from the rule's other findings, besides its title: the server and the tool, the gateway, an URL. Text from the wire.
   * Findings of one rule with one title about the same are one group (group-findings.ts).
   */
  readonly about: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly fix: Fix;
  /** Whether it is told once for what it is about, at the first exchange that shows it. */
  readonly once?: true;
  /** What shows that its state ended (settle.ts). */
  readonly endsWith?: Ending;
}

/** What shows that a client got over a state: anything that its endpoint answered well later, or tools of the endpoint. */
export type Ending = 'answer' | 'tools';

/** An exchange and what was found in it. */
export interface Judged extends Facts {
  readonly findings: readonly Finding[];
}

/**
 * What findings may be about (about.ts). `title`: nothing that the title does not name. What is wrong on the way in is about the
 * gateway, so that one cause is one group, however many servers were asked for.
 */
export type About = 'gateway' | 'path' | 'server' | 'tool' | 'login' | 'title';

/** The facts a rule asked for, all present. */
export type Given<N extends keyof Needable> = { readonly [K in N]-?: NonNullable<Needable[K]> };

/** A constant, or derived from the facts the rule asked for. */
type From<N extends keyof Needable, T> = T | ((given: Given<N>) => T);

/**
 * A failing state: metadata and a pure, synchronous check. It runs only on exchanges that have every fact in
 * `needs`, and gets those facts only.
 */
export interface Rule<N extends keyof Needable = keyof Needable> {
  /** Equals the file name. */
  readonly id: string;
  readonly hop: From<N, Hop>;
  readonly level: From<N, Level>;
  readonly needs: readonly N[];
  readonly title: From<N, string>;
  readonly why: From<N, string>;
  readonly fix: From<N, Fix>;
  /** What its findings are about, where that is not what goes with the hop (about.ts), or the names themselves. */
  readonly about?: About | ((given: Given<N>) => readonly string[]);
  /**
   * How exactly it names the cause of a refusal, if it is about one. Of the rules that fire on an exchange only the most exact stay, so that
   * a general one yields to any that knows more, and names none. Undefined where it says what the refusal stops, not why.
   */
  readonly explains?: From<N, Exactness | undefined>;
  /**
   * Whether it is a fact of what its findings are about, such as a server: as an info it is told once in a recording, not with every request.
   * Never where `explains` is set: what was refused must say so each time.
   */
  readonly once?: true;
  /** Where it is about a state of the client that may end: what shows that it did. Where nothing does, it is an error (settle.ts). */
  readonly endsWith?: Ending;
  /** The evidence that the state holds; empty when it does not. */
  check(given: Given<N>): readonly Evidence[];
}

/** Least exact first: by who answered, by the status or the step, by the form of the body, by the words, by what else the recording shows. */
export const EXACTNESS = ['who', 'status', 'form', 'words', 'cause'] as const;
export type Exactness = (typeof EXACTNESS)[number];

/** Binds a rule's `needs` to the parameter of its functions. Returns the rule as it is. */
export function rule<const N extends keyof Needable>(definition: Rule<N>): Rule<N> {
  return definition;
}
