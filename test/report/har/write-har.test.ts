import type { Har } from 'har-format';
import { describe, expect, it } from 'vitest';
import type { Evidence, Finding } from '../../../src/diagnosis/rule.ts';
import { settle } from '../../../src/diagnosis/settle.ts';
import type { Exchange } from '../../../src/exchange/exchange.ts';
import { createInspector, type Inspected } from '../../../src/inspect.ts';
import { exportPieces, exportText } from '../../../src/report/export-text.ts';
import { readHar } from '../../../src/report/har/read-har.ts';
import { createReport, type Report } from '../../../src/report/report.ts';
import { readRecordings } from '../../golden/recordings.ts';
import { entry, failed, inspect, inspectAll, KEY, type Parts, refused, toolCall } from '../../har-entry.ts';
import { harFaults } from './har-faults.ts';

const ABOUT = { at: Date.UTC(2026, 0, 2), version: '9.9.9' };
const RECORDINGS = readRecordings();

const reported = (shown: readonly Inspected[], ignored = 0): Report =>
  createReport(shown, { ignored, toolData: 'left out' });

const exported = (report: Report): string => exportText(report, createInspector(), ABOUT);

const imported = (text: string): readonly Inspected[] => settle(inspectAll(readHar(text)));

/** What `_hopscope` of each entry holds. */
const ourMembers = (har: Har): readonly { readonly findings: readonly object[] }[] =>
  har.log.entries.map((each) => (each as unknown as { _hopscope: { findings: object[] } })._hopscope);

/** The entries, each with its place for its index in the recording. */
const entriesOf = (text: string): readonly object[] => {
  const har = JSON.parse(text) as Har;
  return har.log.entries.map((each, index) => ({ ...each, _hopscope: { ...ourMembers(har)[index], index } }));
};

/** Findings with other exchanges named by their place among the exchanges, as both sides of an export can. */
function verdictsOf(exchanges: readonly Inspected[]): readonly object[] {
  const places = new Map(exchanges.map(({ exchange }, place) => [exchange.index, place]));
  const evidenceOf = ({ place, quote, exchange }: Evidence) => ({
    place,
    quote,
    ...(exchange === undefined ? {} : { entry: places.get(exchange) }),
  });
  const findingOf = ({ rule, level, hop, title, why, evidence }: Finding) => ({
    rule,
    level,
    hop,
    title,
    why,
    evidence: evidence.map(evidenceOf),
  });
  return exchanges.map(({ kind, hops, findings }) => ({ kind, hops, findings: findings.map(findingOf) }));
}

/** The same without the texts that the second pass may shorten. */
const bareVerdicts = (exchanges: readonly Inspected[]): readonly object[] =>
  exchanges.map(({ kind, hops, findings }) => ({
    kind,
    hops,
    findings: findings.map(({ rule, level, hop, title, evidence }) => ({
      rule,
      level,
      hop,
      title,
      places: evidence.map(({ place }) => place),
    })),
  }));

describe('every recording survives being exported and imported', () => {
  it('there are hundreds of them', () => expect(RECORDINGS.length).toBeGreaterThan(350));

  it.each(RECORDINGS)('$litellm $scenario', ({ inspected }) => {
    const report = reported(inspected);
    const text = exported(report);
    const again = imported(text);
    expect(bareVerdicts(again)).toEqual(bareVerdicts(inspected));
    expect(verdictsOf(again)).toEqual(verdictsOf(report.exchanges));
    expect(ourMembers(JSON.parse(text)).map(({ findings }) => findings)).toEqual(
      verdictsOf(again).map((each) => (each as { findings: object[] }).findings),
    );
    expect(again.map(({ exchange }) => exchange)).toEqual(
      report.exchanges.map(({ exchange }, index) => ({ ...exchange, index })),
    );
    expect(harFaults(JSON.parse(text))).toEqual([]);
    const twice = exported(reported(again));
    expect(entriesOf(twice)).toEqual(entriesOf(text));
  });
});

const harOf = (report: Report): Har => JSON.parse(exported(report)) as Har;

/** As it is, whatever a report would leave out. */
const exportOf = (...parts: readonly Parts[]) =>
  harOf({ exchanges: parts.map((each) => inspect(each)), ignored: 0, removed: [], toolData: 'included' });

it('says who wrote it, what was taken out and what was not MCP', () => {
  const removed = [{ what: 'tool results', count: 2, characters: 340 }];
  const har = harOf({ exchanges: [], ignored: 7, removed, toolData: 'left out' });
  expect(har).toEqual({
    log: {
      version: '1.2',
      creator: { name: 'Hopscope', version: '9.9.9' },
      pages: [],
      entries: [],
      _hopscope: {
        version: '9.9.9',
        savedAt: '2026-01-02T00:00:00.000Z',
        ignored: 7,
        toolData: 'left out',
        removed,
      },
    },
  });
  expect(harFaults(har)).toEqual([]);
});

it('writes the same text whether made in one or in pieces', () => {
  const report = reported([inspect({}), inspect({ status: 405, received: 'no' })], 3);
  expect([...exportPieces(report, createInspector(), ABOUT)].join('')).toBe(exported(report));
  expect(harOf(report).log.entries).toHaveLength(2);
});

it('is HAR 1.2 for a request without an answer, a body that was not kept, and times nobody measured', () => {
  const headers = [{ name: 'mcp-session-id', value: 'a-session' }];
  const bare = { request: { method: 'POST', url: 'http://127.0.0.1:4000/mcp/x', headers }, response: {} };
  const unkept = entry({ status: 200, received: '' });
  unkept.response.content = {
    size: 9_000_000,
    mimeType: 'application/json',
    comment: 'This body was not loaded.',
  };
  const inspected = inspectAll([bare as never, unkept]);
  const har = JSON.parse(exported(reported([...inspected, inspect(failed('net::ERR_FAILED'))])));
  expect(harFaults(har)).toEqual([]);
  expect(har.log.entries).toMatchObject([
    { time: 0, timings: { blocked: -1, send: 0, wait: 0, receive: 0 }, _hopscope: { cuts: [] } },
    {
      response: { content: { size: 9_000_000 } },
      _hopscope: { cuts: [{ what: 'response body', size: 9_000_000 }] },
    },
    { response: { status: 0, _error: 'net::ERR_FAILED' } },
  ]);
});

it('names the JSON-RPC, the debug headers as they are decoded, and the query', () => {
  const [first] = exportOf({
    url: 'http://127.0.0.1:4000/mcp?next=a%20b',
    sent: toolCall('echo', { a: 1 }),
    ...refused(-32603, 'no'),
    responseHeaders: { 'x-mcp-debug-auth-resolution': 'no-auth' },
  }).log.entries;
  expect(first).toMatchObject({
    request: { queryString: [{ name: 'next', value: 'a b' }] },
    _hopscope: {
      kind: 'mcp',
      rpc: {
        methods: ['tools/call'],
        tools: ['echo'],
        results: 0,
        errors: [{ code: -32603, message: 'no' }],
      },
      debug: { resolution: 'no-auth', oauth2Token: null },
    },
  });
});

it('keeps what an exporter of another kind left out, and times that stand for the whole', () => {
  const { timings: _none, ...untimed } = entry({ wait: 40_000 });
  const before = inspectAll([{ ...untimed, time: 40_000 } as never]);
  const [after] = imported(exported(reported(before)));
  expect(before[0]?.findings.map(({ rule }) => rule)).toContain('answer-slow');
  expect(after?.findings).toEqual(before[0]?.findings);
});

it('fails with what the scan says, before anything could be saved', () => {
  const inspector = {
    ...createInspector(),
    assertNoCredentialIn(text: string) {
      if (text.includes('tools/list')) throw new Error('A credential is left.');
    },
  };
  expect(() => exportText(reported([inspect({})]), inspector, ABOUT)).toThrow('A credential is left.');
  expect(exported(reported([inspect({})]))).not.toContain(KEY);
});

it.each([Date.UTC(12_000, 0, 1), -1e15, Number.NaN])(
  'is HAR 1.2 whatever a file says of sizes, codes and times: %s',
  (startedAt) => {
    const [{ exchange, ...rest }] = [inspect({})];
    const { request, response } = exchange;
    const odd: Exchange = {
      ...exchange,
      startedAt,
      request: { ...request, body: { text: '', mimeType: '', ...request.body, size: 1.5 } },
      response: { ...response, status: 200.5, body: { text: '', mimeType: '', ...response.body, size: 2.5 } },
    };
    const har = harOf({
      exchanges: [{ ...rest, exchange: odd }],
      ignored: 0,
      removed: [],
      toolData: 'left out',
    });
    expect(harFaults(har)).toEqual([]);
    expect(har.log.entries[0]?.startedDateTime).toMatch(/^\d{4}-/);
  },
);

it('says of an exchange whose body was never recorded that it was not, so that nobody finds fault with that', () => {
  const inspector = createInspector({ key: '01'.repeat(32) });
  const { body: _body, ...response } = inspect({}).exchange.response;
  const metadata: Parts = {
    method: 'GET',
    url: 'http://127.0.0.1:4000/.well-known/oauth-protected-resource/mcp',
  };
  const bare = inspector.addMasked({ ...inspect(metadata).exchange, response, bodies: 'not recorded' });
  const [again] = imported(exported(reported(bare ? [bare] : [])));
  expect(again?.exchange.bodies).toBe('not recorded');
  expect(again?.findings).toEqual([]);
});
