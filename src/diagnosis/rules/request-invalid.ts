import { calledOn, methodsOf } from '../../mcp/rpc.ts';
import { fromBody } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/** JSON-RPC 2.0 section 5.1: parse error, invalid request, invalid params. */
const CODES: ReadonlySet<string> = new Set(['-32700', '-32600', '-32602']);

/** Until 2025-11-25 a resource that is not there has a code of its own (MCP 2026-07-28, basic, "Error Codes"). */
const RESOURCE_NOT_FOUND = '-32002';

/**
 * Fires on the JSON-RPC errors -32700, -32600 and -32602 when no other rule names their cause. Not on
 * `server/discover`, which older versions answer so. Names the resource or the task that is not there, where that is
 * what the error says. Source: JSON-RPC 2.0 section 5.1; MCP 2026-07-28, server/resources, "Error Handling"; LiteLLM before
 * 1.108 says -32602 of unknown methods too.
 */
export const requestInvalid = rule({
  id: 'request-invalid',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['rpc', 'exchange', 'refusals'],
  explains: 'status',
  about: 'tool',
  title: 'The request is not what MCP expects',
  why: (given) => {
    switch (missingIn(given)) {
      case 'resource':
        return 'The server has no resource with this URI: the request is well-formed. Newer servers say that with -32602, older ones with -32002.';
      case 'task':
        return 'The server has this task no more: it keeps one for a while only (ttlMs), or another replica has it. Its result is lost.';
      case undefined:
        return 'The request reached the server and was refused for its form: broken JSON, no JSON-RPC, or wrong parameters. LiteLLM before 1.108 says the same of methods it does not know.';
    }
  },
  check: ({ rpc, exchange, refusals }) =>
    methodsOf(rpc).includes('server/discover')
      ? []
      : refusals.flatMap(({ carrier, reason, code, words }) =>
          carrier === 'json-rpc' &&
          ((CODES.has(code) && reason === 'parameters') ||
            (code === RESOURCE_NOT_FOUND && asksFor('resources/', rpc)))
            ? [
                fromBody('response-body', `${code} ${words}`),
                fromBody('request-body', exchange.request.body?.text ?? '(no body)'),
              ]
            : [],
        ),
  fix: (given) => {
    switch (missingIn(given)) {
      case 'resource':
        return {
          user: { text: 'List the resources again (resources/list), and read one by exactly that URI.' },
        };
      case 'task':
        return {
          user: { text: 'Call the tool again, and poll its task as often as pollIntervalMs says.' },
          operator: {
            text: 'With several replicas, let them share their tasks, or route by Mcp-Name, which has the task’s id.',
          },
        };
      case undefined:
        return {
          user: {
            text: 'Compare the body you send with the message; for a tool, with its input schema in tools/list.',
          },
        };
    }
  },
});

const asksFor = (prefix: string, rpc: Given<'rpc'>['rpc']): boolean =>
  methodsOf(rpc).some((method) => method.startsWith(prefix));

const namedIn = ({ rpc }: Given<'rpc'>): string =>
  rpc.sent.map(calledOn).find((name) => name !== undefined) ?? '';

/** What an error says is not there. */
function missingIn({ rpc }: Given<'rpc'>): 'resource' | 'task' | undefined {
  const error = rpc.received.flatMap((message) => (message.type === 'error' ? [message.error] : []))[0];
  if (!error || rpc.sent.length !== 1 || namedIn({ rpc }) === '') return undefined;
  const isGone = /not found|unknown|does not exist|expired|no such/i.test(error.message);
  if (
    asksFor('resources/', rpc) &&
    (String(error.code) === RESOURCE_NOT_FOUND || (error.code === -32602 && isGone))
  )
    return 'resource';
  return asksFor('tasks/', rpc) && error.code === -32602 && isGone ? 'task' : undefined;
}
