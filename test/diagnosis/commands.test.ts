import { split } from 'shlex';
import { expect, it } from 'vitest';
import {
  claudeMcpAdd,
  claudeMcpAddWrong,
  curlGet,
  curlPreflight,
  curlRpc,
  proxyBaseUrl,
  serverConfig,
  serverUrl,
} from '../../src/diagnosis/commands.ts';
import { inspect, KEY } from '../har-entry.ts';

const HOSTILE = `http://127.0.0.1:4000/mcp/a'$(id)";x\`y\``;
const { exchange } = inspect({
  method: 'OPTIONS',
  url: `${HOSTILE}?access_token=${KEY}`,
  requestHeaders: {
    origin: "http://page.test/'$(id)",
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization',
    authorization: `Bearer ${KEY}`,
  },
});

/** What a shell makes of a command, its line continuations joined. */
const words = (text: string): readonly string[] => split(text.replaceAll('\\\n', ' '));

it.each([
  ['claude mcp add', claudeMcpAdd(exchange)],
  ['the wrong claude mcp add', claudeMcpAddWrong(exchange)],
  ['curl of a call', curlRpc(exchange.request.url, 'tools/list')],
  ['curl of a preflight', curlPreflight(exchange)],
])('%s takes an URL from the wire as one word, without its query', (_what, { text }) => {
  expect(words(text)).toContain(HOSTILE);
  expect(text).not.toContain('access_token');
});

it.each([
  ['claude mcp add', claudeMcpAdd(exchange)],
  ['curl of a call', curlRpc(exchange.request.url, 'tools/list')],
  ['curl of a preflight', curlPreflight(exchange)],
])('%s has a placeholder where a credential goes, and no mask', (_what, { text }) => {
  expect(text).not.toContain('[masked');
  for (const [, value = ''] of text.matchAll(/Bearer (\S+?)"/g)) expect(value).toBe('$LITELLM_API_KEY');
});

it('asks with the page’s origin, method and headers', () => {
  expect(words(curlPreflight(exchange).text)).toEqual([
    'curl',
    '-isS',
    '-X',
    'OPTIONS',
    HOSTILE,
    '-H',
    "origin: http://page.test/'$(id)",
    '-H',
    'access-control-request-method: POST',
    '-H',
    'access-control-request-headers: authorization',
  ]);
});

it('names the gateway by the origin that was called', () => {
  expect(proxyBaseUrl(exchange).text).toBe('PROXY_BASE_URL=http://127.0.0.1:4000');
});

it('quotes what is no word, in an URL and in YAML', () => {
  expect(words(curlGet("http://a.test/'$(id)", 'x').text).at(-1)).toBe("http://a.test/'$(id)");
  expect(serverUrl(exchange, 'a/../b?c')).toBe('http://127.0.0.1:4000/mcp/a%2F..%2Fb%3Fc');
  expect(serverConfig('a: b\n#', ['timeout: 1']).text).toBe('mcp_servers:\n  "a: b\\n#":\n    timeout: 1');
});
