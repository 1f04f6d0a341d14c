import { methodsOf } from '../../mcp/rpc.ts';
import { fromBody } from '../evidence.ts';
import { rule } from '../rule.ts';

/** JSON-RPC 2.0 section 5.1: parse error, invalid request, invalid params. */
const CODES: ReadonlySet<string> = new Set(['-32700', '-32600', '-32602']);

/**
 * Fires on the JSON-RPC errors -32700, -32600 and -32602 when no other rule names their cause. Not on
 * `server/discover`, which older versions answer so. Source: JSON-RPC 2.0 section 5.1; LiteLLM before 1.108 says
 * -32602 of unknown methods too.
 */
export const requestInvalid = rule({
  id: 'request-invalid',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['rpc', 'exchange', 'refusals'],
  explains: 'status',
  about: 'tool',
  title: 'The request is not what MCP expects',
  why: 'The request reached the server and was refused for its form: broken JSON, no JSON-RPC, or wrong parameters. LiteLLM before 1.108 says the same of methods it does not know.',
  check: ({ rpc, exchange, refusals }) =>
    methodsOf(rpc).includes('server/discover')
      ? []
      : refusals.flatMap(({ carrier, reason, code, words }) =>
          carrier === 'json-rpc' && reason === 'parameters' && CODES.has(code)
            ? [
                fromBody('response-body', `${code} ${words}`),
                fromBody('request-body', exchange.request.body?.text ?? '(no body)'),
              ]
            : [],
        ),
  fix: {
    user: {
      text: 'Compare the body you send with the message; for a tool, with its input schema in tools/list.',
    },
  },
});
