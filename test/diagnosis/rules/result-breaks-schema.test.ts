import { expect, it } from 'vitest';
import { answered, GATEWAY, inspect, toolCall, toolFailed, toolSaid, verdicts } from '../../har-entry.ts';

const outputSchema = { type: 'object', properties: { sum: {}, unit: {} }, required: ['sum', 'unit'] };
const list = answered({ tools: [{ name: 'everything-add', outputSchema }, { name: 'everything-echo' }] });
const sent = toolCall('everything-add');
const structured = (structuredContent: object) => ({
  sent,
  ...answered({ content: [{ type: 'text', text: '3' }], structuredContent }),
});

it.each([
  ['structuredContent', { sent, ...toolSaid('3') }, 'there is no structuredContent'],
  ['what the schema requires', structured({ sum: 3 }), 'structuredContent lacks unit'],
  [
    'an object',
    { sent, ...answered({ content: [], structuredContent: [3] }) },
    'structuredContent lacks sum, unit',
  ],
])('warns of a result without %s', (_what, call, lack) => {
  const { findings } = inspect(list, call);
  expect(findings).toMatchObject([{ rule: 'result-breaks-schema', level: 'warning', hop: 'tool' }]);
  expect(findings[0]?.title).toContain('“everything-add”');
  expect(findings[0]?.evidence.map(({ quote, exchange }) => [quote, exchange])).toEqual([
    [lack, undefined],
    ['"outputSchema"', 0],
  ]);
});

it('warns of a member of another type, by what types the schema names', () => {
  const properties = {
    n: { type: 'number' },
    i: { type: ['integer', 'null'] },
    s: { type: 'string' },
    any: {},
    x: { type: 'odd' },
  };
  const typed = answered({
    tools: [{ name: 'everything-add', outputSchema: { type: 'object', properties } }],
  });
  const lackOf = (content: object) =>
    inspect(typed, structured(content)).findings.map(({ evidence }) => evidence[0]?.quote);
  expect(lackOf({ n: '21' })).toEqual(['“n” in structuredContent has another type than the schema says']);
  expect(lackOf({ i: 1.5 })).toEqual(['“i” in structuredContent has another type than the schema says']);
  expect(lackOf({ n: 1.5, i: null, s: '', any: [], x: {} })).toEqual([]);
});

it.each([
  ['fits', structured({ sum: 3, unit: 'm' })],
  ['is an error of the tool', { sent, ...toolFailed('no') }],
  ['comes from a tool without a schema', { sent: toolCall('everything-echo'), ...toolSaid('3') }],
  ['comes from another endpoint', { url: `${GATEWAY}/mcp/other`, sent, ...toolSaid('3') }],
])('is quiet about a result that %s', (_what, call) => {
  expect(verdicts(list, call).join()).not.toContain('result-breaks-schema');
});

it('goes by the list that came last', () => {
  const without = answered({ tools: [{ name: 'everything-add', outputSchema: { type: 'object' } }] });
  expect(verdicts(list, without, structured({}))).toEqual([]);
});
