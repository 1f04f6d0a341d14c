import { expect, it } from 'vitest';
import { inspect, refused, rpc, verdicts } from '../../har-entry.ts';

const ACCEPTS = { accept: 'application/json, text/event-stream' };

it.each([-32700, -32600, -32602])('fires on %i', (code) => {
  expect(verdicts(refused(code, 'no'))).toEqual(['request-invalid/error']);
});

it('fires on an answer to broken JSON', () => {
  const parts = {
    sent: '{bad',
    status: 400,
    received: { jsonrpc: '2.0', id: 'server-error', error: { code: -32700, message: 'Parse error' } },
  };
  expect(verdicts(parts)).toEqual(['request-invalid/error']);
});

it.each([
  ['a probe', { sent: rpc('server/discover'), ...refused(-32602, 'Invalid request parameters') }, []],
  [
    'a permission',
    refused(-32600, 'The key is not allowed to access the requested MCP servers: x'),
    ['key-not-permitted/error'],
  ],
  ['a server’s own code', refused(-32000, 'busy'), ['failure-unexplained/error']],
])('leaves %s to others', (_what, parts, instead) => {
  expect(verdicts(parts)).toEqual(instead);
});

const read = rpc('resources/read', { uri: 'file:///plan.txt' });

it.each<[string, number, object]>([
  ['Resource not found', -32002, read],
  ['No', -32002, read],
  ['Resource not found: file:///plan.txt', -32602, read],
  ['Unknown resource', -32602, rpc('resources/subscribe', { uri: 'file:///plan.txt' })],
])('names the resource that is not there: %s (%i)', (words, code, sent) => {
  const { findings } = inspect({ sent, ...refused(code, words) });
  expect(findings).toMatchObject([
    {
      rule: 'request-invalid',
      level: 'error',
      why: expect.stringContaining('has no resource with this URI'),
    },
  ]);
});

it.each(['Failed to retrieve task: Task not found', 'Failed to retrieve task: Task has expired'])(
  'names the task that is gone: %s',
  (words) => {
    const { findings } = inspect({
      sent: rpc('tasks/get', { taskId: '786512e2' }),
      requestHeaders: ACCEPTS,
      ...refused(-32602, words),
    });
    expect(findings).toMatchObject([{ why: expect.stringContaining('has this task no more') }]);
  },
);

it('names none where the form is what was refused, or the code is another method’s', () => {
  expect(inspect({ sent: read, ...refused(-32602, 'Invalid params') }).findings[0]?.why).toContain(
    'refused for its form',
  );
  expect(
    inspect({ sent: rpc('tools/call', { name: 'x' }), ...refused(-32602, 'Unknown argument y') }).findings[0]
      ?.title,
  ).toBe('The request is not what MCP expects');
  expect(verdicts({ sent: rpc('tools/list'), ...refused(-32002, 'no') })).toEqual([
    'failure-unexplained/error',
  ]);
});
