import { describe, expect, it } from 'vitest';
import { whatFails } from '../../src/diagnosis/got-over.ts';
import { settle } from '../../src/diagnosis/settle.ts';
import {
  answered,
  CLIENT_HEADERS,
  challenged,
  debugHeaders,
  GATEWAY,
  inOrder,
  inspectAll,
  KEY,
  type Parts,
  rpc,
  toolCall,
  toolSaid,
} from '../har-entry.ts';
import { carrying, issued } from '../login.ts';

/** `index rule/level` of what is louder than an info, the recording taken as a whole. */
const loud = (...exchanges: readonly Parts[]): readonly string[] =>
  settle(inspectAll(inOrder(exchanges))).flatMap(({ exchange, findings }) =>
    findings
      .filter(({ level }) => level !== 'info')
      .map(({ rule, level }) => `${exchange.index} ${rule}/${level}`),
  );

const gone: Parts = {
  requestHeaders: { ...CLIENT_HEADERS, 'mcp-session-id': 'session-number-one' },
  status: 404,
  received: { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Session not found' } },
};
const unsent: Parts = { ...challenged, requestHeaders: { ...CLIENT_HEADERS } };
const hello = rpc('initialize', { protocolVersion: '2025-06-18' });
const welcome = answered({
  protocolVersion: '2025-06-18',
  capabilities: {},
  serverInfo: { name: 'litellm' },
});

describe('a session that is gone', () => {
  it('is an error where nothing works after it', () => {
    expect(loud({}, gone)).toEqual(['1 session-expired/error']);
  });

  it('is a warning where the client began a new one, whatever it asks then', () => {
    const again: Parts = { sent: hello, ...welcome };
    expect(loud({ ...gone, sent: toolCall('everything-echo') }, again)).toEqual([
      '0 session-expired/warning',
    ]);
    expect(
      whatFails(inspectAll(inOrder([{ ...gone, sent: toolCall('everything-echo') }, again]))),
    ).toBeUndefined();
  });

  it('is an error where only another server works', () => {
    expect(loud(gone, { url: `${GATEWAY}/mcp/other` })).toEqual(['0 session-expired/error']);
  });

  it('is a warning where a later error says more', () => {
    const limited: Parts = { status: 429, received: '' };
    expect(loud(gone, limited)).toEqual(['0 session-expired/warning', '1 rate-limited/error']);
  });
});

describe('a token that is not sent', () => {
  it('is an error where nothing works after it', () => {
    expect(loud(challenged, issued, unsent)).toEqual(['2 token-unused/error']);
  });

  it('is a warning where the call works all the same, or with the token later', () => {
    expect(loud(challenged, issued, {})).toEqual(['2 token-unused/warning']);
    expect(loud(challenged, issued, unsent, carrying('issued-access-token'))).toEqual([
      '2 token-unused/warning',
    ]);
  });

  it('is no second error beside its cause, the LiteLLM key in its place', () => {
    const withKey: Parts = { ...challenged, requestHeaders: { authorization: `Bearer ${KEY}` } };
    expect(loud(withKey, issued, withKey)).toEqual([
      '0 litellm-key-in-authorization/warning',
      '2 litellm-key-in-authorization/error',
    ]);
  });
});

describe('a name that LiteLLM knows no server of', () => {
  const url = `${GATEWAY}/mcp/nowhere`;
  const responseHeaders = debugHeaders({ 'outbound-url': '(unknown)' });
  const initialized: Parts = { url, responseHeaders, sent: hello, ...welcome };
  const empty: Parts = { url, responseHeaders, ...answered({ tools: [] }) };

  it('is an error from initialize on', () => {
    expect(loud(initialized)).toEqual(['0 server-name-unmatched/error']);
    expect(loud(initialized, empty)).toEqual([
      '0 server-name-unmatched/error',
      '1 server-name-unmatched/error',
    ]);
  });

  it('stands before a warning about the key', () => {
    const same = debugHeaders({
      'outbound-url': '(unknown)',
      'oauth2-token': 'Bearer****0001 (SAME_AS_LITELLM_KEY - likely misconfigured)',
    });
    const requestHeaders = { authorization: `Bearer ${KEY}` };
    expect(loud({ ...initialized, responseHeaders: same, requestHeaders })).toEqual([
      '0 server-name-unmatched/error',
      '0 litellm-key-in-authorization/warning',
    ]);
  });

  it.each<[string, Parts]>([
    ['lists tools', { url, responseHeaders }],
    ['runs one', { url, responseHeaders, sent: toolCall('member-echo'), ...toolSaid('hi') }],
  ])('is nothing to worry about where it %s: it is an access group', (_what, works) => {
    expect(loud(initialized, works)).toEqual([]);
    expect(loud(works, initialized)).toEqual([]);
  });

  it('breaks its hop', () => {
    const [settled] = settle(inspectAll(inOrder([initialized])));
    expect(settled?.hops.gateway).toBe('bad');
  });
});

it('makes the same object of the same exchange again, as long as the same stays open', () => {
  const recording = inspectAll(inOrder([{}, gone, { url: `${GATEWAY}/mcp/other` }]));
  const [, settled] = settle(recording);
  expect(settled?.findings[0]?.level).toBe('error');
  expect(settle([...recording])[1]).toBe(settled);
  const [, goneToo, again] = inspectAll(inOrder([{}, gone, { sent: hello, ...welcome }]));
  expect(settle([goneToo, again].filter((each) => each !== undefined))[0]).toBe(goneToo);
});

it('settles once: what is settled stays as it is', () => {
  const once = settle(inspectAll(inOrder([gone, gone, challenged, issued, unsent])));
  expect(settle(once)).toEqual(once);
});
