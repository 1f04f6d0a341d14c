import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Call, Prompt, Scenario } from '../scenarios.ts';
import { AnswerStreams } from './answer-streams.ts';
import type { Settings } from './settings.ts';

/**
 * Plays a scenario against the proxy.
 * @param onProgress is told how far a slow tool is
 * @returns what the person asked for, in one line
 * @throws what the MCP client or fetch throws
 */
export function play(
  scenario: Scenario,
  { proxy, key }: Settings,
  onProgress: (text: string) => void,
): Promise<string> {
  const url = `${proxy}${scenario.path}`;
  const headers = scenario.headers(key);
  if (scenario.prompt) return respond(url, headers, scenario.prompt);
  return useServer(new URL(url), headers, scenario.call, onProgress);
}

async function useServer(
  url: URL,
  headers: Readonly<Record<string, string>>,
  call: Call | undefined,
  onProgress: (text: string) => void,
): Promise<string> {
  const streams = new AnswerStreams();
  const transport = new StreamableHTTPClientTransport(url, {
    requestInit: { headers },
    fetch: streams.fetch,
  });
  const client = new Client({ name: 'demo-agent', version: '1.0.0' });
  try {
    await client.connect(transport);
    const { tools } = await client.listTools();
    if (!call) {
      await streams.ended();
      return `${tools.length} tools`;
    }
    const result = await client.callTool({ name: call.tool, arguments: call.arguments }, undefined, {
      onprogress: ({ progress, total }) => onProgress(`step ${progress} of ${total}`),
    });
    await streams.ended();
    const text = textOf(result.content);
    if (result.isError === true) throw new Error(text);
    return text;
  } finally {
    await client.close();
  }
}

/** The text parts of a tool's result. */
function textOf(content: unknown): string {
  const parts = Array.isArray(content) ? content : [];
  return parts.map((part: { text?: string }) => part.text ?? '').join(' ');
}

/** OpenAI's Responses API with an MCP server in it, which the gateway runs itself. */
async function respond(
  url: string,
  headers: Readonly<Record<string, string>>,
  { text, server }: Prompt,
): Promise<string> {
  const tool = {
    type: 'mcp',
    server_label: server,
    server_url: `litellm_proxy/mcp/${server}`,
    require_approval: 'never',
  };
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'local', input: text, tools: [tool] }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const { output } = (await response.json()) as { output: { type: string; content?: unknown }[] };
  return textOf(output.find(({ type }) => type === 'message')?.content);
}
