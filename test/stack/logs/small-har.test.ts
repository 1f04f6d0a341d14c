import type { Har } from 'har-format';
import { expect, it } from 'vitest';
import { entry } from '../../har-entry.ts';
import { smallHar } from './small-har.ts';

const textIn = (received: string) => {
  const log = {
    version: '1.2',
    creator: { name: 'a browser', version: '1' },
    entries: [entry({ received })],
  };
  const small = smallHar({ log }, {}) as Har;
  return small.log.entries[0]?.response.content.text;
};

const TOOL = {
  name: 'echo',
  description: 'Echoes.'.repeat(1000),
  inputSchema: { type: 'object', properties: {} },
};

it('keeps what a list of tools says beside the tools, in JSON and in a stream', () => {
  const result = { _meta: { outcome: 'ok' }, tools: [TOOL] };
  const short =
    '{"result":{"_meta":{"outcome":"ok"},"tools":[{"name":"echo","inputSchema":{"type":"object"}}]}}';
  expect(textIn(JSON.stringify({ result }))).toBe(short);
  expect(textIn(`event: message\r\ndata: ${JSON.stringify({ result })}\r\n\r\n`)).toBe(
    `event: message\r\ndata: ${short}\r\n\r\n`,
  );
});

it('keeps no long text, and each short one as it is', () => {
  expect(textIn('x'.repeat(5000))).toBeUndefined();
  expect(textIn('{"tools": [1], "a" : 1}\n{"tools": broken}')).toBe('{"tools":[1],"a":1}\n{"tools": broken}');
  expect(textIn('{"a" : 1}')).toBe('{"a" : 1}');
});
