import { type Agent, asMcp, rpc, type Scenario } from './scenario.ts';

/** A user without a LiteLLM key, for a server that every user logs in to with a token of their own. */
const as = (user: string) => ({ authorization: `Bearer throwaway-token-of-${user}` });

const listInSession = (owner: string, user: string) => async (agent: Agent) => {
  const address = `${agent.front}/mcp/shared`;
  const session = await agent.openSession(address, as(owner));
  return agent.send(
    address,
    { ...asMcp, ...as(user), 'mcp-session-id': session },
    { body: rpc('tools/list') },
  );
};

/** MCP sessions, which the gateway ties to whoever opened them. */
export const SESSIONS: readonly Scenario[] = [
  {
    id: 'own-session',
    title: 'Session used again',
    description: 'The user who opened the session lists the tools in it.',
    play: listInSession('alice', 'alice'),
    expect: ['litellm-key-leaks-upstream'],
  },
  {
    id: 'session-of-another',
    title: 'Session of another user',
    description: 'One user opens the session, another one uses it.',
    play: listInSession('alice', 'bob'),
    expect: ['litellm-key-leaks-upstream', 'session-bound-elsewhere'],
  },
  {
    id: 'sessions-used-up',
    title: 'Too many sessions',
    description: 'The user’s other clients have a hundred sessions open, and a stream in each.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/crowded`, as('carol')),
    expect: ['litellm-key-leaks-upstream', 'session-limit'],
  },
];
