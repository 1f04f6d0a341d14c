import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when LiteLLM keeps a tool back that the server has: it is not pinned, not in `allowed_tools`, in `disallowed_tools`, or needs a setting
 * of the key. A key that lacks the server is `key-not-permitted`. Source: LiteLLM's mcp_server_manager.py and operations.py.
 */
export const toolWithheld = refusalRule({
  id: 'tool-withheld',
  reasons: ['withheld'],
  hop: 'gateway',
  title: ({ names }) => `LiteLLM keeps ${names['tool'] ? `the tool “${names['tool']}”` : 'this tool'} back`,
  why: 'The server may well have the tool. A setting of the gateway does not let it through, and the message says which.',
  fix: () => ({
    user: {
      text: 'List the tools again and use one of those. If you need this one, send the message to the gateway operator.',
    },
    operator: {
      text: 'Check allowed_tools and disallowed_tools of the server, re-pin its tools if they changed, and mcp_tool_search_enabled of the key.',
    },
  }),
});
