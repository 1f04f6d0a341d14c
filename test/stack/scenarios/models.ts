import { asMcp, inAuthorization, post, rpc, type Scenario, whileMoody } from './scenario.ts';

/** MCP inside calls to a model. */
export const MODELS: readonly Scenario[] = [
  {
    id: 'responses',
    title: 'MCP inside an LLM call',
    description: 'POST /v1/responses; the model calls the tool through the gateway.',
    play: (agent) =>
      agent.ask('/v1/responses', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'everything',
      }),
    expect: [],
  },
  {
    id: 'responses-stream',
    title: 'The same as a stream',
    description: 'POST /v1/responses with stream: true.',
    play: (agent) =>
      agent.ask('/v1/responses', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'everything',
        stream: true,
      }),
    expect: [],
  },
  {
    id: 'chat',
    title: 'MCP inside a chat',
    description: 'POST /v1/chat/completions; the model calls the tool.',
    play: (agent) =>
      agent.ask('/v1/chat/completions', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'everything',
      }),
    expect: [],
  },
  {
    id: 'chat-stream',
    title: 'A chat as a stream',
    description: 'The same with stream: true.',
    play: (agent) =>
      agent.ask('/v1/chat/completions', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'everything',
        stream: true,
      }),
    expect: [],
  },
  {
    id: 'responses-unknown-server',
    title: 'Unknown server in an LLM call',
    description: 'server_label names no server.',
    play: (agent) =>
      agent.ask('/v1/responses', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'nowhere',
        patience: 4000,
      }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'responses-stream-unknown-server',
    title: 'Unknown server in a stream',
    description: 'The same with stream: true.',
    play: (agent) =>
      agent.ask('/v1/responses', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'nowhere',
        stream: true,
        patience: 4000,
      }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'chat-unknown-server',
    title: 'Unknown server in a chat',
    description: 'The same with /v1/chat/completions.',
    play: (agent) =>
      agent.ask('/v1/chat/completions', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'nowhere',
        patience: 4000,
      }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'chat-stream-unknown-server',
    title: 'Unknown server in a streamed chat',
    description: 'The same with stream: true.',
    play: (agent) =>
      agent.ask('/v1/chat/completions', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'nowhere',
        stream: true,
        patience: 4000,
      }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'responses-tool-fails',
    title: 'Tool fails inside an LLM call',
    description: 'The server breaks when the model calls its tool.',
    play: (agent) =>
      whileMoody(agent, 'fail?on=tools/call', () =>
        agent.ask('/v1/responses', inAuthorization(agent), {
          text: 'Say hello with the echo tool.',
          server: 'moody',
          patience: 8000,
        }),
      ),
    expect: ['embedded-call-failed'],
  },
  {
    id: 'chat-tool-fails',
    title: 'Tool fails inside a chat',
    description: 'The same with /v1/chat/completions.',
    play: (agent) =>
      whileMoody(agent, 'fail?on=tools/call', () =>
        agent.ask('/v1/chat/completions', inAuthorization(agent), {
          text: 'Say hello with the echo tool.',
          server: 'moody',
          patience: 8000,
        }),
      ),
    expect: ['embedded-call-failed'],
  },
  {
    id: 'responses-server-down',
    title: 'Server down inside an LLM call',
    description: 'Nobody listens where the gateway looks for the server.',
    play: (agent) =>
      agent.ask('/v1/responses', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'down',
        patience: 8000,
      }),
    expect: ['mcp-tools-dropped'],
  },
  {
    id: 'responses-approval',
    title: 'Tool that needs approval',
    description: 'require_approval: always; the model may ask, and no tool runs.',
    play: (agent) =>
      agent.ask('/v1/responses', inAuthorization(agent), {
        text: 'Say hello with the echo tool.',
        server: 'everything',
        approval: 'always',
        patience: 8000,
      }),
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
