import { inOwnHeader, type Scenario } from './scenario.ts';

/** URLs that name no server. */
export const ADDRESSES: readonly Scenario[] = [
  {
    id: 'unknown-alias',
    title: 'Unknown server',
    description: 'A server name the gateway does not have.',
    play: (agent) => agent.useServer('/nowhere/mcp', inOwnHeader(agent)),
    expect: ['server-alias-unknown'],
  },
  {
    id: 'unknown-alias-empty',
    title: 'Unknown server, no error',
    description: 'The same in the other form of the URL, which answers with an empty list.',
    play: (agent) => agent.useServer('/mcp/nowhere', inOwnHeader(agent)),
    expect: ['auth-label-unreliable', 'server-name-unmatched'],
  },
  {
    id: 'wrong-path',
    title: 'Wrong path',
    description: 'A URL the gateway does not have.',
    play: (agent) => agent.useServer('/servers/everything', inOwnHeader(agent)),
    expect: ['path-unknown'],
  },
];
