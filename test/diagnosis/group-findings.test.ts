import type { Entry } from 'har-format';
import { describe, expect, it } from 'vitest';
import { type FindingGroup, groupFindings } from '../../src/diagnosis/group-findings.ts';
import { LEVELS } from '../../src/diagnosis/rule.ts';
import { notInTitle } from '../../src/diagnosis/words.ts';
import { readRecordings } from '../golden/recordings.ts';
import { entry, GATEWAY, inspectAll, refused, rpc, unreached } from '../har-entry.ts';
import { renamed, THREE_DOWN } from '../renamed.ts';

const groupsOf = (entries: readonly Entry[], rule: string): readonly FindingGroup[] =>
  groupFindings(inspectAll(entries)).filter(({ finding }) => finding.rule === rule);

/** What a group's line says besides its number. */
const line = ({ finding, about }: FindingGroup): string =>
  [finding.title, ...notInTitle(about, finding.title)].join(' | ');

describe('a group', () => {
  it('is of one server', () => {
    expect(groupsOf(THREE_DOWN, 'upstream-unreachable').map(line)).toEqual([
      'LiteLLM can’t reach the MCP server “down”',
      'LiteLLM can’t reach the MCP server “offline”',
      'LiteLLM can’t reach the MCP server “gone”',
    ]);
  });

  it('is of one server also where all have one title', () => {
    const empty = ['down', 'offline', 'gone'].flatMap((alias) =>
      renamed('server-down', 'down', alias, '1.81.14'),
    );
    expect(groupsOf(empty, 'tools-empty').map(line)).toEqual([
      'The list of tools is empty | down',
      'The list of tools is empty | offline',
      'The list of tools is empty | gone',
    ]);
  });

  it.each([
    ['upstream-without-auth', 'works', 'everything'],
    ['m2m-token-used', 'machine-token', 'machine'],
    ['oauth-login-required', 'login', 'personal'],
    ['pkce-unsupported', 'metadata-no-pkce', 'pkceless'],
    ['resource-mismatch', 'metadata-internal-host', 'hostless'],
    ['resource-metadata-unusable', 'metadata-missing', 'unlisted'],
    ['server-metadata-unusable', 'metadata-sign-in-page', 'walled'],
    ['authorization-refused', 'login-foreign-redirect', 'personal'],
    ['token-request-failed', 'login-wrong-verifier', 'personal'],
    ['token-rejected', 'login-expired', 'personal'],
    ['key-not-permitted', 'unknown-alias-empty', 'nowhere', '1.108.5'],
    ['request-aborted', 'server-hangs', 'moody'],
    ['response-missing', 'call-crashes', 'moody', '1.81.14'],
    ['mcp-tools-dropped', 'responses-server-down', 'down'],
  ])('of %s names its server, and another one’s is another', (rule, scenario, alias, litellm?: string) => {
    const entries = ['first_one', 'second_one'].flatMap((other) => renamed(scenario, alias, other, litellm));
    const lines = groupsOf(entries, rule).map(line);
    for (const other of ['first_one', 'second_one'])
      expect(lines.filter((each) => each.includes(other))).not.toEqual([]);
    expect(lines.filter((each) => each.includes('first_one') && each.includes('second_one'))).toEqual([]);
  });

  it('is of one tool', () => {
    const entries = ['wrong-arguments', 'tool-fails'].flatMap((scenario) =>
      renamed(scenario, 'everything', 'everything'),
    );
    expect(groupsOf(entries, 'tool-error').map(line)).toEqual([
      'The tool “everything-echo” answered with an error | everything',
      'The tool “everything-get-resource-reference” answered with an error | everything',
    ]);
  });

  it('is of one title', () => {
    const unknown = ['tools/search', 'tools/sort'].map((method) =>
      entry({ sent: rpc(method), ...refused(-32601, 'Method not found') }),
    );
    expect(groupsOf(unknown, 'method-unknown').map(line)).toEqual([
      'The server does not know the method “tools/search” | everything',
      'The server does not know the method “tools/sort” | everything',
    ]);
  });

  it.each([
    ['key-missing', 'no-key', 'everything'],
    ['key-unverifiable', 'foreign-key', 'everything'],
    ['preflight-refused', 'preflight-refused', 'everything'],
    ['accept-header-incomplete', 'accept-incomplete', 'everything'],
    ['edge-failed', 'bad-gateway', 'unreachable'],
  ])('of %s holds every server: it went wrong on the way in', (rule, scenario, alias) => {
    const entries = Array.from({ length: 30 }, (_, number) => renamed(scenario, alias, `server_${number}`));
    const [group, ...others] = groupsOf(entries.flat(), rule);
    expect(others).toEqual([]);
    expect(group?.exchanges.length).toBeGreaterThanOrEqual(30);
    expect(group?.about).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
  });

  it('holds requests that took different times', () => {
    const slow = [11, 12, 13].map((seconds) => entry({ wait: seconds * 1000, at: seconds * 100_000 }));
    expect(groupsOf(slow, 'answer-slow').map(line)).toEqual(['The first message took 11 s | everything']);
  });

  it('names the gateway where another has a server of that name', () => {
    const [port = ''] = /(?<=127\.0\.0\.1:)\d+/.exec(JSON.stringify(THREE_DOWN[0]?.request.url)) ?? [];
    const entries = [...renamed('server-down', port, '4001'), ...renamed('server-down', port, '4002')];
    expect(groupsOf(entries, 'upstream-unreachable').map(line)).toEqual([
      'LiteLLM can’t reach the MCP server “down” | http://127.0.0.1:4001',
      'LiteLLM can’t reach the MCP server “down” | http://127.0.0.1:4002',
    ]);
  });

  it('stands for its gravest finding, and for the first of them', () => {
    const gone = (at: number) =>
      entry({
        at,
        status: 404,
        received: { detail: 'gone' },
        requestHeaders: { 'x-litellm-api-key': 'Bearer sk-a-key-1234', 'mcp-session-id': 'session-1' },
      });
    const [group] = groupsOf([gone(0), gone(1000), gone(2000)], 'session-expired');
    expect(group).toMatchObject({ finding: { level: 'error' }, first: 1, exchanges: [0, 1, 2] });
  });
});

it('the gravest come first, then the most frequent', () => {
  const groups = groupFindings(inspectAll([...THREE_DOWN, ...renamed('server-down', 'down', 'gone')]));
  expect(line(groups[0] as FindingGroup)).toContain('“gone”');
  const order = groups.map(({ finding, exchanges }) => [LEVELS.indexOf(finding.level), -exchanges.length]);
  expect(order).toEqual(order.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
});

it('a hundred servers that one answer names are all named', () => {
  const servers = Array.from({ length: 100 }, (_, number) => `server_${number}`);
  const [group] = groupsOf(
    [entry({ url: `${GATEWAY}/mcp/`, ...unreached(servers) })],
    'upstream-unreachable',
  );
  expect(group?.about).toEqual(servers);
});

it('every finding of every recording is in exactly one group, which says the same of it', () => {
  for (const { litellm, scenario, inspected } of readRecordings()) {
    const told = groupFindings(inspected).flatMap(({ finding: { rule }, about, exchanges }) =>
      exchanges.map((index) => JSON.stringify([index, rule, about])),
    );
    const found = inspected.flatMap(({ exchange, findings }) =>
      findings.map(({ rule, about }) => JSON.stringify([exchange.index, rule, about])),
    );
    expect(told.toSorted(), `${scenario} (${litellm})`).toEqual(found.toSorted());
  }
});
