import { describe, expect, it } from 'vitest';
import { gotOver } from '../../src/diagnosis/got-over.ts';
import { createInspector } from '../../src/inspect.ts';
import {
  answered,
  entry,
  GATEWAY,
  inOrder,
  inspect,
  type Parts,
  rpc,
  toolCall,
  verdicts,
} from '../har-entry.ts';
import { becomesTask, completed, inputRequired, modern, modernCall, polled } from '../modern.ts';

const TOOL = 'everything-echo';
const begun: Parts = { ...modernCall(TOOL), ...becomesTask('786512e2') };
const asks = {
  name: {
    method: 'elicitation/create',
    params: { mode: 'form', message: 'Your name?', requestedSchema: {} },
  },
};
const content = (text: string, isError = false) => ({ content: [{ type: 'text', text }], isError });

const indexesGotOver = (...exchanges: readonly Parts[]) => {
  const inspector = createInspector();
  return [...gotOver(inOrder(exchanges).flatMap((each) => inspector.add(each) ?? []))];
};

describe('a call that goes on as a task', () => {
  it.each<[string, Parts]>([
    ['its creation', begun],
    ['a poll while it works', polled('786512e2', { status: 'working', statusMessage: 'failed pages: 0' })],
    ['a poll that asks for input', polled('786512e2', { status: 'input_required', inputRequests: asks })],
    [
      'the input',
      { ...modern('tasks/update', { taskId: '786512e2', inputResponses: {} }), ...completed({}) },
    ],
    ['its end', polled('786512e2', { status: 'completed', result: content('Hello') })],
    ['a cancellation', { ...modern('tasks/cancel', { taskId: '786512e2' }), ...completed({}) }],
    ['a poll of a cancelled one', polled('786512e2', { status: 'cancelled' })],
  ])('is healthy in %s', (_what, parts) => {
    expect(verdicts(begun, parts)).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    [
      'a tool that failed',
      { status: 'completed', result: content('no tea', true) },
      'tool-error',
      'tool-result',
    ],
    [
      'a JSON-RPC error',
      { status: 'failed', statusMessage: 'Tool failed', error: { code: -32603, message: 'no tea' } },
      'failure-unexplained',
      'json-rpc',
    ],
    [
      'an error without a message',
      { status: 'failed', statusMessage: 'no tea', error: { code: -32603 } },
      'failure-unexplained',
      'json-rpc',
    ],
    [
      'a failure without an error (2025-11-25)',
      { status: 'failed', statusMessage: 'no tea' },
      'tool-error',
      'tool-result',
    ],
    [
      'words of the gateway',
      { status: 'completed', result: content('Guardrail violation - no-secrets', true) },
      'guardrail-blocked',
      'tool-result',
    ],
    [
      'an unknown tool',
      { status: 'failed', error: { code: -32602, message: 'arguments.x is missing' } },
      'request-invalid',
      'json-rpc',
    ],
  ])('is refused on the poll that shows %s, about its tool', (_what, state, rule, carrier) => {
    const { findings, refusals } = inspect(begun, polled('786512e2', state));
    expect(findings.map((each) => each.rule)).toEqual([rule]);
    expect(refusals).toMatchObject([{ carrier }]);
    const [finding] = findings;
    if (!['client-to-gateway', 'gateway'].includes(finding?.hop ?? ''))
      expect([finding?.title, ...(finding?.about ?? [])].join()).toContain(TOOL);
    expect(JSON.stringify([finding?.about, finding?.title])).not.toContain('786512e2');
  });

  it('is refused by a notification on a subscription', () => {
    const acknowledged = { jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params: {} };
    const told = (state: object) => ({
      jsonrpc: '2.0',
      method: 'notifications/tasks',
      params: { taskId: '786512e2', ...state },
    });
    const listen = (...messages: readonly object[]): Parts => ({
      ...modern('subscriptions/listen', { notifications: { taskIds: ['786512e2'] } }),
      receivedType: 'text/event-stream',
      received: messages.map((each) => `data: ${JSON.stringify(each)}\n\n`).join(''),
    });
    const working = told({ status: 'working' });
    expect(
      verdicts(begun, listen(acknowledged, working, told({ status: 'completed', result: content('Hi') }))),
    ).toEqual([]);
    const { findings } = inspect(
      begun,
      listen(acknowledged, working, told({ status: 'completed', result: content('no', true) })),
    );
    expect(findings).toMatchObject([
      { rule: 'tool-error', title: `The tool “${TOOL}” answered with an error` },
    ]);
  });

  it('is asked for by its id where the recording does not have the call', () => {
    const { findings } = inspect(
      polled('786512e2', { status: 'completed', result: content('no tea', true) }),
    );
    expect(findings).toMatchObject([{ rule: 'tool-error', title: 'The tool answered with an error' }]);
  });

  it('counts as the call’s attempt only when it ended', () => {
    const failed = { ...modernCall(TOOL), ...completed(content('no tea', true)) };
    const ended = polled('786512e2', { status: 'completed', result: content('Hi') });
    expect(indexesGotOver(failed, begun)).toEqual([]);
    expect(indexesGotOver(failed, begun, polled('786512e2', { status: 'working' }))).toEqual([]);
    expect(indexesGotOver(failed, begun, ended)).toContain(0);
  });

  it('is not mistaken for a tool’s own result, nor for another protocol’s task', () => {
    const own = { ...content('done'), taskId: 'T-1', status: 'failed' };
    expect(verdicts({ sent: toolCall(TOOL), ...answered(own) })).toEqual([]);
    const agents = entry({
      url: `${GATEWAY}/a2a/agent`,
      requestHeaders: {},
      sent: rpc('tasks/get', { id: 'T-1' }),
      ...answered({ id: 'T-1', status: { state: 'failed' } }),
    });
    expect(createInspector().add(agents)).toBeUndefined();
  });
});

describe('a call that asks for input', () => {
  const first: Parts = {
    ...modernCall(TOOL),
    ...inputRequired({ inputRequests: asks, requestState: 'opaque-1' }),
  };
  const next = (more: Parts): Parts => ({
    ...modernCall(
      TOOL,
      { inputResponses: { name: { action: 'accept', content: {} } }, requestState: 'opaque-1' },
      2,
    ),
    ...more,
  });
  const schema: Parts = {
    ...modern('tools/list'),
    ...completed({ tools: [{ name: TOOL, inputSchema: {}, outputSchema: { required: ['x'] } }], ttlMs: 0 }),
  };

  it('is healthy in each of its rounds, whatever the tool’s output schema', () => {
    expect(verdicts(schema)).toEqual([]);
    expect(verdicts(schema, first)).toEqual([]);
    expect(
      verdicts(schema, { ...first, ...inputRequired({ requestState: 'x', content: [], tools: [] }) }),
    ).toEqual([]);
    const done = completed({ ...content('Hi'), structuredContent: { x: 1 } }, 2);
    expect(verdicts(schema, first, next(done))).toEqual([]);
    expect(inspect(schema, first, next(done)).continues).toEqual({
      method: 'tools/call',
      name: TOOL,
      askedIn: 1,
    });
  });

  it('is judged by its last round', () => {
    expect(verdicts(schema, first, next(completed(content('Hi'), 2)))).toEqual([
      'result-breaks-schema/warning',
    ]);
    const task = polled('786512e2', { status: 'completed', result: content('Hi') });
    expect(verdicts(schema, begun, task)).toEqual(['result-breaks-schema/warning']);
  });

  it('is no success until it ended', () => {
    const failed = { ...modernCall(TOOL), ...completed(content('no tea', true)) };
    expect(indexesGotOver(failed, first)).toEqual([]);
    expect(indexesGotOver(failed, first, next(completed(content('Hi'), 2)))).toContain(0);
  });

  it.each([
    ['Invalid requestState', -32602],
    ['The request state has expired', -32600],
    ['request_state failed verification', -32603],
  ])('is not gone on with: %s', (message, code) => {
    const refusal = { received: { jsonrpc: '2.0', id: 2, error: { code, message } } };
    expect(verdicts(first, next(refusal))).toEqual(['continuation-refused/error']);
  });
});
