import {
  type Agent,
  asMcp,
  inAuthorization,
  type Prompt,
  post,
  rpc,
  type Scenario,
  whileMoody,
} from './scenario.ts';

const askToEcho =
  (address: string, server: string, options: Partial<Prompt> = {}) =>
  (agent: Agent) =>
    agent.ask(address, inAuthorization(agent), { text: 'Say hello with the echo tool.', server, ...options });

/** MCP inside calls to a model. */
export const MODELS: readonly Scenario[] = [
  {
    id: 'responses',
    title: 'MCP inside an LLM call',
    description: 'POST /v1/responses; the model calls the tool through the gateway.',
    play: askToEcho('/v1/responses', 'everything'),
    expect: [],
  },
  {
    id: 'responses-stream',
    title: 'The same as a stream',
    description: 'POST /v1/responses with stream: true.',
    play: askToEcho('/v1/responses', 'everything', { stream: true }),
    expect: [],
  },
  {
    id: 'chat',
    title: 'MCP inside a chat',
    description: 'POST /v1/chat/completions; the model calls the tool.',
    play: askToEcho('/v1/chat/completions', 'everything'),
    expect: [],
  },
  {
    id: 'chat-stream',
    title: 'A chat as a stream',
    description: 'The same with stream: true.',
    play: askToEcho('/v1/chat/completions', 'everything', { stream: true }),
    expect: [],
  },
  {
    id: 'responses-unknown-server',
    title: 'Unknown server in an LLM call',
    description: 'server_label names no server.',
    play: askToEcho('/v1/responses', 'nowhere', { patience: 4000 }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'responses-stream-unknown-server',
    title: 'Unknown server in a stream',
    description: 'The same with stream: true.',
    play: askToEcho('/v1/responses', 'nowhere', { stream: true, patience: 4000 }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'chat-unknown-server',
    title: 'Unknown server in a chat',
    description: 'The same with /v1/chat/completions.',
    play: askToEcho('/v1/chat/completions', 'nowhere', { patience: 4000 }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'chat-stream-unknown-server',
    title: 'Unknown server in a streamed chat',
    description: 'The same with stream: true.',
    play: askToEcho('/v1/chat/completions', 'nowhere', { stream: true, patience: 4000 }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'responses-tool-fails',
    title: 'Tool fails inside an LLM call',
    description: 'The server breaks when the model calls its tool.',
    play: (agent) =>
      whileMoody(agent, 'fail?on=tools/call', () =>
        askToEcho('/v1/responses', 'moody', { patience: 8000 })(agent),
      ),
    expect: ['embedded-call-failed'],
  },
  {
    id: 'chat-tool-fails',
    title: 'Tool fails inside a chat',
    description: 'The same with /v1/chat/completions.',
    play: (agent) =>
      whileMoody(agent, 'fail?on=tools/call', () =>
        askToEcho('/v1/chat/completions', 'moody', { patience: 8000 })(agent),
      ),
    expect: ['embedded-call-failed'],
  },
  {
    id: 'responses-server-down',
    title: 'Server down inside an LLM call',
    description: 'Nobody listens where the gateway looks for the server.',
    play: askToEcho('/v1/responses', 'down', { patience: 8000 }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'responses-approval',
    title: 'Tool that needs approval',
    description: 'require_approval: always; the model may ask, and no tool runs.',
    play: askToEcho('/v1/responses', 'everything', { approval: 'always', patience: 8000 }),
    expect: [],
  },
  {
    id: 'plain-chat',
    title: 'A chat beside MCP',
    description: 'A chat without MCP tools, then a list of tools.',
    play: async (agent) => {
      const body = { model: 'local', messages: [{ role: 'user', content: 'Hello.' }] };
      await agent.send('/v1/chat/completions', { ...asMcp, ...inAuthorization(agent) }, { body });
      return post(agent, '/mcp/everything', rpc('tools/list'));
    },
    expect: ['upstream-without-auth'],
  },
];
