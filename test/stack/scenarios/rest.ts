import { type Agent, inAuthorization, type Scenario } from './scenario.ts';

/** LiteLLM's own id of a server, found as its dashboard does. */
async function idOf(agent: Agent, name: string): Promise<string> {
  const servers: readonly Readonly<Record<string, string>>[] = JSON.parse(
    await agent.send('/v1/mcp/server', inAuthorization(agent), { method: 'GET' }),
  );
  return servers.find(({ server_name }) => server_name === name)?.['server_id'] ?? '';
}

const list = (agent: Agent, server: string) =>
  agent.send(`/mcp-rest/tools/list?server_id=${server}`, inAuthorization(agent), { method: 'GET' });

const call = (agent: Agent, body: object) =>
  agent.send(
    '/mcp-rest/tools/call',
    { ...inAuthorization(agent), 'content-type': 'application/json' },
    { body },
  );

const callOf = (name: string, tool: object) => async (agent: Agent) =>
  call(agent, { server_id: await idOf(agent, name), ...tool });

/** LiteLLM's own routes for MCP, which its dashboard uses. */
export const REST: readonly Scenario[] = [
  {
    id: 'rest-list',
    title: 'REST: list of tools',
    description: 'GET /mcp-rest/tools/list for one server.',
    play: async (agent) => list(agent, await idOf(agent, 'everything')),
    expect: [],
  },
  {
    id: 'rest-list-unknown',
    title: 'REST: unknown server',
    description: 'The same for a server the gateway does not have.',
    play: (agent) => list(agent, 'nowhere'),
    expect: ['key-not-permitted'],
  },
  {
    id: 'rest-list-down',
    title: 'REST: server down',
    description: 'The same for a server that nobody runs.',
    play: async (agent) => list(agent, await idOf(agent, 'down')),
    expect: ['upstream-unreachable'],
  },
  {
    id: 'rest-no-key',
    title: 'REST: no key',
    description: 'The same without a key.',
    play: (agent) => agent.send('/mcp-rest/tools/list', {}, { method: 'GET' }),
    expect: ['key-missing', 'response-hidden-by-cors'],
  },
  {
    id: 'rest-call',
    title: 'REST: a call',
    description: 'POST /mcp-rest/tools/call.',
    play: callOf('everything', { name: 'echo', arguments: { message: 'hello' } }),
    expect: [],
  },
  {
    id: 'rest-call-no-server',
    title: 'REST: a call without server',
    description: 'The server’s id is missing.',
    play: (agent) => call(agent, { name: 'echo', arguments: { message: 'hello' } }),
    expect: ['rest-request-invalid'],
  },
  {
    id: 'rest-call-null',
    title: 'REST: a call without arguments',
    description: 'The arguments are null.',
    play: callOf('everything', { name: 'echo', arguments: null }),
    expect: ['tool-error'],
  },
  {
    id: 'rest-call-unknown-tool',
    title: 'REST: unknown tool',
    description: 'A tool the server does not have.',
    play: callOf('everything', { name: 'translate', arguments: {} }),
    expect: ['tool-not-found'],
  },
];
