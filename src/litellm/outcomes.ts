import type { Exchange } from '../exchange/exchange.ts';
import { defined, isRecord, memberOf, numberIn, readJson, textIn } from '../exchange/json.ts';
import { calledTool, type Rpc, toolResult } from '../mcp/rpc.ts';
import { asksForLogin } from '../oauth/challenge.ts';
import { same } from './address.ts';
import { answersOf } from './answers.ts';
import type { Signs } from './recognise.ts';
import { faultOf, readUpstreamFault } from './upstream-fault.ts';

/** What LiteLLM says of one server in `_meta["litellm.ai/server_outcomes"]` of a tools/list result. */
export interface ServerOutcome {
  readonly server: string;
  /** `ok`, `unreachable`, `auth_required`, `forbidden`, `timeout`, `upstream_error`, `internal`; others as they came. */
  readonly status: string;
  readonly httpStatus?: number;
  readonly toolCount?: number;
  /** LiteLLM's words, where it says it otherwise than as an outcome. */
  readonly said?: string;
}

interface Named extends Pick<Signs, 'rpc' | 'route' | 'debug' | 'embedded'> {
  readonly servers?: readonly string[];
}

/**
 * Reads the outcomes of every result in an exchange (litellm/proxy/_experimental/mcp_server/faults/list_outcomes.py, from
 * 1.100 on), of a response of the REST routes (`server_outcomes`, from 1.108 on; `detail.error` of a 502, from 1.100 on), and
 * what stands in for a tool's result when the call did not get through.
 * @returns undefined when there are none
 */
export function decodeOutcomes(exchange: Exchange, signs: Named): readonly ServerOutcome[] | undefined {
  const { response } = exchange;
  const json = signs.rpc ? undefined : readJson(response.body?.text);
  const outcomes = [
    ...listOutcomes(signs.rpc),
    ...(signs.route?.form === 'mcp-rest'
      ? restOutcomes(json, response.status)
      : readOutcomes(memberOf(json, 'server_outcomes'))),
    ...failedCalls(exchange, signs),
    ...failedForModel(signs),
    ...forbidden(response, signs.route),
    ...challenged(exchange, signs),
  ];
  return outcomes.length === 0 ? undefined : outcomes;
}

const listOutcomes = (rpc: Rpc | undefined): readonly ServerOutcome[] =>
  (rpc?.received ?? []).flatMap((message) =>
    message.type === 'result'
      ? readOutcomes(memberOf(memberOf(message.result, '_meta'), 'litellm.ai/server_outcomes'))
      : // From 1.109 on, where every server failed.
        message.type === 'error'
        ? readOutcomes(memberOf(message.error.data, 'litellm.ai/server_outcomes'))
        : [],
  );

/** The outcomes that rules of their own are about (`ListFaultCategory` in LiteLLM's faults/list_outcomes.py). */
export const FAULTS: ReadonlySet<string> = new Set([
  'unreachable',
  'auth_required',
  'forbidden',
  'timeout',
  'upstream_error',
  'internal',
]);

/** The outcomes in the body of a response of the REST routes. */
export const restOutcomes = (json: unknown, httpStatus = 200): readonly ServerOutcome[] => [
  ...readOutcomes(memberOf(json, 'server_outcomes')),
  ...restFailure(json, httpStatus),
];

function restFailure(json: unknown, httpStatus: number): readonly ServerOutcome[] {
  const detail = memberOf(json, 'detail');
  const [status = '', said = ''] = [textIn(detail, 'error'), textIn(detail, 'message')];
  const tested = testFailure(textIn(json, 'message') ?? '');
  if (tested) return [tested];
  const server = /from server (\S{1,200})$/.exec(said)?.[1];
  // The list of one server fails with the fault as its name and a status of a proxy's (rest_endpoints.py).
  return FAULTS.has(status) && (server !== undefined || httpStatus >= 502)
    ? [{ server: server ?? '', status, said: `${status}: ${said}` }]
    : [];
}

/** What its dashboard shows of a server that it tries out (rest_endpoints.py, `_connection_error_message`). */
function testFailure(said: string): ServerOutcome | undefined {
  if (
    /^Timed out listing tools after [\d.]{1,10} seconds/.test(said) ||
    said.endsWith(': the connection timed out.')
  )
    return { server: '', status: 'timeout', said };
  if (!said.startsWith('Failed to connect to MCP server: ')) return undefined;
  const code = / it returned HTTP (\d{3})\b/.exec(said)?.[1];
  if (code === undefined)
    return { server: '', status: ANSWERED.test(said) ? 'upstream_error' : 'unreachable', said };
  const httpStatus = Number(code);
  return { server: '', status: faultOf(httpStatus), httpStatus, said };
}

/** The server answered, but not as MCP servers do (`_known_connection_error_message` in rest_endpoints.py, 1.110). */
const ANSWERED =
  /: (?:the endpoint returned |the MCP (?:session was terminated|request failed)|the connection was closed before|a request header is malformed)/;

/** LiteLLM's response when the server's own was 403 (`_probe_passthrough_upstreams` in server.py, exceptions.py; 1.100, 1.108). */
function forbidden({ status, body }: Exchange['response'], route: Signs['route']): readonly ServerOutcome[] {
  const [server, ...others] = route?.form === 'mcp' ? route.servers : [];
  if (status !== 403 || server === undefined || others.length > 0) return [];
  if (body?.text?.trim() !== '{"detail":"Forbidden"}') return [];
  return [{ server, status: 'forbidden', httpStatus: 403, said: body.text }];
}

/** The server asked for a login, and a REST route hands its challenge on (recorded with 1.100, from LiteLLM's dashboard). */
function challenged(exchange: Exchange, { route, servers }: Named): readonly ServerOutcome[] {
  const isServers = route?.form === 'mcp-rest' && exchange.response.status === 401 && asksForLogin(exchange);
  return isServers
    ? [
        {
          server: servers?.[0] ?? '',
          status: 'auth_required',
          httpStatus: 401,
          said: 'HTTP 401 with a challenge of the server',
        },
      ]
    : [];
}

function failedCalls(exchange: Exchange, { rpc, route, debug, servers }: Named): readonly ServerOutcome[] {
  const called = rpc && calledTool(rpc);
  // LiteLLM puts the server's name before the tool's.
  const server = servers?.length === 1 ? servers[0] : called?.split('-', 1)[0];
  return answersOf(exchange, rpc, route).flatMap((message) => {
    const result = toolResult(message);
    const fault = result?.isError ? readUpstreamFault(result.text) : undefined;
    if (!result || !fault) return [];
    // A tool that calls some web service may fail in the same words.
    const isServer = fault.url === undefined || same(debug?.outboundUrl ?? '', fault.url);
    const { status, httpStatus } = fault;
    return isServer ? [{ server: server ?? '', status, said: result.text, ...defined({ httpStatus }) }] : [];
  });
}

/** What LiteLLM puts before the words where it calls a tool for a model (litellm_proxy_mcp_handler.py). */
const FOR_MODEL = /^(?:Tool call failed|Error executing tool): /;

function failedForModel({ embedded }: Named): readonly ServerOutcome[] {
  return (embedded?.calls ?? []).flatMap(({ tool, error = '' }) => {
    if (!FOR_MODEL.test(error)) return [];
    const fault = readUpstreamFault(error.replace(FOR_MODEL, 'Error: '));
    const [server = ''] = tool.includes('-') ? tool.split('-', 1) : [];
    return fault
      ? [{ server, status: fault.status, said: error, ...defined({ httpStatus: fault.httpStatus }) }]
      : [];
  });
}

function readOutcomes(outcomes: unknown): readonly ServerOutcome[] {
  if (!isRecord(outcomes)) return [];
  return Object.entries(outcomes).flatMap(([server, outcome]) => {
    const status = textIn(outcome, 'status');
    if (status === undefined) return [];
    const [httpStatus, toolCount] = [numberIn(outcome, 'http_status'), numberIn(outcome, 'tool_count')];
    return { server, status, ...defined({ httpStatus, toolCount }) };
  });
}
