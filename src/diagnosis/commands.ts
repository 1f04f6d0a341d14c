import { type Exchange, header } from '../exchange/exchange.ts';
import { DEBUG_REQUEST_HEADER, KEY_HEADER } from '../litellm/header-names.ts';
import { readUrl, routeOf, withoutQuery } from '../litellm/routes.ts';
import { writeCurl } from './curl.ts';
import { KEY, type Part, placeholdersOf } from './placeholders.ts';
import type { Command } from './rule.ts';
import { shellCommand, shellWord } from './shell.ts';

const LITELLM_KEY = { name: KEY_HEADER, value: ['Bearer ', KEY] };

/** `claude mcp add` for the server of an exchange, the key where LiteLLM wants it and Authorization left free. */
export function claudeMcpAdd(exchange: Exchange, label = 'Right: the key in its own header'): Command {
  return { label, language: 'sh', text: writeClaudeMcpAdd(exchange, [LITELLM_KEY]) };
}

/** The same with the key in Authorization: what not to do. */
export function claudeMcpAddWrong(exchange: Exchange): Command {
  return {
    label: 'Wrong: the key occupies Authorization',
    language: 'sh',
    text: writeClaudeMcpAdd(exchange, [{ ...LITELLM_KEY, name: 'Authorization' }]),
  };
}

/** `claude mcp add` with these headers. */
export function writeClaudeMcpAdd(
  exchange: Exchange,
  headers: readonly { readonly name: string; readonly value: readonly Part[] }[],
): string {
  const transport = routeOf(exchange)?.form === 'sse' ? 'sse' : 'http';
  const url = shellWord(placeholdersOf(exchange)(withoutQuery(exchange.request.url)));
  return shellCommand(
    `claude mcp add --transport ${transport} ${serverName(exchange)} ${url}`,
    headers.map(({ name, value }) => `--header ${shellWord([`${name}: `, ...value])}`),
  );
}

/** A name `claude mcp add` accepts: letters, digits, hyphens and underscores. No option begins like it. */
export function serverName(exchange: Exchange): string {
  return (
    routeOf(exchange)
      ?.servers[0]?.replace(/[^\w-]/g, '_')
      .replace(/^-+/, '') || 'litellm'
  );
}

/** curl that repeats a JSON-RPC request with debug headers, so that the response can be read without a browser. */
export function curlRpc(url: string, method: string, params: object = {}): Command {
  return {
    label: 'Ask the gateway yourself',
    language: 'sh',
    text: writeCurl({
      method: 'POST',
      url: [withoutQuery(url)],
      headers: [
        LITELLM_KEY,
        { name: DEBUG_REQUEST_HEADER, value: ['true'] },
        { name: 'content-type', value: ['application/json'] },
        { name: 'accept', value: ['application/json, text/event-stream'] },
      ],
      body: [JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })],
    }),
  };
}

/** curl for an URL that takes a plain GET, such as metadata. */
export function curlGet(url: string, label: string): Command {
  return { label, language: 'sh', text: writeCurl({ method: 'GET', url: [url], headers: [] }) };
}

/**
 * curl for the OAuth metadata of the MCP endpoint that an exchange went to: the well-known part goes between origin and path
 * (RFC 9728 section 3.1). The URL that a challenge names is the server's word.
 */
export function curlResourceMetadata({ request }: Exchange): Command {
  const { origin, pathname } = readUrl(request.url) ?? { origin: '', pathname: '' };
  const url = `${origin}/.well-known/oauth-protected-resource${pathname}`;
  return curlGet(url, 'Check the server’s OAuth metadata');
}

/** curl for the question that a browser asks before a request of a page, as an exchange asked it. */
export function curlPreflight({ request }: Exchange): Command {
  const names = ['origin', 'access-control-request-method', 'access-control-request-headers'];
  const headers = names.flatMap((name) => {
    const value = header(request.headers, name);
    return value === undefined ? [] : [{ name, value: [value] }];
  });
  return {
    label: 'Ask as the browser does',
    language: 'sh',
    text: writeCurl({ method: 'OPTIONS', url: [withoutQuery(request.url)], headers }),
  };
}

/** The URL by which LiteLLM is to name itself, as its environment has it: that of an exchange with it. */
export function proxyBaseUrl({ request }: Exchange): Command {
  return {
    label: 'Environment of LiteLLM',
    language: 'sh',
    text: `PROXY_BASE_URL=${shellWord(readUrl(request.url)?.origin ?? '')}`,
  };
}

/** The URL of one server's MCP endpoint on the gateway of an exchange. */
export function serverUrl(exchange: Exchange, alias: string): string {
  return `${allServersUrl(exchange)}/${encodeURIComponent(alias)}`;
}

/** The URL of the endpoint for all servers of a key. */
export function allServersUrl(exchange: Exchange): string {
  const { origin = '', root = '' } = routeOf(exchange) ?? { origin: readUrl(exchange.request.url)?.origin };
  return `${origin}${root}/mcp`;
}

/** Lines of LiteLLM's configuration for the server of an exchange. */
export function serverConfigOf(exchange: Exchange, lines: readonly string[], label?: string): Command {
  return serverConfig(routeOf(exchange)?.servers[0] ?? 'your_server', lines, label);
}

/** Lines of LiteLLM's configuration for one server. */
export function serverConfig(alias: string, lines: readonly string[], label = 'config.yaml'): Command {
  return {
    label,
    language: 'yaml',
    text: [
      'mcp_servers:',
      `  ${/^\w+$/.test(alias) ? alias : JSON.stringify(alias)}:`,
      ...lines.map((line) => `    ${line}`),
    ].join('\n'),
  };
}
