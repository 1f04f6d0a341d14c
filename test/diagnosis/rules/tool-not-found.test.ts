import { expect, it } from 'vitest';
import { inspect, toolCall, toolFailed, unreached, verdicts } from '../../har-entry.ts';

const call = (name: string, text: string) => ({ sent: toolCall(name), ...toolFailed(text) });

it.each(["Tool 'echo' not found", 'Tool echo not found', "Error: Tool 'echo' not found"])(
  'fires on: %s',
  (text) => {
    expect(inspect(call('echo', text)).findings[0]).toMatchObject({
      rule: 'tool-not-found',
      level: 'error',
      title: 'There is no tool “echo” on this endpoint',
    });
  },
);

it('quotes the name from an earlier list, and where it was', () => {
  const [finding] = inspect({}, call('echo', 'Tool echo not found')).findings;
  expect(finding?.why).toContain('“everything-echo”');
  expect(finding?.evidence.at(-1)).toEqual({
    place: { in: 'response-body' },
    quote: '"name": "everything-echo"',
    exchange: 0,
  });
  expect(JSON.stringify(finding?.fix)).not.toContain('everything-echo');
});

it('points to a server that LiteLLM could not list', () => {
  const [finding] = inspect(unreached(['everything']), call('echo', 'Tool echo not found')).findings;
  expect(finding?.why).toContain('got no tools from “everything”');
});

it('is quiet about a tool that ran and did not find something', () => {
  expect(verdicts(call('echo', 'File not found'))).toEqual(['tool-error/warning']);
});

it('fires on a tool of an OpenAPI server that is in LiteLLM’s registry no more', () => {
  expect(
    inspect(call('pets-get_pet', 'OpenAPI tool get_pet not found in registry')).findings[0],
  ).toMatchObject({
    rule: 'tool-not-found',
    title: 'There is no tool “get_pet” on this endpoint',
  });
  expect(verdicts(call('pets-get_pet', 'The OpenAPI tool get_pet not found in registry is old'))).toEqual([
    'tool-error/warning',
  ]);
});
