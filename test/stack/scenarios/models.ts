import { inAuthorization, type Scenario } from './scenario.ts';

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
];
