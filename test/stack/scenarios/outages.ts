import { type Agent, post, rpc, type Scenario, whileMoody } from './scenario.ts';

const LIST = rpc('tools/list');
const CALL = rpc('tools/call', { name: 'moody-echo', arguments: {} });

const inMood =
  (mood: string, request: object, patience = 4000) =>
  (agent: Agent) =>
    whileMoody(agent, mood, () => post(agent, '/mcp/moody', request, patience));

/** Servers behind the gateway that answer badly or not at all. */
export const OUTAGES: readonly Scenario[] = [
  {
    id: 'server-hangs',
    title: 'Server hangs',
    description: 'The server never answers, and the page gives up.',
    play: inMood('hang', LIST, 2000),
    expect: ['request-aborted'],
  },
  {
    id: 'server-times-out',
    title: 'Server times out',
    description: 'The server never answers, and the gateway gives up.',
    play: (agent) => whileMoody(agent, 'hang', () => post(agent, '/mcp/impatient', rpc('tools/list'), 4000)),
    expect: ['upstream-timeout', 'upstream-without-auth'],
  },
  {
    id: 'server-forbids',
    title: 'Server refuses',
    description: 'The server answers 403.',
    play: inMood('forbid', LIST),
    expect: ['upstream-forbidden', 'upstream-without-auth'],
  },
  {
    id: 'server-challenges',
    title: 'Server wants a token',
    description: 'The server answers 401, and the gateway has no token for it.',
    play: inMood('challenge', LIST),
    expect: ['upstream-auth-required', 'upstream-without-auth'],
  },
  {
    id: 'server-html',
    title: 'A page instead of a server',
    description: 'The server answers with HTML.',
    play: inMood('html', LIST, 2000),
    expect: ['request-aborted', 'upstream-without-auth'],
  },
  {
    id: 'server-crashes',
    title: 'Server crashes',
    description: 'The server answers 500.',
    play: inMood('fail', LIST),
    expect: ['upstream-error', 'upstream-without-auth'],
  },
  {
    id: 'server-drops',
    title: 'Connection lost',
    description: 'The server closes the connection in the middle of its answer.',
    play: inMood('drop', LIST, 2000),
    expect: ['request-aborted', 'upstream-without-auth'],
  },
  {
    id: 'server-empty',
    title: 'Server without tools',
    description: 'The server has no tools at all.',
    play: inMood('empty', LIST),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'server-slow',
    title: 'Slow server',
    description: 'The server takes ten seconds to answer.',
    play: inMood('slow?on=tools/list', LIST, 15_000),
    expect: ['answer-slow', 'upstream-without-auth'],
  },
  {
    id: 'call-hangs',
    title: 'Tool hangs',
    description: 'The tool never answers, and the page gives up.',
    play: inMood('hang?on=tools/call', CALL, 2000),
    expect: ['request-aborted', 'upstream-without-auth'],
  },
  {
    id: 'call-times-out',
    title: 'Tool times out',
    description: 'The tool never answers, and the gateway gives up.',
    play: (agent) =>
      whileMoody(agent, 'hang?on=tools/call', () =>
        post(agent, '/mcp/impatient', rpc('tools/call', { name: 'impatient-echo', arguments: {} }), 4000),
      ),
    expect: ['upstream-timeout', 'upstream-without-auth'],
  },
  {
    id: 'call-forbidden',
    title: 'Call refused',
    description: 'The server answers the call with 403.',
    play: inMood('forbid?on=tools/call', CALL),
    expect: ['upstream-forbidden', 'upstream-without-auth'],
  },
  {
    id: 'call-crashes',
    title: 'Call crashes',
    description: 'The server answers the call with 500.',
    play: inMood('fail?on=tools/call', CALL),
    expect: ['upstream-error', 'upstream-without-auth'],
  },
  {
    id: 'call-error',
    title: 'Error instead of a tool’s result',
    description:
      'The server answers the call with a JSON-RPC error, of which LiteLLM makes a tool’s failure.',
    play: inMood('refuse?on=tools/call', CALL),
    expect: ['tool-error', 'upstream-without-auth'],
  },
  {
    id: 'prompt-error',
    title: 'Error instead of a prompt',
    description: 'The server answers with a JSON-RPC error, which LiteLLM passes on.',
    play: inMood('refuse?on=prompts/get', rpc('prompts/get', { name: 'moody-greeting' })),
    expect: ['failure-unexplained', 'upstream-without-auth'],
  },
  {
    id: 'call-drops',
    title: 'Connection lost in a call',
    description: 'The server closes the connection in the middle of the call.',
    play: inMood('drop?on=tools/call', CALL, 2000),
    expect: ['request-aborted', 'upstream-without-auth'],
  },
];
