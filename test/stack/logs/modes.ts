import { SCENARIOS } from '../scenarios/index.ts';
import type { Logging } from '../services/litellm.ts';

export type Mode = (typeof MODES)[number];

export const MODES = ['plain', 'debug', 'json', 'correlation'] as const;

/** A mode that a log is recorded in. */
interface LogMode {
  readonly logging: Logging;
  /** Ids of the scenarios that are played in it when none is named; all when absent. */
  readonly scenarios?: readonly string[];
  /** Its logs are shortened (shorten.ts). */
  readonly isLong?: boolean;
  /** Every request brings a trace id of its own. */
  readonly isTraced?: boolean;
}

/** One for each kind of failure, for logs that are long. */
const FEW = [
  'works',
  'no-key',
  'wrong-key',
  'unknown-alias',
  'wrong-path',
  'aggregate',
  'server-down',
  'expired-token',
  'oauth-no-token',
  'tool-fails',
  'server-times-out',
  'server-forbids',
  'server-challenges',
  'call-crashes',
  'call-hangs',
  'made-up-session',
  'own-session',
  'session-of-another',
  'responses',
  'rest-call',
];

/** What needs many requests is the same in another form. */
const ALL_BUT_LOGINS = SCENARIOS.map(({ id }) => id).filter(
  (id) => !/^(?:login|metadata)-/.test(id) && id !== 'sessions-used-up',
);

/** How LiteLLM is started so that it logs in this way. */
export const LOG_MODES: Readonly<Record<Mode, LogMode>> = {
  plain: { logging: {} },
  debug: { logging: { args: ['--detailed_debug'] }, scenarios: FEW, isLong: true },
  // Far from UTC, and by half an hour: such a log says a time without its zone.
  json: { logging: { env: { JSON_LOGS: 'true', TZ: 'Asia/Kolkata' } }, scenarios: ALL_BUT_LOGINS },
  correlation: {
    logging: { env: { LITELLM_LOG: 'INFO' }, settings: ['request_correlation_in_logs: true'] },
    scenarios: FEW,
    isTraced: true,
  },
};
