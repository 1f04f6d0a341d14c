import { expect, it } from 'vitest';
import { inspect, toolCall, verdicts } from '../../har-entry.ts';
import { inRpc } from '../../said-in.ts';

const missing = {
  sent: toolCall('everything-ask'),
  ...inRpc(-32021, 'Missing required client capability', { requiredCapabilities: { elicitation: {} } }),
};

it.each([
  ['inside an HTTP 200', missing],
  ['with a 400', { ...missing, status: 400 }],
])('fires on the code %s', (_what, parts) => {
  const [finding, ...more] = inspect(parts).findings;
  expect(finding).toMatchObject({ rule: 'capability-missing', level: 'error', hop: 'client-to-gateway' });
  expect(more).toEqual([]);
});

it('is quiet about the codes beside it', () => {
  const words = 'Missing required client capability';
  for (const code of [-32020, -32022, -32602])
    expect(verdicts(inRpc(code, words)).join()).not.toContain('capability-missing');
});

it.each<[object, string]>([
  [{ elicitation: {} }, 'capability “elicitation”'],
  [{ elicitation: { url: {} } }, 'capability “elicitation.url”'],
  [{ sampling: { tools: {} }, roots: {} }, 'capabilities “sampling.tools”, “roots”'],
  [{ extensions: { 'io.modelcontextprotocol/tasks': {} } }, 'capability “io.modelcontextprotocol/tasks”'],
])('names %j', (requiredCapabilities, named) => {
  const { findings } = inspect({ ...missing, ...inRpc(-32021, 'No', { requiredCapabilities }) });
  expect(findings[0]?.title).toBe(`The client lacks the ${named}, which this call needs`);
});

it.each([undefined, 'elicitation', { requiredCapabilities: ['elicitation'] }, { requiredCapabilities: {} }])(
  'names none where the error has none: %j',
  (data) => {
    const { findings } = inspect({ ...missing, ...inRpc(-32021, 'No', data) });
    expect(findings[0]?.title).toBe('The client lacks a capability that this call needs');
  },
);
