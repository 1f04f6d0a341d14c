import type { Joined } from './attempts.ts';
import type { LoginStepName } from './login.ts';

/** A login as far as it is seen, none of whose steps failed. */
export interface Course {
  /** The last step that it took, or that the client knows from a login before. */
  readonly step: LoginStepName;
  /** Its own parts. */
  readonly parts: readonly Joined[];
  /** The MCP endpoint it is for. */
  readonly endpoint: string | undefined;
}

/** When the last of some parts was through. */
export const endedAt = (parts: readonly Joined[]): number =>
  parts.reduce(
    (latest, { facts: { exchange } }) => Math.max(latest, exchange.startedAt + exchange.duration),
    0,
  );
