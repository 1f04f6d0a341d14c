import type { Exchange } from '../exchange/exchange.ts';
import { readEventStream } from '../mcp/event-stream.ts';
import { isRecord } from '../mcp/json-rpc.ts';

/** MCP inside a call to a language-model route: tools of type `mcp`, and what the answer says of them. */
export interface EmbeddedMcp {
  /** `server_label` of every tool of type `mcp` in the request. */
  readonly labels: readonly string[];
  readonly items: readonly EmbeddedItem[];
}

/** An `mcp_list_tools` or `mcp_call` item of the answer. */
export interface EmbeddedItem {
  readonly type: 'mcp_list_tools' | 'mcp_call';
  readonly server?: string;
  /** The tool, of an `mcp_call`. */
  readonly tool?: string;
  readonly output?: string;
  readonly error?: string;
}

/**
 * Reads the MCP part of a `/responses` or `/chat/completions` exchange.
 * @returns undefined when the request offers no tool of type `mcp`
 */
export function decodeEmbedded({ request, response }: Exchange): EmbeddedMcp | undefined {
  const body = parse(request.body?.text);
  const tools = isRecord(body) && Array.isArray(body['tools']) ? body['tools'] : [];
  const labels = tools.flatMap((tool: unknown) =>
    isRecord(tool) && tool['type'] === 'mcp'
      ? [typeof tool['server_label'] === 'string' ? tool['server_label'] : '']
      : [],
  );
  if (labels.length === 0) return undefined;
  return { labels, items: outputOf(response.body).flatMap((item) => readItem(item) ?? []) };
}

function outputOf(body: Exchange['response']['body']): readonly unknown[] {
  if (body?.mimeType === 'text/event-stream') {
    return readEventStream(body.text ?? '').flatMap(({ data }) => {
      const event = parse(data);
      return isRecord(event) && event['type'] === 'response.output_item.done' ? [event['item']] : [];
    });
  }
  const json = parse(body?.text);
  return isRecord(json) && Array.isArray(json['output']) ? json['output'] : [];
}

function readItem(item: unknown): EmbeddedItem | undefined {
  if (!isRecord(item)) return undefined;
  const { type, server_label: server, name: tool, output, error } = item;
  if (type !== 'mcp_call' && type !== 'mcp_list_tools') return undefined;
  return {
    type,
    ...(typeof server === 'string' ? { server } : {}),
    ...(typeof tool === 'string' ? { tool } : {}),
    ...(typeof output === 'string' ? { output } : {}),
    ...(error === undefined || error === null
      ? {}
      : { error: typeof error === 'string' ? error : JSON.stringify(error) }),
  };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
