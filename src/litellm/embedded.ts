import type { Body, Exchange } from '../exchange/exchange.ts';
import { readEventStream } from '../mcp/event-stream.ts';
import { isRecord } from '../mcp/json-rpc.ts';

/** MCP inside a call to a language-model route: tools of type `mcp`, and what the answer shows of them. */
export interface EmbeddedMcp {
  /** `server_label` of every tool of type `mcp` in the request. */
  readonly labels: readonly string[];
  /** Whether the answer shows that LiteLLM got a list of tools. */
  readonly toolsListed: boolean;
  /** The tools that LiteLLM called for the model, in the answer's order. */
  readonly calls: readonly EmbeddedCall[];
}

export interface EmbeddedCall {
  readonly tool: string;
  readonly output?: string;
  readonly error?: string;
}

/**
 * Reads the MCP part of a `/responses` or `/chat/completions` exchange, streamed or not
 * (litellm/responses/mcp/litellm_proxy_mcp_handler.py, mcp_streaming_iterator.py, chat_completions_handler.py).
 * @returns undefined when the request offers no tool of type `mcp`
 */
export function decodeEmbedded({ request, response }: Exchange): EmbeddedMcp | undefined {
  const labels = arrayIn(parse(request.body?.text), 'tools').flatMap((tool) =>
    isRecord(tool) && tool['type'] === 'mcp' ? [text(tool['server_label']) ?? ''] : [],
  );
  if (labels.length === 0) return undefined;
  const parts = partsOf(response.body);
  return {
    labels,
    toolsListed: parts.some(
      (part) => LISTS.has(text(part['type']) ?? '') || arrayIn(part, 'mcp_list_tools').length > 0,
    ),
    calls: parts.flatMap(readCalls),
  };
}

/** `mcp_list_tools` when streamed, `mcp_tools_fetched` when not. */
const LISTS: ReadonlySet<string> = new Set(['mcp_list_tools', 'mcp_tools_fetched']);

type Part = Readonly<Record<string, unknown>>;

/** The pieces of an answer that may speak of MCP: output items of `/responses`, provider fields of `/chat/completions`. */
function partsOf(body: Body | undefined): readonly Part[] {
  const documents =
    body?.mimeType === 'text/event-stream'
      ? readEventStream(body.text ?? '').map(({ data }) => parse(data))
      : [parse(body?.text)];
  return documents
    .flatMap((document) => [
      ...arrayIn(document, 'output'),
      ...(isRecord(document) && document['type'] === 'response.output_item.done' ? [document['item']] : []),
      ...arrayIn(document, 'choices').flatMap((choice) =>
        ['message', 'delta'].map((name) => memberOf(memberOf(choice, name), 'provider_specific_fields')),
      ),
    ])
    .filter(isRecord);
}

function readCalls(part: Part): readonly EmbeddedCall[] {
  if (part['type'] === 'mcp_call') {
    const error = part['error'];
    return [
      call(part['name'], part['output'], typeof error === 'object' ? error && JSON.stringify(error) : error),
    ];
  }
  const results =
    part['type'] === 'tool_execution_results'
      ? arrayIn(part, 'content').flatMap((content) => {
          const listed = parse(text(memberOf(content, 'text')));
          return Array.isArray(listed) ? (listed as unknown[]) : [];
        })
      : arrayIn(part, 'mcp_call_results');
  return results.map((result) => call(memberOf(result, 'name'), memberOf(result, 'result'), undefined));
}

/** LiteLLM reports a call that failed as its result, in these words (litellm_proxy_mcp_handler.py). */
const FAILED = /^(?:Tool call failed|Error executing tool|Tool call blocked)\b/;

function call(tool: unknown, output: unknown, error: unknown): EmbeddedCall {
  const said = text(output);
  const failure = text(error) ?? (said !== undefined && FAILED.test(said) ? said : undefined);
  return {
    tool: text(tool) ?? '',
    ...(failure === undefined && said !== undefined ? { output: said } : {}),
    ...(failure === undefined ? {} : { error: failure }),
  };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const memberOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

function arrayIn(value: unknown, name: string): readonly unknown[] {
  const member = memberOf(value, name);
  return Array.isArray(member) ? member : [];
}

function parse(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
}
