import { describe, expect, it } from 'vitest';
import { createCleaning } from '../../src/report/clean/cleaning.ts';
import { cleanHeader } from '../../src/report/clean/header.ts';
import { isName } from '../../src/report/clean/names.ts';
import { cleanUrl } from '../../src/report/clean/url.ts';
import { createReport } from '../../src/report/report.ts';
import { inspect } from '../har-entry.ts';

const url = (text: string): string => cleanUrl(text, createCleaning('left out'));
const header = (name: string, value: string): string =>
  cleanHeader({ name, value }, 'response', createCleaning('left out')).value;

it('leaves out a mask without an end', () => {
  expect(url('/a/%5Bmasked%20hunter2/b')).toBe('/a/left-out/b');
  expect(url(`/${'%5Bmasked%20'.repeat(80_000)}`)).toBe('/left-out');
  expect(header('www-authenticate', `Bearer ${'[masked '.repeat(50_000)}`)).not.toContain('masked');
});

it.each([
  [
    'x-mcp-debug-outbound-url',
    'https://mcp.zapier.com/api/mcp/s/njfmyzq2n2etm2i1os00yjiylwe0mte/mcp',
    'njfm',
  ],
  ['location', '/s/0123456789abcdef0123456789abcdef/mcp', '0123456789abcdef'],
  ['location', '/s/123e4567-e89b-12d3-a456-426614174000/mcp', '426614174000'],
  ['location', '/s/AbcdEfghIjklMnopQrstUvwxYz/mcp', 'AbcdEfgh'],
  ['location', '/bot1:a1b2c3d4e5f6g7h8/mcp', 'a1b2c3d4'],
  ['location', '/mcp;jsessionid=a1b2', 'a1b2'],
  ['location', '/mcp%3Bjsessionid=a1b2', 'a1b2'],
])('leaves keys in paths out: %s %s', (name, value, gone) => {
  expect(header(name, value)).not.toContain(gone);
  expect(header(name, header(name, value))).toBe(header(name, value));
});

it.each([
  '/mcp/team_notes2/tools',
  '/.well-known/oauth-protected-resource/mcp/everything',
  '/mcp/a_server_of_2025-06-18',
])('keeps names in paths: %s', (value) => {
  expect(header('location', value)).toBe(value);
});

describe('JSON nested thousands of levels deep', () => {
  const nested = (name: string, depth = 3000): string =>
    `${`{"${name}":`.repeat(depth)}1${'}'.repeat(depth)}`;
  it.each([
    ['an error', `{"error":${nested('error')}}`, 500],
    [
      'a schema',
      `{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a","inputSchema":${nested('additionalProperties')}}]}}`,
      200,
    ],
    ['capabilities', `{"jsonrpc":"2.0","id":1,"result":{"capabilities":${nested('a')}}}`, 200],
  ])('%s', (_what, received, status) => {
    const options = { ignored: 0, toolData: 'left out' } as const;
    const report = createReport([inspect({ received, status })], options);
    const text = report.exchanges[0]?.exchange.response.body?.text ?? '';
    expect(text).toContain('[object]');
    const again = createReport([inspect({ received: text, status })], options);
    expect(again.exchanges[0]?.exchange.response.body?.text).toBe(text);
  });
});

it.each(['4111-1111-1111-1111', '555-123-4567', 'card 4111 1111 1111 1111'])(
  'takes no %s for a name',
  (text) => {
    expect(isName(text)).toBe(false);
    expect(header('cookie', `${text}=1`)).not.toContain(text);
  },
);

it.each(['4111111111111111', 'user_4111111111111111', '5551234567', 'cus-5551234567'])(
  'takes no %s for an id',
  (id) => {
    const received = JSON.stringify({ jsonrpc: '2.0', id, result: {} });
    const report = createReport([inspect({ received })], { ignored: 0, toolData: 'left out' });
    expect(report.exchanges[0]?.exchange.response.body?.text).not.toContain(id);
  },
);

it('cleans lists of headers item by item', () => {
  const odd = `authorization, ${'a'.repeat(80)}9x8y7, mcp-session-id`;
  expect(header('access-control-allow-headers', odd)).toBe('authorization, left-out, mcp-session-id');
  const long = `${'x-some-header, '.repeat(100)}mcp-session-id`;
  expect(header('access-control-allow-headers', long)).toBe(long);
});

it('keeps the type of a body whatever its parameters say', () => {
  expect(header('content-type', 'text/event-stream; charset=utf-8; note=a!b@c')).toBe(
    'text/event-stream; charset=utf-8',
  );
});
