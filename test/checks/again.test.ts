import type { Entry } from 'har-format';
import { expect, it } from 'vitest';
import { planAgain, whyNotAgain } from '../../src/checks/again.ts';
import type { CheckRequest } from '../../src/checks/request.ts';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { recorded } from '../golden/recordings.ts';
import { answered, CLIENT_HEADERS, entry, inspect, KEY, type Parts, rpc, toolCall } from '../har-entry.ts';

/** Sends a recorded request again, and answers as told; what was sent. */
function sendAgain(original: Entry, ...answers: readonly Parts[]): readonly CheckRequest[] {
  const inspector = createInspector();
  const sent: CheckRequest[] = [];
  const plan = planAgain(inspector.add(original) as Inspected);
  for (let turn = plan.next(); !turn.done; ) {
    const { url, method, headers, body } = turn.value;
    sent.push(turn.value);
    const answer = { ...answers[sent.length - 1], url, method, requestHeaders: headers, sent: body };
    turn = plan.next(inspector.add({ ...entry(answer), ...{ _sentBy: { check: 1 } } }) as Inspected);
  }
  return sent;
}

const BEGINS: Parts = {
  ...answered({ protocolVersion: '2025-11-25' }),
  responseHeaders: { 'mcp-session-id': 'a-new-session-of-test' },
};

it('sends the same but for the id, the credentials, the cookies and the session', () => {
  const requestHeaders = {
    ...CLIENT_HEADERS,
    'mcp-protocol-version': '2025-06-18',
    'x-mcp-servers': 'everything',
    authorization: `Bearer ${KEY}`,
    cookie: 'a=1',
    'user-agent': 'x',
    'sec-fetch-mode': 'cors',
  };
  const [request, ...others] = sendAgain(
    entry({ requestHeaders, sent: toolCall('everything-echo', { message: 'hello' }) }),
  );
  expect(others).toEqual([]);
  expect(request?.headers).toEqual({
    accept: CLIENT_HEADERS.accept,
    'mcp-protocol-version': '2025-06-18',
    'x-mcp-servers': 'everything',
    'x-litellm-mcp-debug': 'true',
  });
  expect(JSON.parse(request?.body ?? '')).toEqual({
    jsonrpc: '2.0',
    id: 'hopscope-1',
    method: 'tools/call',
    params: { name: 'everything-echo', arguments: { message: 'hello' } },
  });
  expect(request?.withCredentials).toBe(true);
});

it('begins a session of its own where the request was in one, and ends it', () => {
  const requestHeaders = { ...CLIENT_HEADERS, 'mcp-session-id': 'a-dead-session-of-test' };
  const sent = sendAgain(
    entry({ requestHeaders }),
    BEGINS,
    { status: 202, received: '' },
    { status: 404, received: {} },
  );
  expect(sent.map(({ method, body }) => `${method} ${body ? JSON.parse(body).method : ''}`)).toEqual([
    'POST initialize',
    'POST notifications/initialized',
    'POST server/discover',
    'POST tools/list',
    'DELETE ',
  ]);
  expect(JSON.stringify(sent)).not.toContain('a-dead-session');
  expect(sent[3]?.withSession).toBe(true);
});

it.each([
  ['a credential in its body', { sent: toolCall('login', { password: 'secret-of-a-test-0001' }) }],
  ['a credential in its address', { url: 'http://127.0.0.1:4000/mcp/x?api_key=sk-secret-of-a-test-0001' }],
  ['several messages', { sent: [rpc('tools/list'), rpc('prompts/list')] }],
  ['a notification', { sent: { jsonrpc: '2.0', method: 'notifications/initialized' } }],
  ['nothing', { method: 'GET', requestHeaders: { ...CLIENT_HEADERS, accept: 'text/event-stream' } }],
])('does not send %s again', (_name, parts: Parts) => {
  expect(whyNotAgain(inspect({}, parts))).toBeDefined();
});

it('may send every call that was recorded', () => {
  const inspector = createInspector();
  const calls = recorded('works').flatMap((each) => inspector.add(each) ?? []);
  const may = calls.filter((each) => whyNotAgain(each) === undefined);
  expect(may.map(({ rpc: sent }) => sent?.sent.map((each) => 'method' in each && each.method))).toEqual([
    ['initialize'],
    ['tools/list'],
    ['tools/call'],
  ]);
});
