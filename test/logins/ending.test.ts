import type { Entry } from 'har-format';
import { describe, expect, it } from 'vitest';
import { joinLogins } from '../../src/logins/join.ts';
import type { Login, LoginStepName } from '../../src/logins/login.ts';
import { toMarkdown } from '../../src/report/bundle/bundle.ts';
import { createReport } from '../../src/report/report.ts';
import { headline } from '../../src/words/logins.ts';
import { entry } from '../har-entry.ts';
import { begunAgain, CUTS, type Cut, loginsAfter, loginsWith, movedTo } from './recorded.ts';
import { inspect, join, preparing, steps } from './steps.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

const personal = steps('personal');

/** How the one login stands after each cut, with more requests: `token: left by silence`, each once. */
function statesOf(
  more: (cut: Cut) => readonly Entry[],
  later: number,
  of: (cut: Cut) => boolean = ({ isMisissued }) => !isMisissued,
): readonly string[] {
  const states = CUTS.filter(of).flatMap((cut) =>
    loginsAfter(cut, more(cut), cut.at + later).map((login) => `${cut.step}: ${stateOf(login)}`),
  );
  return [...new Set(states)].toSorted();
}

const stateOf = ({ state, end }: Login): string => [state, end].filter(Boolean).join(' by ');

const each = (stepNames: readonly LoginStepName[], state: string): readonly string[] =>
  stepNames.map((name) => `${name}: ${state}`).toSorted();

/** The steps that the client makes by itself until the user is sent away. */
const PREPARING = ['challenge', 'resource-metadata', 'server-metadata', 'registration'] as const;
const ALL = [...PREPARING, 'authorize', 'callback', 'token'] as const;

const NOTHING = () => [];

/** A call without a token, as the login began with, some milliseconds after the cut. */
const callAfter =
  (after: number) =>
  ({ whole, challenge, at }: Cut): readonly Entry[] =>
    whole.slice(challenge, challenge + 1).map((one) => movedTo(one, at + after));

/** A call to another server. */
const otherAfter =
  (after: number) =>
  ({ at }: Cut): readonly Entry[] => [movedTo(entry({ url: 'http://127.0.0.1:9/mcp/other' }), at + after)];

/** The client's page. @param more headers of the request */
const pageAfter =
  (after: number, more: Entry['request']['headers'] = []) =>
  ({ entries, at }: Cut): readonly Entry[] => {
    const sent = entries.flatMap(({ request }) => request.headers);
    const origin = sent.find(({ name }) => name.toLowerCase() === 'origin')?.value;
    const page = entry({ method: 'GET', url: `${origin}/`, received: 'Welcome', receivedType: 'text/html' });
    const request = { ...page.request, headers: [...page.request.headers, ...more] };
    return [{ ...movedTo(page, at + after), _resourceType: 'document' as const, request }];
  };

const scenarioOf = (name: string): string => name.replace(/ after .*/, '');

/** Where the user gets to the page at which to log in. */
const SENT = new Set(CUTS.filter(({ step }) => step === 'authorize').map(({ name }) => scenarioOf(name)));

describe('a recorded login, cut after any of its steps', () => {
  it('is there', () => {
    expect(new Set(CUTS.map(({ step }) => step))).toEqual(new Set(ALL));
    expect(CUTS.length).toBeGreaterThan(200);
  });

  it('waits for the next one', () => {
    expect(statesOf(NOTHING, SECOND)).toEqual(each(ALL, 'waiting'));
    expect(statesOf(NOTHING, 29 * SECOND)).toEqual(each(ALL, 'waiting'));
    expect(statesOf(NOTHING, 9 * MINUTE, ({ step }) => step === 'authorize')).toEqual(['authorize: waiting']);
  });

  it('is left when nothing comes for long', () => {
    expect(statesOf(NOTHING, 11 * MINUTE)).toEqual(each(ALL, 'left by silence'));
  });

  it('is left when other requests are made and none of it; a user takes longer', () => {
    expect(statesOf(otherAfter(MINUTE), MINUTE)).toEqual(
      [
        ...each([...PREPARING, 'callback', 'token'], 'left by silence'),
        ...each(['authorize'], 'waiting'),
      ].toSorted(),
    );
  });

  it('is left when the client calls the endpoint again without the token', () => {
    expect(statesOf(callAfter(6 * SECOND), 7 * SECOND)).toEqual(each(ALL, 'left by call'));
  });

  it('fails when the client calls without the token that it has', () => {
    const states = CUTS.filter(({ step }) => step === 'token').flatMap((cut) =>
      loginsWith(cut, callAfter(SECOND)(cut), cut.at + 2 * SECOND).map(stateOf),
    );
    expect(new Set(states)).toEqual(new Set(['failed']));
  });

  it('waits beside requests that the page sends at the same time', () => {
    expect(statesOf(callAfter(2 * SECOND), 3 * SECOND)).toEqual(each(ALL, 'waiting'));
  });

  it('does not wait any more when another begins, which does', () => {
    const faults = CUTS.filter(({ name }) => SENT.has(scenarioOf(name))).filter((cut) => {
      const logins = loginsWith(cut, begunAgain(cut, MINUTE), cut.at + MINUTE + SECOND);
      const [first] = logins;
      // What is prepared without an attempt is joined to the next one.
      const isLeft = PREPARING.some((step) => step === cut.step)
        ? logins.length === 1
        : cut.step === 'token'
          ? first?.state === 'failed'
          : first?.end === 'restart';
      return !isLeft || logins.findIndex(({ state }) => state === 'waiting') !== logins.length - 1;
    });
    expect(faults.map(({ name }) => name)).toEqual([]);
  });

  it('is left when its page is loaded anew before the user comes back, but for a frame in it', () => {
    expect(statesOf(pageAfter(SECOND), 2 * SECOND)).toEqual(
      [
        ...each([...PREPARING, 'authorize'], 'left by page'),
        ...each(['callback', 'token'], 'waiting'),
      ].toSorted(),
    );
    const frame = [{ name: 'Sec-Fetch-Dest', value: 'iframe' }];
    expect(statesOf(pageAfter(SECOND, frame), 2 * SECOND)).toEqual(each(ALL, 'waiting'));
  });

  it('fails at metadata that names another issuer when it is left there', () => {
    const there = ({ isMisissued }: Cut) => isMisissued;
    expect(statesOf(NOTHING, SECOND, there)).toEqual(['server-metadata: waiting']);
    expect(statesOf(NOTHING, MINUTE, there)).toEqual(['server-metadata: failed']);
  });

  it('is left in a file that shows it, else not finished', () => {
    const statesIn = (more: (cut: Cut) => readonly Entry[]) =>
      new Set(
        CUTS.filter(({ isMisissued }) => !isMisissued).flatMap((cut) =>
          loginsAfter(cut, more(cut)).map(({ state }) => state),
        ),
      );
    expect(statesIn(otherAfter(11 * MINUTE))).toEqual(new Set(['left']));
    expect(statesIn(otherAfter(SECOND))).toEqual(new Set(['unfinished']));
  });
});

/** State and headline of each login. @param after when it is looked at, milliseconds after the recording's start */
const ends = (exchanges: Parameters<typeof join>[0], after: number): readonly string[] =>
  join(exchanges, true, after).map((login) => `${login.state}: ${headline(login)}`);

describe('a login that was left says what is known of its end', () => {
  const prepared = preparing('personal');
  const sent = [...prepared, personal.authorize('1')];
  const back = [...sent, personal.callback('1')];

  it.each([
    [prepared.slice(0, 1), 'Stopped after the challenge: the client did not ask for the metadata'],
    [
      prepared.slice(0, 2),
      'Stopped after the resource metadata: the client did not ask for the authorization server’s metadata',
    ],
    [
      prepared.slice(0, 3),
      'Stopped after the authorization server metadata: the client did not register, and this tab opened no login page',
    ],
    [prepared, 'Stopped after the client registration: this tab opened no login page'],
    [sent, 'The user did not come back from the login page'],
    [
      back,
      'The callback was reached; the token was not requested in this tab (the page’s own server may have done it)',
    ],
    [
      [...back, personal.token('1')],
      'A token was issued; no request in this tab carried it (the page’s own server may use it)',
    ],
  ])('after %#', (exchanges, words) => {
    expect(ends(exchanges, 11 * MINUTE)).toEqual([`left: ${words}`]);
  });

  it('and goes on when the client does, however late', () => {
    const late = { ...personal.callback('1'), at: 20 * MINUTE };
    expect(ends([...sent, late], 20 * MINUTE + SECOND)).toEqual(['waiting: Under way']);
  });

  it('and knows what the client knew from the login before', () => {
    const done = [...back, personal.token('1'), personal.call('1'), personal.challenge];
    expect(ends(done, MINUTE)[1]).toBe('left: Stopped after the challenge: this tab opened no login page');
  });

  it('is the last word on a challenge that is never answered, though it comes again and again', () => {
    const asked = [0, 1, 2].map((minute) => ({ ...personal.challenge, at: minute * MINUTE }));
    expect(ends(asked, 2 * MINUTE + SECOND)).toEqual([
      'left: Stopped after the challenge: the client did not ask for the metadata',
    ]);
  });
});

it('a support bundle says where a login was left, and what shows it', () => {
  const report = createReport(inspect([personal.challenge, { ...personal.challenge, at: MINUTE }]), {
    ignored: 0,
    toolData: 'left out',
  });
  expect(toMarkdown(report, { at: 0, version: '1' })).toMatch(
    /\*\*Stopped after the challenge: the client did not ask for the metadata\*\* for `\/mcp\/personal`, begun at \S+Z\. The client called the endpoint again without the token of this login\.\n/,
  );
});

describe('a login in a window that the page opens', () => {
  const opened = [...preparing('personal'), personal.authorize('1')];

  /** The logins, looked at a second after the last of these requests. */
  const endsOf = (exchanges: Parameters<typeof join>[0]): readonly string[] => {
    const inspected = inspect(exchanges).map((facts) =>
      facts.oauthStep?.step === 'authorize'
        ? { ...facts, exchange: { ...facts.exchange, window: 'popup' as const } }
        : facts,
    );
    const now = Math.max(...inspected.map(({ exchange }) => exchange.startedAt)) + SECOND;
    return joinLogins(inspected, true, { now }).map((login) => `${login.state}: ${headline(login)}`);
  };

  it('waits for the user beside what the page does meanwhile, but not as long as alone', () => {
    const call = (at: number) => ({ ...personal.challenge, at });
    expect(endsOf([...opened, call(20 * SECOND)])).toEqual(['waiting: Waiting for the user']);
    expect(endsOf([...opened, call(50 * SECOND)])).toEqual([
      'left: The user did not come back from the login window',
    ]);
  });
});
