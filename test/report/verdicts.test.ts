import type { Entry } from 'har-format';
import { expect, it } from 'vitest';
import type { Finding } from '../../src/diagnosis/rule.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { createInspector, type Inspected, type Inspector } from '../../src/inspect.ts';
import { joinLogins } from '../../src/logins/join.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { createReport, type Report } from '../../src/report/report.ts';
import { entryOf } from '../fuzz/exchanges.ts';
import { loginTimelines } from '../golden/logins.ts';
import { recordedFiles } from '../golden/recordings.ts';
import { inspectAll } from '../har-entry.ts';
import { inspect, preparing, steps, told } from '../logins/steps.ts';

const RECORDINGS = recordedFiles().map(({ litellm, scenario, text }) => {
  const inspector = createInspector();
  const inspected = readHar(text).flatMap((entry) => inspector.add(entry) ?? []);
  return { name: `${litellm}/${scenario}`, text, inspector, inspected };
});

const reportOf = (inspected: readonly Inspected[]): Report =>
  createReport(inspected, { ignored: 0, toolData: 'left out' });

/** Everything of a finding but the words that it quotes. */
const verdicts = (inspected: readonly Inspected[]): readonly unknown[] =>
  inspected.map(({ exchange, kind, findings, hops }) => ({
    kind,
    hops,
    index: exchange.index,
    findings: findings.map(({ rule, level, hop, title, why, evidence }: Finding) => ({
      rule,
      level,
      hop,
      title,
      why,
      places: evidence.map((each) => [each.place, each.exchange]),
    })),
  }));

/** Findings whose evidence names exchanges by their position among those shown, for the file holds only these. */
const atPositions = ({ findings, servers, route }: Inspected, shown: readonly Inspected[]): unknown =>
  findings.map((finding) => ({
    ...finding,
    // A REST route has the server's id; what it is called may be known from a request that is not shown.
    about: finding.about.map((name) =>
      route?.form === 'mcp-rest' && servers?.includes(name) ? 'the server' : name,
    ),
    evidence: finding.evidence.map((each) => ({
      ...each,
      exchange: shown.findIndex(({ exchange }) => exchange.index === each.exchange),
    })),
  }));

/** An exchange as a file has it, times included. */
const written = (exchange: Exchange): Entry =>
  ({
    ...entryOf(exchange),
    startedDateTime: new Date(exchange.startedAt).toISOString(),
    time: exchange.duration,
    timings: exchange.timings as Entry['timings'],
    _eventSourceMessages: exchange.streamEvents?.map(({ time, event, data }) => ({
      time: time / 1000,
      eventName: event,
      data,
    })),
    _resourceType: exchange.resourceType,
    // As in every file of ours: values were taken out, so sizes are of what was there.
    _hopscope: {},
    response: { ...entryOf(exchange).response, _error: exchange.response.error },
  }) as unknown as Entry;

/** The names of the recordings of which something is not so. */
const unless = (is: (recording: (typeof RECORDINGS)[number]) => boolean): readonly string[] =>
  RECORDINGS.filter((recording) => !is(recording)).map(({ name }) => name);

const equal = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

it('a report of any recording has its verdicts', () => {
  expect(
    unless(({ inspected }) => equal(verdicts(reportOf(inspected).exchanges), verdicts(inspected))),
  ).toEqual([]);
});

it('a report that is read back is inspected to the same findings, quotes too', () => {
  expect(
    unless(({ inspected }) => {
      const { exchanges } = reportOf(inspected);
      const again = inspectAll(exchanges.map(({ exchange }) => written(exchange)));
      return equal(
        again.map((each) => [atPositions(each, again), each.hops]),
        exchanges.map((each) => [atPositions(each, exchanges), each.hops]),
      );
    }),
  ).toEqual([]);
});

it('a report of any recording has its logins, step by step', () => {
  const timelines = (inspected: readonly Inspected[]): string =>
    loginTimelines([{ litellm: '', scenario: '', text: '', inspected }]);
  expect(RECORDINGS.filter(({ inspected }) => timelines(inspected).includes('callback'))).not.toHaveLength(0);
  expect(
    unless(({ inspected }) => timelines(reportOf(inspected).exchanges) === timelines(inspected)),
  ).toEqual([]);
});

it('a report of two logins has two', () => {
  const { authorize } = steps('personal');
  const inspected = inspect([...preparing('personal'), authorize('1'), authorize('2')]);
  const attempts = (of: readonly Inspected[]) => joinLogins(of, false).map(told);
  expect(attempts(inspected)).toHaveLength(2);
  expect(attempts(reportOf(inspected).exchanges)).toEqual(attempts(inspected));
});

/** Whether the last scan refuses a text. */
function isRefused(inspector: Inspector, text: string): boolean {
  try {
    inspector.assertNoCredentialIn(text);
    return false;
  } catch {
    return true;
  }
}

it('the last scan lets a report of any recording pass', () => {
  expect(
    unless(({ inspector, inspected }) => !isRefused(inspector, JSON.stringify(reportOf(inspected)))),
  ).toEqual([]);
});

it('the last scan refuses any recording in which a credential was sent', () => {
  const sent = RECORDINGS.filter(({ text }) => /"(?:authorization|x-litellm-api-key)"/i.test(text));
  expect(sent.length).toBeGreaterThan(300);
  expect(sent.filter(({ inspector, text }) => !isRefused(inspector, text)).map(({ name }) => name)).toEqual(
    [],
  );
});
