import type { Entry, Har, Header } from 'har-format';

/** Characters up to which the text of a body is kept. */
const KEPT = 4096;

/** Headers that say nothing about MCP. */
const NOISE =
  /^(?:sec-.*|accept-(?:encoding|language)|connection|keep-alive|referer|user-agent|(?:set-)?cookie|content-security-policy|vary|x-(?:frame|content-type)-options|pragma|access-control-expose-headers)$/i;

/** Says what `smallHar` does, for whoever reads its result. */
export const SMALL = `Of a list of tools only the names are kept, of longer bodies than ${KEPT} characters only the size. Cookies and headers of the browser are left out.`;

/** A recording without what a log is not compared with: long texts, the browser's own headers, who started a request. */
export function smallHar({ log }: Har, about: object): object {
  const { version, creator } = log;
  return { log: { version, creator, ...about, entries: log.entries.map(small) } };
}

function small(entry: Entry): object {
  const { startedDateTime, time, request, response, timings, _resourceType } = entry;
  const { text, ...content } = response.content;
  const own = (headers: readonly Header[]) => headers.filter(({ name }) => !NOISE.test(name));
  const short = text === undefined ? undefined : withoutSchemas(text);
  const isKept = short !== undefined && short.length <= KEPT;
  return {
    startedDateTime,
    time: rounded(time),
    request: { ...request, headers: own(request.headers), cookies: [] },
    response: {
      ...response,
      headers: own(response.headers),
      cookies: [],
      content: isKept ? { ...content, text: short } : content,
    },
    cache: {},
    timings: Object.fromEntries(
      Object.entries(timings)
        .filter(([name]) => !name.startsWith('_'))
        .map(([name, value]) => [name, rounded(Number(value))]),
    ),
    _resourceType,
  };
}

/** A body whose lists of tools have only their names, in JSON or in the events of a stream. */
function withoutSchemas(text: string): string {
  return text.replaceAll(/^(data: )?(\{.*\})(\r?)$/gm, (line, field = '', json: string, end: string) => {
    if (!json.includes('"tools"')) return line;
    try {
      return `${field}${JSON.stringify(JSON.parse(json, (name, value) => (name === 'tools' ? named(value) : value)))}${end}`;
    } catch {
      return line;
    }
  });
}

/** Of an MCP server's tools, and of those that a model is offered. */
function named(tools: unknown): unknown {
  return Array.isArray(tools)
    ? tools.map((tool) => (hasSchema(tool) ? { name: tool.name, inputSchema: { type: 'object' } } : tool))
    : tools;
}

const hasSchema = (tool: unknown): tool is { readonly name: string } =>
  typeof tool === 'object' &&
  tool !== null &&
  'name' in tool &&
  ('inputSchema' in tool || 'input_schema' in tool);

/** To tenths of a millisecond. */
const rounded = (time: number): number => Math.round(time * 10) / 10;
