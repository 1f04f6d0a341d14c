import { expect, it } from 'vitest';
import { inspect, type Parts, verdicts } from '../../har-entry.ts';
import { inBody, inProxyError, inResult, inRpc, inText } from '../../said-in.ts';

const page =
  '<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<hr><center>nginx</center>\r\n</html>';

const verdict = (parts: Parts) =>
  inspect(parts).findings.map(({ rule, level, hop }) => `${rule}/${level}/${hop}`);

it.each([
  ['LiteLLM’s 413', inProxyError(413, 'Request body too large'), 'gateway'],
  ['a proxy’s page', inText(413, page, 'text/html'), 'client-to-gateway'],
  ['a 413 that does not say whose', { status: 413, received: '' }, 'client-to-gateway'],
  ['the words at another status', inBody(400, 'Payload too large'), 'client-to-gateway'],
  ['a JSON-RPC error', inRpc(-32600, 'Request body too large'), 'client-to-gateway'],
])('fires on %s', (_what, parts, hop) => {
  expect(verdict(parts)).toEqual([`body-too-large/error/${hop}`]);
});

it('says who answered, and how large the body was', () => {
  const [finding] = inspect({ ...inText(413, page, 'text/html'), sent: { text: 'x'.repeat(2000) } }).findings;
  expect(finding?.title).toBe('nginx refuses the request because its body is too large');
  expect(finding?.fix.user?.text).toContain('has 2 kB');
  expect(finding?.fix.operator?.text).toContain('client_max_body_size');
});

it('leaves to the tool what it says of another request', () => {
  expect(verdict(inResult('Error: payload is too large'))).toEqual(['tool-error/warning/tool']);
});

it('is quiet about other words on size', () => {
  expect(verdicts(inBody(400, 'limit is too large')).join()).not.toContain('body-too-large');
});

it.each([
  [
    'nginx’s page',
    inText(400, page.replace('413 Request Entity', '400 Request Header Or Cookie'), 'text/html'),
    'nginx',
  ],
  ['a 431', { status: 431, received: '' }, '127.0.0.1:4000'],
])('says that it is the headers: %s', (_what, parts, who) => {
  const [finding, ...more] = inspect(parts).findings;
  expect(finding?.title).toBe(`${who} refuses the request because its headers are too large`);
  expect(finding?.fix.user?.text).not.toContain('body');
  expect(more).toEqual([]);
});
