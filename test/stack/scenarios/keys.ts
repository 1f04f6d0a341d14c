import { inAuthorization, inOwnHeader, type Scenario } from './scenario.ts';

/** How the page shows its LiteLLM key. */
export const KEYS: readonly Scenario[] = [
  {
    id: 'key-as-authorization',
    title: 'Key in Authorization',
    description: 'The LiteLLM key takes the place of a user token.',
    play: (agent) =>
      agent.useServer('/mcp/everything', inAuthorization(agent), {
        tool: 'everything-echo',
        arguments: { message: 'hello' },
      }),
    expect: ['litellm-key-in-authorization', 'upstream-without-auth'],
  },
  {
    id: 'key-leak',
    title: 'Key leaks to the server',
    description: 'The gateway passes Authorization on, with the LiteLLM key in it.',
    play: (agent) =>
      agent.useServer('/mcp/delegated', inAuthorization(agent), {
        tool: 'delegated-echo',
        arguments: { message: 'hello' },
      }),
    expect: ['litellm-key-leaks-upstream'],
  },
  {
    id: 'key-blocks-oauth',
    title: 'Key blocks OAuth',
    description: 'The LiteLLM key in Authorization, towards an OAuth server.',
    play: (agent) => agent.useServer('/mcp/guarded', inAuthorization(agent)),
    expect: ['challenge-not-rfc9728', 'litellm-key-in-authorization', 'oauth-login-required'],
  },
  {
    id: 'wrong-key',
    title: 'Wrong key',
    description: 'A key the gateway does not know.',
    play: (agent) =>
      agent.useServer('/mcp/everything', inOwnHeader({ key: 'sk-throwaway-unknown-key-5678' })),
    expect: ['key-unverifiable'],
  },
  {
    id: 'no-key',
    title: 'No key',
    description: 'No credential at all.',
    play: (agent) => agent.useServer('/mcp/everything', {}),
    expect: ['key-missing'],
  },
  {
    id: 'bare-key',
    title: 'Key without Bearer',
    description: 'The right header, without the scheme.',
    play: (agent) => agent.useServer('/mcp/everything', { 'x-litellm-api-key': agent.key }),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'bare-key-authorization',
    title: 'Key without Bearer in Authorization',
    description: 'The key alone in Authorization.',
    play: (agent) => agent.useServer('/mcp/everything', { authorization: agent.key }),
    expect: ['key-malformed'],
  },
  {
    id: 'foreign-key',
    title: 'Key of something else',
    description: 'A key that was never LiteLLM’s.',
    play: (agent) =>
      agent.useServer('/mcp/everything', inOwnHeader({ key: 'throwaway-key-of-another-service' })),
    expect: ['key-unverifiable'],
  },
  {
    id: 'short-token',
    title: 'Short token',
    description: 'A user’s token of seven characters, which LiteLLM 1.81 does not mask.',
    play: (agent) => agent.useServer('/mcp/everything', { ...inOwnHeader(agent), 'x-mcp-auth': 'notes-1' }),
    expect: [],
  },
  {
    id: 'key-in-url',
    title: 'Key in the URL',
    description: 'The LiteLLM key in the query, and nowhere else.',
    play: (agent) => agent.useServer(`/mcp/everything?api_key=${agent.key}`, {}),
    expect: ['key-missing', 'token-in-url'],
  },
];
