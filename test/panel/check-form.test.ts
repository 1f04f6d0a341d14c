import { describe, expect, it } from 'vitest';
import { planOf } from '../../src/panel/check/plan-of.ts';
import { keyOfPage, seenIn } from '../../src/panel/check/seen.ts';
import { rowOf } from '../../src/panel/rows/row.ts';
import { entry, GATEWAY, inspectAll, KEY, type Parts, rpc } from '../har-entry.ts';

const rowsOf = (...all: readonly Parts[]) =>
  inspectAll(all.map((parts) => entry(parts))).map((inspected) => rowOf(inspected, undefined));

/** Where a check goes, or why it can't. */
function goesTo(gateway: string, server: string, ...page: readonly Parts[]) {
  const planned = planOf(
    { gateway, server, origin: undefined, direct: undefined, call: undefined },
    seenIn(rowsOf(...page)),
  );
  return 'plan' in planned ? planned.plan.url : planned.problem;
}

describe('the endpoint that is checked', () => {
  it.each([
    ['https://llm.example.com', 'github', 'https://llm.example.com/mcp/github'],
    ['localhost:4000/', 'github', 'http://localhost:4000/mcp/github'],
    ['https://example.com/litellm/', 'a,b', 'https://example.com/litellm/mcp/a,b'],
    ['https://example.com/mcp', 'github', 'https://example.com/mcp/github'],
    ['https://example.com', '', 'https://example.com/mcp'],
    ['https://example.com/v1/mcp?key=1#x', '', 'https://example.com/v1/mcp'],
    ['https://example.com/mcp/github', '', 'https://example.com/mcp/github'],
    ['https://example.com', 'a/../b', 'https://example.com/mcp/a%2F..%2Fb'],
  ])('of %s and “%s” is %s', (gateway, server, url) => {
    expect(goesTo(gateway, server)).toBe(url);
  });

  it('is where the page called it', () => {
    expect(goesTo(GATEWAY, 'github', { url: `${GATEWAY}/github/mcp` })).toBe(`${GATEWAY}/github/mcp`);
    expect(goesTo(GATEWAY, 'github', { url: `${GATEWAY}/mcp/github/?x=1` })).toBe(`${GATEWAY}/mcp/github/`);
    const own = 'https://mcp.example.com/endpoint';
    expect(goesTo(own, '', { url: own, sent: rpc('tools/list') })).toBe(own);
  });

  it('is none without a web address, or with a password', () => {
    expect(goesTo('', 'x')).toContain('Type the address');
    expect(goesTo('javascript://x', 'x')).toContain('http://');
    expect(goesTo('https://me:secret@example.com', 'x')).toContain('user or a password');
  });
});

it('asks for no preflight where the page is of the gateway’s own origin', () => {
  const of = (origin: string) =>
    planOf({ gateway: GATEWAY, server: '', origin, direct: undefined, call: undefined }, seenIn([]));
  expect(of(GATEWAY)).not.toHaveProperty('plan.origin');
  expect(of('http://127.0.0.1:5000')).toHaveProperty('plan.origin', 'http://127.0.0.1:5000');
});

describe('what the form offers', () => {
  it('is what the page called, the latest first, and no address with a credential in it', () => {
    const seen = seenIn(
      rowsOf(
        { url: `${GATEWAY}/mcp/one` },
        { url: 'https://other.example.com/litellm/mcp/two' },
        { url: `https://${'mcp'}.example.com/mcp/sk-throwaway-key-for-tests-0009` },
      ),
    );
    expect(seen.gateways.slice(-2)).toEqual(['https://other.example.com/litellm', GATEWAY]);
    expect(seen.servers.slice(-2)).toEqual(['two', 'one']);
    expect(JSON.stringify(seen)).not.toContain('masked');
    expect(seen.tools).toEqual(['everything-echo']);
  });

  it('has the key of the latest request to that address, else of the gateway, and never a cookie', () => {
    const key = (value: string) => ({
      'x-litellm-api-key': `Bearer ${value}`,
      cookie: 'session=abcdef0123456789',
    });
    const rows = rowsOf(
      { url: `${GATEWAY}/mcp/one`, requestHeaders: key(KEY) },
      { url: `${GATEWAY}/mcp/two`, requestHeaders: key('sk-throwaway-key-for-tests-0002') },
      { url: `${GATEWAY}/mcp/two`, requestHeaders: {} },
    );
    const shown = (url: string) => keyOfPage(url, rows).map(({ name, value }) => `${name} ${value}`);
    expect(shown(`${GATEWAY}/mcp/one`)).toEqual([expect.stringContaining('****0001')]);
    expect(shown(`${GATEWAY}/mcp/two`)).toEqual([expect.stringContaining('****0002')]);
    expect(shown(`${GATEWAY}/mcp/three`)).toEqual([expect.stringContaining('****0002')]);
    expect(shown('https://elsewhere.example.com/mcp')).toEqual([]);
  });
});

it('reads a tool’s arguments as a JSON object', () => {
  const of = (tool: string, args: string) =>
    planOf(
      { gateway: GATEWAY, server: '', origin: undefined, direct: undefined, call: { tool, arguments: args } },
      seenIn([]),
    );
  expect(of('echo', '')).toMatchObject({ plan: { call: { tool: 'echo', arguments: {} } } });
  expect(of('echo', '{"a":1}')).toMatchObject({ plan: { call: { arguments: { a: 1 } } } });
  expect(of('echo', '[1]')).toHaveProperty('problem');
  expect(of(' ', '{}')).toHaveProperty('problem');
});
