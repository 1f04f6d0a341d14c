import { describe, expect, it } from 'vitest';
import { printable, toJson } from '../../src/cli/findings.ts';
import { settle } from '../../src/diagnosis/settle.ts';
import { CLIENT_HEADERS, debugHeaders, inOrder, inspectAll, type Parts } from '../har-entry.ts';

const limited: Parts = { status: 429, received: '' };
const gone: Parts = {
  requestHeaders: { ...CLIENT_HEADERS, 'mcp-session-id': 'session-number-one' },
  status: 404,
  received: { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Session not found' } },
};

const recording = (...exchanges: readonly Parts[]) => settle(inspectAll(inOrder(exchanges)));
const findingsOf = (...exchanges: readonly Parts[]) =>
  toJson(recording(...exchanges), exchanges.length).exchanges.map(
    (each) => (each as { findings: object[] }).findings,
  );

describe('--json', () => {
  it('says of each finding whether the client got over it', () => {
    expect(findingsOf(limited, {}, { url: 'http://127.0.0.1:4000/mcp/other', ...limited })).toMatchObject([
      [{ rule: 'rate-limited', gotOver: true }],
      [],
      [{ rule: 'rate-limited', gotOver: false }],
    ]);
  });

  it('has the level that the recording as a whole gives', () => {
    expect(findingsOf(gone)).toMatchObject([[{ rule: 'session-expired', level: 'error', gotOver: false }]]);
    expect(findingsOf(gone, {})).toMatchObject([[{ level: 'warning', gotOver: true }], []]);
  });

  it('has a fact of a server once', () => {
    const open: Parts = { responseHeaders: debugHeaders() };
    expect(findingsOf(open, open).map((each) => each.length)).toEqual([1, 0]);
    expect(toJson(recording(open, open), 2).summary).toMatchObject({ infos: 1, failingHop: null });
  });
});

it('the text for people says what worked later', () => {
  const text = (...exchanges: readonly Parts[]): string => {
    const inspected = recording(...exchanges);
    return printable(inspected, toJson(inspected, exchanges.length).summary);
  };
  expect(text(limited, {})).toMatch(/error rate-limited at .* \(worked later\)$/m);
  expect(text(limited)).not.toContain('worked later');
});
