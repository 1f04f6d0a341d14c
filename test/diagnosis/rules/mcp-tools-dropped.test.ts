import { expect, it } from 'vitest';
import { GATEWAY, verdicts } from '../../har-entry.ts';

const prompt = {
  url: `${GATEWAY}/v1/responses`,
  sent: { model: 'm', tools: [{ type: 'mcp', server_label: 'everything' }] },
};
const stream = (item: object) => ({
  received: `data: ${JSON.stringify({ type: 'response.output_item.done', item })}\n\n`,
  receivedType: 'text/event-stream',
});

it('warns about a stream that shows no list of tools', () => {
  expect(verdicts({ ...prompt, ...stream({ type: 'message' }) })).toEqual(['mcp-tools-dropped/warning']);
});

it('only remarks it where nothing is streamed', () => {
  expect(verdicts({ ...prompt, received: { output: [{ type: 'message' }] } })).toEqual([
    'mcp-tools-dropped/info',
  ]);
});

it('is quiet when the tools show', () => {
  expect(verdicts({ ...prompt, ...stream({ type: 'mcp_list_tools' }) })).toEqual([]);
  expect(verdicts({ ...prompt, received: { output: [{ type: 'mcp_tools_fetched' }] } })).toEqual([]);
});
