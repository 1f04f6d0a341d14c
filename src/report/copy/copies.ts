import { writeClaudeMcpAdd } from '../../diagnosis/commands.ts';
import { type RequestParts, writeCurl } from '../../diagnosis/curl.ts';
import type { Header } from '../../exchange/exchange.ts';
import type { Inspected } from '../../inspect.ts';
import { count } from '../../words/quantity.ts';
import { writeFetch } from './fetch.ts';
import { findingsToMarkdown } from './finding.ts';
import { writeInspectorCommand, writeInspectorConfig } from './inspector.ts';
import { clientHeaders, replayOf } from './replay.ts';
import { textShown } from './shown.ts';

/** One thing that can be copied of an exchange. */
export interface Copy {
  /** What stands in a menu headed "Copy as", and after "Copied". */
  readonly label: string;
  /** Without credentials and hidden characters. */
  readonly text: () => string;
}

/** What can be copied of an exchange, in groups; only what it has. */
export function copiesOf(inspected: Inspected): readonly (readonly Copy[])[] {
  const replay = replayOf(inspected);
  return [
    replay ? replays(replay) : [],
    replay && inspected.kind === 'mcp' ? clients(inspected, replay) : [],
    texts(inspected),
    findings(inspected),
  ].filter((group) => group.length > 0);
}

const replays = (replay: RequestParts): readonly Copy[] => [
  { label: 'curl', text: () => writeCurl(replay) },
  { label: 'fetch (JavaScript)', text: () => writeFetch(replay) },
];

const clients = (inspected: Inspected, replay: RequestParts): readonly Copy[] => [
  {
    label: 'claude mcp add',
    text: () =>
      writeClaudeMcpAdd(
        inspected.exchange,
        // Claude Code logs in by itself.
        clientHeaders(replay).filter(({ name }) => name.toLowerCase() !== 'authorization'),
      ),
  },
  { label: 'MCP Inspector command', text: () => writeInspectorCommand(inspected, replay) },
  { label: 'MCP Inspector config (JSON)', text: () => writeInspectorConfig(inspected, replay) },
];

function texts({ exchange }: Inspected): readonly Copy[] {
  const { request, response } = exchange;
  const list = (headers: readonly Header[]) => () =>
    textShown(exchange, headers.map(({ name, value }) => `${name}: ${value}`).join('\n'));
  const body = response.body?.text;
  return [
    { label: 'URL', text: () => textShown(exchange, request.url) },
    ...(request.headers.length > 0 ? [{ label: 'Request headers', text: list(request.headers) }] : []),
    ...(response.headers.length > 0 ? [{ label: 'Response headers', text: list(response.headers) }] : []),
    ...(body ? [{ label: 'Response', text: () => textShown(exchange, body) }] : []),
  ];
}

function findings({ findings: found }: Inspected): readonly Copy[] {
  if (found.length === 0) return [];
  const label = found.length === 1 ? 'Finding as Markdown' : `${count(found.length, 'finding')} as Markdown`;
  return [{ label, text: () => findingsToMarkdown(found) }];
}
