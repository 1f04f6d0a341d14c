import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Call } from '../scenarios/scenario.ts';
import { AnswerStreams } from './answer-streams.ts';
import { textOf } from './text.ts';

/** Connects to an MCP endpoint, lists its tools, and calls one where that is asked for. */
export async function useServer(
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
