import { type Agent, asMcp, type Prompt, rpc, type Scenario } from './scenario.ts';

const LIST = rpc('tools/list');
const callOf = (tool: string, message = 'hello') => rpc('tools/call', { name: tool, arguments: { message } });

/** The client names itself, as the gateway wants it. */
const NAMED = { 'x-mcp-client': 'demo-agent' };

/** A key of the gateway with policies: what it is good for is its name (services/policy_keys.py). */
const keyOf = (name: string) => `Bearer sk-throwaway-key-${name}`;

const withKey = (name: string) => ({ ...asMcp, ...NAMED, 'x-litellm-api-key': keyOf(name) });

const post =
  (address: string, body: object, headers: Readonly<Record<string, string>> = withKey('good')) =>
  (agent: Agent) =>
    agent.send(`${agent.policies}${address}`, headers, { body });

/** The same twice; what counts is the second answer. */
const twice =
  (play: (agent: Agent) => Promise<string>) =>
  async (agent: Agent): Promise<string> => {
    await play(agent);
    return play(agent);
  };

const ask =
  (address: string, key: string, prompt: Partial<Prompt> = {}) =>
  (agent: Agent) =>
    agent.ask(
      `${agent.policies}${address}`,
      { ...NAMED, authorization: keyOf(key) },
      { text: 'Say hello with the echo tool.', server: 'everything', ...prompt },
    );

/** LiteLLM's own id of a server, found as its dashboard does. */
const restCall =
  (key: string, message = 'hello') =>
  async (agent: Agent): Promise<string> => {
    const headers = { ...NAMED, authorization: keyOf('good') };
    const servers: readonly Readonly<Record<string, string>>[] = JSON.parse(
      await agent.send(`${agent.policies}/v1/mcp/server`, headers, { method: 'GET' }),
    );
    const found = servers.find(({ server_name }) => server_name === 'everything');
    return agent.send(
      `${agent.policies}/mcp-rest/tools/call`,
      { ...headers, authorization: keyOf(key), 'content-type': 'application/json' },
      { body: { server_id: found?.['server_id'] ?? '', name: 'echo', arguments: { message } } },
    );
  };

/** What an operator may forbid, and keys that are good for less than all. */
export const POLICIES: readonly Scenario[] = [
  {
    id: 'policy-allows',
    title: 'Nothing is against it',
    description: 'A listed client with a good key calls a tool.',
    play: post('/mcp/everything', callOf('everything-echo')),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'scope-required',
    title: 'No server named',
    description: 'mcp_require_explicit_server_scope: /mcp alone is not enough.',
    play: post('/mcp', LIST),
    expect: ['server-scope-required'],
  },
  {
    id: 'client-unnamed',
    title: 'Client without a name',
    description: 'mcp_allowed_clients: the request does not name its client.',
    play: post('/mcp/everything', LIST, { ...asMcp, 'x-litellm-api-key': keyOf('good') }),
    expect: ['client-not-allowed'],
  },
  {
    id: 'client-unlisted',
    title: 'Client not listed',
    description: 'mcp_allowed_clients: this client is not among them.',
    play: post('/mcp/everything', LIST, { ...withKey('good'), 'x-mcp-client': 'another-agent' }),
    expect: ['client-not-allowed'],
  },
  {
    id: 'prompts-disabled',
    title: 'Prompts switched off',
    description: 'mcp_disabled_capabilities: no prompts on this gateway.',
    play: post('/mcp/everything', rpc('prompts/get', { name: 'simple-prompt' })),
    expect: ['capability-disabled'],
  },
  {
    id: 'guardrail-call',
    title: 'Guardrail stops a call',
    description: 'A word that a content filter blocks.',
    play: post('/mcp/everything', callOf('everything-echo', 'confidential')),
    expect: ['guardrail-blocked', 'upstream-without-auth'],
  },
  {
    id: 'guardrail-rest',
    title: 'REST: guardrail stops a call',
    description: 'The same through /mcp-rest/tools/call.',
    play: restCall('good', 'confidential'),
    expect: ['guardrail-blocked'],
  },
  {
    id: 'rate-call',
    title: 'Too many calls',
    description: 'rpm_limit: the key may call once a minute.',
    play: twice(post('/mcp/everything', callOf('everything-echo'), withKey('busy'))),
    expect: ['rate-limited', 'upstream-without-auth'],
  },
  {
    id: 'rate-list',
    title: 'Too many lists',
    description: 'mcp_rpm_limit: the key may ask this server once a minute.',
    play: twice(post('/mcp/everything', LIST, withKey('busy-at-server'))),
    expect: ['rate-limited', 'upstream-without-auth'],
  },
  {
    id: 'rate-rest',
    title: 'REST: too many calls',
    description: 'rpm_limit through /mcp-rest/tools/call.',
    play: twice(restCall('busy-in-rest')),
    expect: ['rate-limited'],
  },
  {
    id: 'rate-model',
    title: 'Too many LLM calls',
    description: 'rpm_limit through /v1/responses.',
    play: twice(ask('/v1/responses', 'busy-with-models')),
    expect: ['rate-limited'],
  },
  {
    id: 'budget-spent',
    title: 'Budget spent',
    description: 'The key has used up its budget.',
    play: post('/mcp/everything', LIST, withKey('spent')),
    expect: ['budget-exceeded'],
  },
  {
    id: 'budget-spent-model',
    title: 'Budget spent, in an LLM call',
    description: 'The same through /v1/responses.',
    play: ask('/v1/responses', 'spent'),
    expect: ['budget-exceeded'],
  },
  {
    id: 'key-expired',
    title: 'Expired key',
    description: 'The key in its own header has expired.',
    play: post('/mcp/everything', LIST, withKey('expired')),
    expect: ['key-rejected'],
  },
  {
    id: 'key-expired-authorization',
    title: 'Expired key in Authorization',
    description: 'The same where a user’s token belongs.',
    play: post('/mcp/everything', LIST, { ...asMcp, ...NAMED, authorization: keyOf('expired') }),
    expect: ['key-rejected'],
  },
  {
    id: 'key-unknown',
    title: 'Unknown key',
    description: 'A key that the gateway never gave out.',
    play: post('/mcp/everything', LIST, withKey('of-nobody')),
    expect: ['key-rejected'],
  },
  {
    id: 'key-absent',
    title: 'No key, gateway with keys',
    description: 'No credential at all.',
    play: post('/mcp/everything', LIST, { ...asMcp, ...NAMED }),
    expect: ['key-missing'],
  },
  {
    id: 'tool-not-listed',
    title: 'Tool not listed',
    description: 'allowed_tools names another tool.',
    play: post('/mcp/listed', callOf('listed-echo')),
    expect: ['tool-withheld'],
  },
  {
    id: 'tool-taken-away',
    title: 'Tool taken away',
    description: 'disallowed_tools names this tool.',
    play: post('/mcp/unlisted', callOf('unlisted-echo')),
    expect: ['tool-withheld'],
  },
  {
    id: 'variable-missing',
    title: 'The user’s own variable',
    description: 'A server that wants a value of each user, on a gateway that can’t keep them.',
    play: post('/mcp/variable', callOf('variable-echo')),
    expect: ['gateway-misconfigured'],
  },
];
