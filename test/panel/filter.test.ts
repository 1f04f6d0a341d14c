import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../src/panel/filter/grammar.ts';
import { matcher } from '../../src/panel/filter/match.ts';
import { rowOf } from '../../src/panel/rows/row.ts';
import { debugHeaders, inspect, type Parts, toolCall } from '../har-entry.ts';

const call: Parts = {
  url: 'http://127.0.0.1:4000/mcp/atlassian',
  sent: toolCall('search issues', {}),
  responseHeaders: debugHeaders(),
};
const refused: Parts = {
  url: 'http://127.0.0.1:4000/mcp/nowhere',
  status: 404,
  received: 'MCP server not found',
};
const preflight: Parts = {
  method: 'OPTIONS',
  requestHeaders: {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'mcp-session-id',
  },
};

const fits = (filter: string, parts: Parts, levels: readonly ('error' | 'warning' | 'info')[] = []) =>
  matcher(parseFilter(filter), new Set(levels))(rowOf(inspect(parts), undefined));

describe('key:value', () => {
  it.each([
    ['status:404', refused],
    ['status:4xx', refused],
    ['status:2XX', call],
    ['method:post', call],
    ['rpc:tools/call', call],
    ['rpc:tools/*', call],
    ['tool:"search issues"', call],
    ['server:atlassian', call],
    ['SERVER:Atlassian', call],
    ['auth:no-auth', call],
    ['kind:preflight', preflight],
    ['level:info', call],
    ['rule:upstream-*', call],
    ['hop:gateway-to-server', call],
    ['status:200 rpc:tools/call', call],
  ])('%s fits', (filter, parts) => {
    expect(fits(filter, parts)).toBe(true);
  });

  it.each([
    ['status:4xx', call],
    ['status:40', refused],
    ['rpc:tools', call],
    ['server:atlas', call],
    ['hop:gateway', call],
    ['kind:mcp', preflight],
    ['auth:no-auth', refused],
    ['status:200 rpc:tools/list', call],
  ])('%s does not', (filter, parts) => {
    expect(fits(filter, parts)).toBe(false);
  });
});

describe('text', () => {
  it.each([
    ['in the URL', '/mcp/atlassian'],
    ['an URL is no key', 'http://127.0.0.1:4000'],
    ['host and port', '127.0.0.1:4000'],
    ['in a header', 'x-mcp-debug-outbound-url'],
    ['header and value', '"auth-resolution: no-auth"'],
    ['a header from its beginning to its end', '/^x-mcp-debug-auth-resolution: no-auth$/'],
    ['in the request body', 'SEARCH'],
    ['in the response body', 'everything-echo'],
    ['quoted with blanks', '"search issues"'],
    ['quoted with quotes', '"\\"search issues\\""'],
    ['a regular expression', '/search.issues/'],
    ['a regular expression with a slash', '/mcp\\/atla/'],
    ['special characters are themselves', '127.0.0.1'],
  ])('%s', (_name, filter) => {
    expect(fits(filter, call)).toBe(true);
    expect(fits(`-${filter}`, call)).toBe(false);
  });

  it('special characters match nothing else', () => {
    expect(fits('mcp/atlassian', call)).toBe(true);
    expect(fits('mcp.atlassian', call)).toBe(false);
    expect(fits('tool:search*', call)).toBe(true);
    expect(fits('tool:search.*', call)).toBe(false);
  });
});

it('a minus turns a term round', () => {
  expect(fits('-kind:preflight', preflight)).toBe(false);
  expect(fits('-kind:preflight', call)).toBe(true);
});

it.each(['', '   ', 'status:', '-', '-status:'])('“%s”, as it is being typed, filters nothing', (filter) => {
  expect(fits(filter, call)).toBe(true);
  expect(fits(filter, refused)).toBe(true);
});

it('a broken regular expression is named and filters nothing', () => {
  const filter = parseFilter('status:200 /a(/');
  expect(filter.problem).toContain('/a(/');
  expect(filter.terms).toHaveLength(1);
});

it('an open quote is as good as a closed one', () => {
  expect(fits('tool:"search issues', call)).toBe(true);
});

it('says the same of a row each time it is asked', () => {
  const passes = matcher(parseFilter('status:404'), new Set());
  const rows = [rowOf(inspect(call), undefined), rowOf(inspect(refused), undefined)];
  expect(rows.filter(passes)).toEqual([rows[1]]);
  expect(rows.filter(passes)).toEqual([rows[1]]);
});

describe('level chips', () => {
  it('keep rows with a finding of a pressed level', () => {
    expect(fits('', call, ['info'])).toBe(true);
    expect(fits('', call, ['error'])).toBe(false);
    expect(fits('', call, ['error', 'info'])).toBe(true);
  });

  it('and the filter must both hold', () => {
    expect(fits('server:nowhere', call, ['info'])).toBe(false);
  });
});
