import { calledOn, methodsOf, type Rpc } from '../../mcp/rpc.ts';
import { fromBody } from '../evidence.ts';
import { evidenceOf } from '../refusal-rule.ts';
import { type Given, rule } from '../rule.ts';

/** JSON-RPC 2.0 section 5.1: parse error, invalid request, invalid params. */
const CODES: ReadonlySet<string> = new Set(['-32700', '-32600', '-32602']);

/** Until 2025-11-25 a resource that is not there has a code of its own (MCP 2026-07-28, basic, "Error Codes"). */
const RESOURCE_NOT_FOUND = '-32002';

/**
 * Fires on the JSON-RPC errors -32700, -32600 and -32602 when no other rule names their cause, and when LiteLLM says what a call of a model or a tool lacks. Not on
 * `server/discover`, which older versions answer so. Names the resource or the task that is not there, where that is
 * what the error says. Source: JSON-RPC 2.0 section 5.1; MCP 2026-07-28, server/resources, "Error Handling"; LiteLLM before
 * 1.108 says -32602 of unknown methods too; its auth_checks.py, auth_utils.py and litellm_pre_call_utils.py.
 */
export const requestInvalid = rule({
  id: 'request-invalid',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['facts', 'exchange', 'refusals'],
  explains: (given) => (toldIn(given) ? 'words' : 'status'),
  about: 'tool',
  title: (given) =>
    toldIn(given) ? 'The gateway wants this request to be different' : 'The request is not what MCP expects',
  why: (given) => {
    if (toldIn(given))
      return 'LiteLLM demands something that the request lacks, or does not allow something that it has. The message says what. It called neither a model nor an MCP server.';
    switch (missingIn(given)) {
      case 'resource':
        return 'The server has no resource with this URI: the request is well-formed. Newer servers say that with -32602, older ones with -32002.';
      case 'task':
        return 'The server has this task no more: it keeps one for a while only (ttlMs), or another replica has it. Its result is lost.';
      case undefined:
        return 'The request reached the server and was refused for its form: broken JSON, no JSON-RPC, or wrong parameters. LiteLLM before 1.108 says the same of methods it does not know.';
    }
  },
  check: (given) => {
    const { facts, exchange, refusals } = given;
    const told = toldIn(given);
    if (told) return evidenceOf(told, facts);
    const { rpc } = facts;
    return rpc === undefined || methodsOf(rpc).includes('server/discover')
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
        );
  },
  fix: (given) => {
    if (toldIn(given))
      return {
        user: { text: 'Change the request as the message says.' },
        operator: {
          text: 'If clients can’t do that, look in general_settings for what demands it: enforce_user_param, missing_session_id, reject_clientside_metadata_tags, allow_client_side_credentials.',
        },
      };
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

/** LiteLLM's own words for what is wrong. Its REST routes have a rule of their own. */
const toldIn = ({ refusals }: Given<'refusals'>) =>
  refusals.find(
    ({ by, reason, carrier, certain }) =>
      by === 'gateway' &&
      reason === 'parameters' &&
      certain &&
      (carrier === 'http' || carrier === 'llm-event' || carrier === 'tool-result'),
  );

const asksFor = (prefix: string, rpc: Rpc): boolean =>
  methodsOf(rpc).some((method) => method.startsWith(prefix));

const namedIn = (rpc: Rpc): string => rpc.sent.map(calledOn).find((name) => name !== undefined) ?? '';

/** What an error says is not there. */
function missingIn({ facts: { rpc } }: Given<'facts'>): 'resource' | 'task' | undefined {
  if (!rpc) return undefined;
  const error = rpc.received.flatMap((message) => (message.type === 'error' ? [message.error] : []))[0];
  if (!error || rpc.sent.length !== 1 || namedIn(rpc) === '') return undefined;
  const isGone = /not found|unknown|does not exist|expired|no such/i.test(error.message);
  if (
    asksFor('resources/', rpc) &&
    (String(error.code) === RESOURCE_NOT_FOUND || (error.code === -32602 && isGone))
  )
    return 'resource';
  return asksFor('tasks/', rpc) && error.code === -32602 && isGone ? 'task' : undefined;
}
