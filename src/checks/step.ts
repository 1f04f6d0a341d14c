import type { Hop } from '../diagnosis/rule.ts';

/** What a check looks at, in the order in which it is told. */
export const STEP_IDS = [
  'reach',
  'initialize',
  'tools',
  'call',
  'resource-metadata',
  'server-metadata',
  'registration',
  'preflight',
  'direct',
] as const;
export type StepId = (typeof STEP_IDS)[number];

/** What a step of a check came to. */
export interface CheckStep {
  readonly id: StepId;
  readonly status: 'ok' | 'failed' | 'skipped';
  /** One sentence for people. May quote what a server says. */
  readonly says: string;
  /** The origin that it would have to ask, where it is left out only because nobody allowed that. */
  readonly notAllowed?: string;
  /** The exchanges that show it, by their index in the recording. */
  readonly exchanges: readonly number[];
}

/** The hop that a step is about, where no finding names a better one. */
export const HOP_OF_STEP: Readonly<Record<StepId, Hop>> = {
  reach: 'client-to-gateway',
  initialize: 'gateway',
  tools: 'gateway-to-server',
  call: 'tool',
  'resource-metadata': 'gateway',
  'server-metadata': 'authorization-server',
  registration: 'authorization-server',
  preflight: 'browser',
  direct: 'gateway-to-server',
};
