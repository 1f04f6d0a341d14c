import type { Prompt } from '../scenarios/scenario.ts';
import { send } from './send.ts';
import { textOf } from './text.ts';

/** OpenAI's Responses or Chat Completions API or Anthropic's Messages API, whichever the URL is of, with an MCP server in it that the gateway runs itself. */
export async function askModel(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { text, server, stream = false, approval = 'never', patience }: Prompt,
): Promise<string> {
  const tool = {
    type: 'mcp',
    server_label: server,
    server_url: `litellm_proxy/mcp/${server}`,
    require_approval: approval,
  };
  const input = url.pathname.endsWith('/responses')
    ? { input: text }
    : { messages: [{ role: 'user', content: text }] };
  // Anthropic's Messages API wants a limit.
  const limit = url.pathname.endsWith('/messages') ? { max_tokens: 100 } : {};
  const body = { model: 'local', ...limit, ...input, stream, tools: server === undefined ? [] : [tool] };
  const answer = await send(url, { ...headers, 'content-type': 'application/json' }, { body, patience });
  return stream ? `${answer.split('\n\n').length} events` : said(JSON.parse(answer) as Answer);
}

interface Answer {
  readonly output?: readonly { readonly type: string; readonly content?: unknown }[];
  readonly choices?: readonly { readonly message: { readonly content: string | null } }[];
  readonly content?: unknown;
}

/** What the model says at the end. */
function said({ output = [], choices = [], content }: Answer): string {
  if (content !== undefined) return textOf(content);
  const message = output.find(({ type }) => type === 'message');
  return message ? textOf(message.content) : (choices[0]?.message.content ?? '');
}
