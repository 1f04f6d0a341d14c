import type { Body, Exchange } from '../exchange/exchange.ts';
import { arrayIn, defined, isRecord, memberOf, readJson, textIn } from '../exchange/json.ts';
import { readEventStream } from '../mcp/event-stream.ts';
import { readUpstreamFault } from './upstream-fault.ts';

/** MCP inside a call to a language-model route: tools of type `mcp`, or servers, and what the response shows of them. */
export interface EmbeddedMcp {
  /** `server_label` of every tool of type `mcp` in the request, and the names of its `mcp_servers`. */
  readonly labels: readonly string[];
  /** Whether the response shows that LiteLLM got tools: it lists some, or the model asks to have one run. */
  readonly toolsListed: boolean;
  /** Whether responses of this API show tools that LiteLLM got: `/v1/messages` has the model's last words only. */
  readonly showsTools: boolean;
  /** The tools that LiteLLM called for the model, in the response's order. */
  readonly calls: readonly EmbeddedCall[];
}

interface EmbeddedCall {
  readonly tool: string;
  readonly output?: string;
  readonly error?: string;
}

/**
 * Reads the MCP part of a `/responses`, `/chat/completions` or `/v1/messages` exchange, streamed or not
 * (litellm/responses/mcp/litellm_proxy_mcp_handler.py, mcp_streaming_iterator.py, chat_completions_handler.py,
 * litellm/llms/anthropic/messages/native/mcp_handler.py; `mcp_servers`: Anthropic's MCP connector).
 * @returns undefined when the request offers no tool of type `mcp` and no server
 */
export function decodeEmbedded({ request, response }: Exchange): EmbeddedMcp | undefined {
  const asked = readJson(request.body?.text);
  const offered = arrayIn(asked, 'tools');
  const labels = [
    ...offered
      .filter((tool) => textIn(tool, 'type') === 'mcp')
      .map((tool) => textIn(tool, 'server_label') ?? ''),
    ...arrayIn(asked, 'mcp_servers').map((server) => textIn(server, 'name') ?? ''),
  ];
  if (labels.length === 0) return undefined;
  const own = new Set(offered.map(functionName));
  const parts = partsOf(response.body);
  const asksForMcpTool = parts.flatMap(toolsAskedFor).some((name) => !own.has(name));
  return {
    labels,
    toolsListed: asksForMcpTool || parts.some(listsTools),
    showsTools: !/\/messages\/?(?:[?#]|$)/.test(request.url),
    calls: [...parts.flatMap(readCalls), ...connectorCalls(parts)],
  };
}

/**
 * The pieces of a response that may speak of MCP: output items of `/responses`, provider fields of `/chat/completions`, content of
 * `/v1/messages`.
 */
function partsOf(body: Body | undefined): readonly unknown[] {
  const documents =
    body?.mimeType === 'text/event-stream'
      ? readEventStream(body.text ?? '').flatMap(({ data }) =>
          SPEAKS_OF_TOOLS.test(data) ? [readJson(data)] : [],
        )
      : [readJson(body?.text)];
  return documents.flatMap((document) => [
    ...arrayIn(document, 'output'),
    ...(textIn(document, 'type') === 'message' ? arrayIn(document, 'content') : []),
    ...(textIn(document, 'type') === 'content_block_start' ? [memberOf(document, 'content_block')] : []),
    ...(textIn(document, 'type') === 'response.output_item.done' ? [memberOf(document, 'item')] : []),
    ...arrayIn(document, 'choices').flatMap((choice) =>
      ['message', 'delta'].flatMap((name) => {
        const message = memberOf(choice, name);
        return [memberOf(message, 'provider_specific_fields'), ...arrayIn(message, 'tool_calls')];
      }),
    ),
  ]);
}

/** Most events of a stream are a word each of the model's text. */
const SPEAKS_OF_TOOLS = /mcp_|tool_execution_results|tool_calls|tool_use|function_call|\\u/;

/** A function's name: `/responses` has it beside its type, `/chat/completions` one level down. */
const functionName = (item: unknown): string | undefined =>
  textIn(item, 'name') ?? textIn(memberOf(item, 'function'), 'name');

/** With approval required, LiteLLM leaves the call of an MCP tool to the client, as a function call. */
const toolsAskedFor = (part: unknown): readonly string[] =>
  ['function_call', 'function', 'tool_use', 'mcp_tool_use'].includes(textIn(part, 'type') ?? '')
    ? [functionName(part) ?? '']
    : [];

/** `mcp_list_tools` when streamed, where an empty list is told too; `mcp_tools_fetched` when not. */
function listsTools(part: unknown): boolean {
  const type = textIn(part, 'type');
  if (type === 'mcp_list_tools') return arrayIn(part, 'tools').length > 0;
  return type === 'mcp_tools_fetched' || arrayIn(part, 'mcp_list_tools').length > 0;
}

function readCalls(part: unknown): readonly EmbeddedCall[] {
  if (textIn(part, 'type') === 'mcp_call') {
    const error = memberOf(part, 'error');
    return [
      call(
        part,
        'output',
        isRecord(error) ? (textIn(error, 'message') ?? 'an error without a message') : textIn(part, 'error'),
      ),
    ];
  }
  const results =
    textIn(part, 'type') === 'tool_execution_results'
      ? arrayIn(part, 'content').flatMap((content) => readJson(textIn(content, 'text')) ?? [])
      : arrayIn(part, 'mcp_call_results');
  return results.map((result) => call(result, 'result'));
}

/** A call of Anthropic's MCP connector is one block, and its result another, which names it by id. */
function connectorCalls(parts: readonly unknown[]): readonly EmbeddedCall[] {
  const results = new Map(
    parts.flatMap((part) =>
      textIn(part, 'type') === 'mcp_tool_result' ? [[textIn(part, 'tool_use_id'), part] as const] : [],
    ),
  );
  return parts.flatMap((part): EmbeddedCall | [] => {
    const result = textIn(part, 'type') === 'mcp_tool_use' ? results.get(textIn(part, 'id')) : undefined;
    if (result === undefined) return [];
    const said = arrayIn(result, 'content').flatMap((content) => textIn(content, 'text') ?? []);
    const member = memberOf(result, 'is_error') === true ? 'error' : 'output';
    return { tool: textIn(part, 'name') ?? '', [member]: said.join('\n') };
  });
}

/** LiteLLM reports a call that failed as its result, in these words (litellm_proxy_mcp_handler.py). */
const FAILED = /^(?:Tool call failed|Error executing tool|Tool call blocked):/;

function call(item: unknown, member: 'output' | 'result', error?: string): EmbeddedCall {
  const said = textIn(item, member);
  const failed = said !== undefined && (FAILED.test(said) || readUpstreamFault(said) !== undefined);
  const failure = error ?? (failed ? said : undefined);
  return {
    tool: textIn(item, 'name') ?? '',
    ...defined({ output: failure === undefined ? said : undefined, error: failure }),
  };
}
