import { memberOf, readJson, textIn } from '../../exchange/json.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import type { RpcMessage } from '../../mcp/json-rpc.ts';
import { toolResult } from '../../mcp/rpc.ts';
import { allServersUrl, curlRpc } from '../commands.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { type Facts, type Fix, rule } from '../rule.ts';

/** LiteLLM's words (auth/auth_checks.py, mcp_server/server.py, rest_endpoints.py); tools have words of their own for theirs. */
const REFUSAL =
  /\b(?:key|team|user|organization|agent|customer)\b[^.]{0,40} not allowed to access (?:server|tool|the requested|mcp)|'error': 'access_denied'/i;

/** Other reasons for a 403 that have nothing to do with the key's permissions. */
const OTHER_REASON =
  /ip[ _]filtering|bound to a different|different caller|not allowed for tool|insufficient_scope|origin|tool_server_mismatch/i;

/**
 * Fires on a JSON 403 of the gateway, on its words about roles, routes, models and users that it does not know, and on LiteLLM's words "not allowed to access" inside an HTTP 200. Not on a 403
 * with another reason (scope, address, session, parameters, origin) or with a body that is not known, nor on words that are only a tool's own. Source:
 * LiteLLM's auth/auth_checks.py, server.py and rest_endpoints.py.
 */
export const keyNotPermitted = rule({
  id: 'key-not-permitted',
  hop: 'gateway',
  level: 'error',
  needs: ['facts'],
  explains: ({ facts }) => (isTold(facts) ? 'words' : 'form'),
  about: 'tool',
  title: ({ facts }) => particular(facts)?.title ?? 'Your key may not use this server or tool',
  why: ({ facts }) =>
    particular(facts)?.why ??
    `LiteLLM knows the key but refused what it asked for${
      facts.exchange.response.status < 400 ? ', and says so inside an HTTP 200' : ''
    }. It uses the same words for names that do not exist${
      facts.refusals?.some(({ words }) => words.includes('not allowed to call this tool'))
        ? ', and for tools that a toolset or the server’s own permissions leave out'
        : ''
    }.`,
  check: ({ facts }) => {
    if (!isGatewayCall(facts.kind) || facts.gateway === undefined) return [];
    const said = refusal(facts);
    return said === undefined ? [] : [fromStatus(facts.exchange), fromBody('response-body', said)];
  },
  fix: ({ facts }) =>
    particular(facts)?.fix ?? {
      user: {
        text: 'Check the spelling of the server and the tool against what your key may use. If it is right, ask the operator for access.',
        commands: [curlRpc(allServersUrl(facts.exchange), 'tools/list')],
      },
      operator: {
        text: 'Grant the server to the key, its team or an access group (object_permission.mcp_servers), or correct the name.',
      },
    },
});

interface Particular {
  readonly title: string;
  readonly why: string;
  readonly fix: Fix;
}

/** What is not permitted besides servers and tools, by the names that the phrases give it. */
const PARTICULARS: Readonly<Record<string, Particular>> = {
  role: {
    title: 'Your role on the gateway does not allow this',
    why: 'LiteLLM knows the key, but only admins, or members of the team, may do this. It did not call any MCP server.',
    fix: {
      user: { text: 'Ask an admin of the gateway to do it, or sign in with an account that may.' },
      operator: {
        text: 'Give the user the role or the membership that the message names, or do it for them.',
      },
    },
  },
  route: {
    title: 'Your key may not call this route of the gateway',
    why: 'LiteLLM knows the key, but the key, its team or the gateway is limited to other routes. It did not call any MCP server.',
    fix: {
      user: { text: 'Use a key that may call this route, or ask the gateway operator.' },
      operator: {
        text: 'Add the route, or mcp_routes, to allowed_routes of the key, of the team (team_allowed_routes) or of general_settings.',
      },
    },
  },
  model: {
    title: 'Your key may not use this model',
    why: 'LiteLLM knows the key, but the key, its team, its project or its user is limited to other models. It called neither the model nor an MCP server.',
    fix: {
      user: { text: 'Use a model that /v1/models lists for this key, or ask the gateway operator.' },
      operator: {
        text: 'Add the model to the models of the key, team, project or user that the message names.',
      },
    },
  },
  resource: {
    title: 'Your key may not use this search tool or vector store',
    why: 'LiteLLM knows the key, but the key, its team or its user has no grant for it.',
    fix: {
      user: { text: 'Use another one, or ask the gateway operator.' },
      operator: { text: 'Grant it in object_permission of the key or the team that the message names.' },
    },
  },
  unknown: {
    title: 'LiteLLM does not know the user or the team behind this token',
    why: 'The token or the key is good, but LiteLLM has no such user, team or organization, or finds none in the token.',
    fix: {
      user: { text: 'Ask the gateway operator to add you, or sign in with an account that is known there.' },
      operator: {
        text: 'Create the user, team or organization that the message names, or check the claims in litellm_jwtauth (user_id_jwt_field, team_id_jwt_field).',
      },
    },
  },
};

const particular = ({ refusals = [] }: Facts): Particular | undefined =>
  refusals
    .filter(({ reason }) => reason === 'permission')
    .flatMap(({ names }) => Object.keys(names))
    .flatMap((name) => PARTICULARS[name] ?? [])[0];

/** Whether LiteLLM says so in words that mean nothing else. */
const isTold = (facts: Facts): boolean => REFUSAL.test(refusal(facts) ?? '') || saidOf(facts) !== undefined;

const saidOf = ({ refusals }: Facts): string | undefined =>
  refusals?.find(({ by, reason, certain }) => by === 'gateway' && reason === 'permission' && certain)?.words;

function refusal(facts: Facts): string | undefined {
  const { exchange, kind, failure, challenge, rpc } = facts;
  const said = saidOf(facts);
  if (said && !(failure && OTHER_REASON.test(failure.message))) return said;
  if (failure) {
    const scope = challenge?.parameters['error'] === 'insufficient_scope';
    const isLiteLlm = exchange.bodies === undefined && hasLitellmForm(facts);
    const isRefusal = failure.status === 403 && isLiteLlm && !scope && !OTHER_REASON.test(failure.message);
    return isRefusal ? failure.message : undefined;
  }
  if (kind !== 'mcp') {
    const said = textIn(readJson(exchange.response.body?.text), 'message');
    return said !== undefined && REFUSAL.test(said) ? said : undefined;
  }
  return rpc?.received
    .map((message) => (message.type === 'error' ? message.error.message : failedTool(message)))
    .find((text) => text !== undefined && REFUSAL.test(text));
}

function failedTool(message: RpcMessage): string | undefined {
  const result = toolResult(message);
  return result?.isError ? result.text : undefined;
}

/** A JSON 403 may be anybody's: LiteLLM's has `detail`, or the members of its own exceptions (who.ts). */
const hasLitellmForm = ({ exchange, refusals = [] }: Facts): boolean =>
  memberOf(readJson(exchange.response.body?.text), 'detail') !== undefined ||
  refusals.some(({ by, product }) => by === 'gateway' && product === 'LiteLLM');
