import { serverName } from '../../diagnosis/commands.ts';
import type { RequestParts } from '../../diagnosis/curl.ts';
import { type Part, placeholdersOf } from '../../diagnosis/placeholders.ts';
import { shellCommand, shellWord } from '../../diagnosis/shell.ts';
import { isRecord, memberOf, textIn } from '../../exchange/json.ts';
import type { Inspected } from '../../inspect.ts';
import { routeOf } from '../../litellm/routes.ts';
import type { RpcMessage } from '../../mcp/json-rpc.ts';
import { clientHeaders } from './replay.ts';
import { jsonShown } from './shown.ts';

/**
 * The call of an exchange for MCP Inspector's command line; `tools/list` where it can't make that call.
 * Source: options of @modelcontextprotocol/inspector 2.12, which 1.0 has too.
 */
export function writeInspectorCommand(inspected: Inspected, replay: RequestParts): string {
  const call = inspected.rpc?.sent.map(callOptions).find((options) => options !== undefined);
  const fill = placeholdersOf(inspected.exchange);
  const { form } = routeOf(inspected.exchange) ?? {};
  return shellCommand(`npx @modelcontextprotocol/inspector --cli ${shellWord(replay.url)}`, [
    `--transport ${form === 'sse' ? 'sse' : 'http'}`,
    ...clientHeaders(replay).map(({ name, value }) => `--header ${shellWord([`${name}: `, ...value])}`),
    ...(call ?? [['--method', 'tools/list']]).map(([name, value]) => `${name} ${shellWord(fill(value))}`),
  ]);
}

/** The same server for MCP Inspector's `--config` file, and every client that reads `mcpServers`. */
export function writeInspectorConfig(inspected: Inspected, replay: RequestParts): string {
  const { form } = routeOf(inspected.exchange) ?? {};
  const server = {
    type: form === 'sse' ? 'sse' : 'streamable-http',
    // What reads the config expands `${NAME}`, also one that came from the wire.
    url: braced(replay.url.map(withoutVariables)),
    headers: Object.fromEntries(clientHeaders(replay).map(({ name, value }) => [name, braced(value)])),
  };
  return jsonShown(JSON.stringify({ mcpServers: { [serverName(inspected.exchange)]: server } }, null, 2));
}

const withoutVariables = (part: Part): Part =>
  typeof part === 'string' ? part.replaceAll('${', '$%7B') : part;

const braced = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : `\${${part.variable}}`)).join('');

type CommandOptions = readonly (readonly [name: string, value: string])[];

/** Undefined for what Inspector's command line can't call. */
function callOptions(message: RpcMessage): CommandOptions | undefined {
  if (message.type !== 'request') return undefined;
  const { method, params } = message;
  const named = (member: string, option: string): CommandOptions | undefined => {
    const value = textIn(params, member);
    return value === undefined
      ? undefined
      : [
          ['--method', method],
          [option, value],
        ];
  };
  const withArguments = (nameOption: string, option: string): CommandOptions | undefined => {
    const call = named('name', nameOption);
    return call && [...call, ...pairs(memberOf(params, 'arguments'), option)];
  };
  switch (method) {
    case 'tools/list':
    case 'resources/list':
    case 'resources/templates/list':
    case 'prompts/list':
      return [['--method', method]];
    case 'tools/call':
      return withArguments('--tool-name', '--tool-arg');
    case 'resources/read':
      return named('uri', '--uri');
    case 'prompts/get':
      return withArguments('--prompt-name', '--prompt-args');
    default:
      return undefined;
  }
}

/** `key=value`; Inspector reads the value as JSON where it is some. It has no way to say a key with an equals sign. */
function pairs(values: unknown, option: string): CommandOptions {
  if (!isRecord(values)) return [];
  return Object.entries(values)
    .filter(([key]) => key !== '' && !key.includes('='))
    .map(([key, value]) => [option, `${key}=${jsonShown(JSON.stringify(value))}`]);
}
