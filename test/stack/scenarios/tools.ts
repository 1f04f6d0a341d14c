import { post, rpc, type Scenario, use } from './scenario.ts';

/** What a tool call comes back with. */
export const TOOLS: readonly Scenario[] = [
  {
    id: 'slow-tool',
    title: 'Slow tool',
    description: 'A tool that reports progress for four seconds.',
    play: use('/mcp/everything', 'everything-trigger-long-running-operation', { duration: 4, steps: 4 }),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'tool-fails',
    title: 'Tool fails',
    description: 'The server runs the tool, and the tool fails.',
    play: use('/mcp/everything', 'everything-get-resource-reference', {
      resourceType: 'Text',
      resourceId: -1,
    }),
    expect: ['tool-error', 'upstream-without-auth'],
  },
  {
    id: 'missing-tool',
    title: 'Missing tool',
    description: 'A tool the server does not have.',
    play: use('/mcp/everything', 'everything-translate', { text: 'hello' }),
    expect: ['tool-not-found', 'upstream-without-auth'],
  },
  {
    id: 'unprefixed-tool',
    title: 'Tool without its prefix',
    description: 'The tool’s own name, without the server’s before it.',
    play: use('/mcp/everything', 'echo', { message: 'hello' }),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'wrong-arguments',
    title: 'Wrong arguments',
    description: 'A tool called without what it needs.',
    play: use('/mcp/everything', 'everything-echo', { text: 1 }),
    expect: ['tool-error', 'upstream-without-auth'],
  },
  {
    id: 'parameters-refused',
    title: 'Parameter not allowed',
    description: 'The operator does not let this parameter through to the tool.',
    play: use('/mcp/limited', 'limited-echo', { message: 'hello' }),
    expect: ['parameters-refused', 'upstream-without-auth'],
  },
  {
    id: 'missing-resource',
    title: 'Missing resource',
    description: 'A resource the server does not have.',
    play: (agent) =>
      post(agent, '/mcp/everything', rpc('resources/read', { uri: 'demo://resource/nowhere' })),
    expect: ['request-invalid', 'upstream-without-auth'],
  },
];
