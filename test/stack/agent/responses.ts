import type { Prompt } from '../scenarios/scenario.ts';
import { textOf } from './text.ts';

/** OpenAI's Responses API with an MCP server in it, which the gateway runs itself. */
export async function respond(
  url: URL,
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
