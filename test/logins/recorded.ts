import type { Entry } from 'har-format';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { joinLogins } from '../../src/logins/join.ts';
import type { Login, LoginStepName } from '../../src/logins/login.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { recordedFiles } from '../golden/recordings.ts';
import { inspectAll } from '../har-entry.ts';

/** Recorded logins, cut after each of their steps. */
export interface Cut {
  /** `1.108.5/login after token` */
  readonly name: string;
  /** The last step that it took. */
  readonly step: LoginStepName;
  /** Some clients stop here, where LiteLLM 1.81 names another issuer than they asked. */
  readonly isMisissued: boolean;
  readonly entries: readonly Entry[];
  readonly inspected: readonly Inspected[];
  /** All of the recording. */
  readonly whole: readonly Entry[];
  /** Position of the MCP request that was answered with the challenge. */
  readonly challenge: number;
  /** When the last exchange of the cut ended, milliseconds since the epoch. */
  readonly at: number;
}

/** Every login of the recorded scenarios that are about one, after each step that did not end it. */
export const CUTS: readonly Cut[] = recordedFiles()
  .filter(({ scenario }) => /^login/.test(scenario))
  .flatMap(({ litellm, scenario, text }) => {
    const whole = readHar(text);
    const all = inspectAll(whole);
    const login = joinLogins(all, false)[0];
    return (login?.steps ?? []).flatMap(({ name, parts }): readonly Cut[] => {
      const last = parts.at(-1)?.facts.exchange.index ?? -1;
      const entries = whole.slice(0, last + 1);
      // Rules look only back.
      const inspected = all.filter(({ exchange }) => exchange.index <= last);
      const [cut] = joinLogins(inspected, true);
      if (!cut || cut.state === 'done' || cut.state === 'failed') return [];
      const step = cut.steps.findLast((each) => each.parts.length > 0)?.name ?? name;
      return [
        {
          name: `${litellm}/${scenario} after ${name}`,
          step,
          isMisissued: step === 'server-metadata' && litellm === '1.81.14',
          entries,
          inspected,
          whole,
          challenge: cut.steps[0]?.parts[0]?.facts.exchange.index ?? 0,
          at: Math.max(...inspected.map(({ exchange }) => exchange.startedAt + exchange.duration)),
        },
      ];
    });
  });

/**
 * The logins of a recording that goes on after a cut, as the panel joins them.
 * @param more that says nothing of a token or a code: it is inspected by itself
 * @param now milliseconds since the epoch; without it the recording ended
 */
export function loginsAfter(cut: Cut, more: readonly Entry[], now?: number): readonly Login[] {
  const inspector = createInspector();
  const added = more.flatMap((each) => inspector.add(each) ?? []);
  return inspector.joinLogins([...cut.inspected, ...added], now !== undefined, now);
}

/** The same where what comes after the cut belongs to it. */
export const loginsWith = (cut: Cut, more: readonly Entry[], now: number): readonly Login[] =>
  joinLogins(inspectAll([...cut.entries, ...more]), true, { now });

/** An entry at another time. @param at milliseconds since the epoch */
export const movedTo = (entry: Entry, at: number): Entry => ({
  ...entry,
  startedDateTime: new Date(at).toISOString(),
});

/** The beginning of another login, up to the authorization request: with another state and challenge, by the same client. */
export function begunAgain({ whole, at }: Cut, after: number): readonly Entry[] {
  const sent = whole.findIndex(({ request }) => request.url.includes('response_type='));
  const beginning = whole.slice(0, sent + 1);
  const start = Date.parse(beginning[0]?.startedDateTime ?? '');
  const other = JSON.stringify(
    beginning.map((each) => movedTo(each, Date.parse(each.startedDateTime) - start + at + after)),
  ).replace(/\b(state|code_challenge)=(\w)/g, '$1=another$2');
  return JSON.parse(other) as readonly Entry[];
}
