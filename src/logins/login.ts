import type { Facts, Finding } from '../diagnosis/rule.ts';

/** The steps of an OAuth login for MCP, in order (MCP, authorization, "Authorization Flow Steps"). */
export const LOGIN_STEPS = [
  'challenge',
  'resource-metadata',
  'server-metadata',
  'registration',
  'authorize',
  'callback',
  'token',
  'call',
] as const;
export type LoginStepName = (typeof LOGIN_STEPS)[number];

/**
 * `not-seen`: the recording does not show it, although the login went on or ended. `waiting`: the next one, in a
 * recording that goes on. `not-reached`: behind the step where the login stands or ended.
 */
export type LoginStepState = 'done' | 'failed' | 'not-seen' | 'waiting' | 'not-reached';

/** What proves that an exchange belongs to a login. Credentials are compared by the tags of their masks only. */
export type Tie =
  /** An address or an endpoint that an exchange before it named. */
  | 'address'
  /** The browser was redirected to it. */
  | 'redirect'
  | 'state'
  | 'code_challenge'
  | 'code'
  /** It sends the code of a token request before it, which no redirect brought. */
  | 'repeat'
  | 'client_id'
  | 'redirect_uri'
  /** It carries the token that the login brought. */
  | 'token'
  /** It carries a token that no request before it did, and the response that brought the login's was not recorded. */
  | 'new-token'
  /** Nothing on the wire but what came before it: the rule `token-unused` says so. */
  | 'order';

/** An exchange as a part of a login: a step may take several, and some are tried again. */
export interface LoginPart {
  readonly facts: Diagnosed;
  readonly by: Tie;
  /** It was refused, got no response, or none that the page may use. */
  readonly failed: boolean;
  /** It was made for a login before this one, and the client knows it from there. */
  readonly earlier: boolean;
}

export interface LoginStep {
  readonly name: LoginStepName;
  readonly state: LoginStepState;
  /** In the order they started. */
  readonly parts: readonly LoginPart[];
}

/** The step at which a login ended, and why. */
export interface LoginFailure {
  readonly step: LoginStepName;
  /** Index of the exchange that failed. */
  readonly exchange: number;
  /** What says why; absent when no rule does. */
  readonly finding?: Finding;
}

/**
 * What shows that the client went no further with a login. `restart`: it began another for the same endpoint. `call`: it
 * called the endpoint without the login's token. `page`: its page was loaded anew. `silence`: nothing came for longer than
 * the next step takes.
 */
export type LoginEnd = 'restart' | 'call' | 'page' | 'silence';

/** The exchanges of one login, joined. Immutable. */
export interface Login {
  /** Index of its first exchange: unique among the logins of a recording that were not begun alike. */
  readonly first: number;
  /** The MCP endpoint it is for; absent when nothing says so. */
  readonly endpoint?: string;
  readonly startedAt: number;
  readonly steps: readonly LoginStep[];
  /**
   * `waiting`: more may come. `left`: the recording shows that the client went no further, and no step failed.
   * `unfinished`: the recording ended before it showed that.
   */
  readonly state: 'done' | 'failed' | 'waiting' | 'left' | 'unfinished';
  readonly failure?: LoginFailure;
  /** Set where it is `left`. */
  readonly end?: LoginEnd;
  /** A later login for the same endpoint began before this one was through. */
  readonly restarted: boolean;
}

/** The facts of an exchange with what the rules found in it. */
export interface Diagnosed extends Facts {
  readonly findings: readonly Finding[];
}
