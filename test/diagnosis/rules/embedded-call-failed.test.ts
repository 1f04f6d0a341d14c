import { expect, it } from 'vitest';
import { GATEWAY, inspect, type Parts, verdicts } from '../../har-entry.ts';
import { inProxyError } from '../../said-in.ts';

const prompt = (received: unknown, receivedType = 'application/json'): Parts => ({
  url: `${GATEWAY}/v1/responses`,
  sent: { model: 'm', input: 'hi', tools: [{ type: 'mcp', server_label: 'everything' }] },
  received,
  receivedType,
});
const results = (result: string) => [
  {
    type: 'tool_execution_results',
    content: [{ type: 'output_text', text: JSON.stringify([{ name: 'echo', result }]) }],
  },
];
const choice = (result: string) => ({
  choices: [{ message: { provider_specific_fields: { mcp_call_results: [{ name: 'echo', result }] } } }],
});
const event = (item: object) => `data: ${JSON.stringify({ type: 'response.output_item.done', item })}\n\n`;

it.each([
  [
    'an answer of /responses',
    prompt({ output: results('Error executing tool: All connection attempts failed') }),
  ],
  [
    'an answer of /chat/completions',
    { ...prompt(choice('Tool call failed: 403')), url: `${GATEWAY}/v1/chat/completions` },
  ],
  [
    'a stream',
    prompt(event({ type: 'mcp_call', name: 'echo', error: { message: 'no' } }), 'text/event-stream'),
  ],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['embedded-call-failed/error']);
});

it('names the tool in the evidence, not in a command', () => {
  const [finding] = inspect(prompt({ output: results('Error executing tool: no') })).findings;
  expect(finding?.evidence[0]?.quote).toContain('echo');
  expect(JSON.stringify(finding?.fix)).not.toContain('echo');
  expect(finding?.about).toEqual(['everything']);
});

it.each([
  ['an answer of /responses', prompt({ output: results('Echo: Error executing tool') })],
  ['an answer of /chat/completions', prompt(choice('Echo: hello'))],
  [
    'a stream',
    prompt(event({ type: 'mcp_call', name: 'echo', error: null, output: 'hello' }), 'text/event-stream'),
  ],
])('is quiet about a call that worked in %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual([]);
});

it('takes a tool’s own error, in the words of FastMCP, for the tool’s output', () => {
  const results = [{ name: 'divide', result: 'Error executing tool divide: division by zero' }];
  const received = { choices: [{ message: { provider_specific_fields: { mcp_call_results: results } } }] };
  const sent = { tools: [{ type: 'mcp', server_label: 'maths' }] };
  expect(verdicts({ url: `${GATEWAY}/v1/chat/completions`, sent, received })).toEqual([]);
});

it('leaves a call that the gateway itself refused to the rule that says why', () => {
  const error = 'Rate limit exceeded for api_key: abc. Limit type: requests. Current limit: 1, Remaining: 0.';
  const found = verdicts(
    prompt({ status: 'completed', output: [{ type: 'mcp_call', name: 'everything-echo', error }] }),
  );
  expect(found.filter((each) => each.endsWith('/error'))).toEqual(['rate-limited/error']);
});

/** How providers of models say that they could not use a server that a request names. */
const OF_PROVIDERS = [
  "Error retrieving tool list from MCP server: 'everything'. Http status code: 424 (Failed Dependency)",
  "Error retrieving tool list from MCP server: 'everything'. Http status code: 404 (Not Found)",
  "Connection error while communicating with MCP server 'everything'",
];

it.each(['responses', 'chat/completions', 'messages'])(
  'fires on a refusal that is about a server: /v1/%s',
  (route) => {
    const found = OF_PROVIDERS.flatMap((message) =>
      [
        {
          status: 424,
          received: {
            error: { message, type: 'external_connector_error', param: 'tools', code: 'http_error' },
          },
        },
        inProxyError(400, `litellm.BadRequestError: OpenAIException - ${message}`),
        { status: 400, received: { type: 'error', error: { type: 'invalid_request_error', message } } },
      ].map((refused) =>
        verdicts({ ...prompt(undefined), url: `${GATEWAY}/v1/${route}`, ...refused }).join(),
      ),
    );
    expect(new Set(found)).toEqual(new Set(['embedded-call-failed/error']));
  },
);

it('does not speak of a 200 where there was none', () => {
  const [finding] = inspect({ ...prompt(undefined), ...inProxyError(400, OF_PROVIDERS[0] ?? '') }).findings;
  expect(finding?.why).toContain('could not be used');
});

const FAULTS = [
  ['upstream-timeout', "{'error': 'timeout', 'message': 'MCP tool call timed out after 60.0s'}"],
  ['upstream-auth-required', 'upstream authentication required (HTTP 401)'],
  ['upstream-error', 'upstream returned HTTP 503'],
] as const;

it.each(FAULTS)('leaves to %s what LiteLLM says about the server', (rule, words) => {
  for (const before of ['Tool call failed', 'Error executing tool'])
    for (const received of [{ output: results(`${before}: ${words}`) }, choice(`${before}: ${words}`)]) {
      const parts = prompt(received);
      const named = {
        ...parts,
        sent: JSON.stringify(parts.sent).replace('"type":"mcp"', '"type":"mcp","server_url":"litellm_proxy"'),
      };
      expect(verdicts(named)).toEqual([`${rule}/error`]);
    }
});

it('keeps what another provider’s tool says in such words', () => {
  const said = { output: results(`Error executing tool: ${FAULTS[2][1]}`) };
  expect(verdicts({ ...prompt(said), requestHeaders: {} })).toEqual(['embedded-call-failed/error']);
});
