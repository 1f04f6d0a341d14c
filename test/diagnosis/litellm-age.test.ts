import { describe, expect, it } from 'vitest';
import { type Age, litellmAge } from '../../src/diagnosis/computed/litellm-age.ts';
import { readRecordings } from '../golden/recordings.ts';
import {
  debugHeaders,
  GATEWAY,
  inOrder,
  inspect,
  inspectAll,
  KEY,
  listed,
  type Parts,
  refused,
  toolCall,
  toolFailed,
} from '../har-entry.ts';

const ageOf = (release: 100 | 108, ...exchanges: readonly Parts[]): Age['is'] | undefined => {
  const [last, ...before] = inspectAll(inOrder(exchanges)).toReversed();
  return last && litellmAge(release, last, before.toReversed())?.is;
};
const fixOf = (rule: string, ...exchanges: readonly Parts[]) =>
  inspect(...exchanges).findings.find((finding) => finding.rule === rule)?.fix.operator;

const notFound = (detail: string): Parts => ({
  url: `${GATEWAY}/nowhere/mcp`,
  status: 404,
  received: { detail },
});
const OLD = notFound("MCP server 'nowhere' not found");
const NEW = notFound("MCP server, toolset, or access group 'nowhere' not found");
const label = (resolution: string): Parts => ({
  responseHeaders: debugHeaders({ 'auth-resolution': resolution }),
});
const versioned = (version: string): Parts => ({ responseHeaders: { 'x-litellm-version': version } });
const unquoted = `Bearer authorization_uri=${GATEWAY}/.well-known/oauth-authorization-server/x`;

describe('the age of LiteLLM shows', () => {
  it.each<[string, Parts, Age['is'] | undefined, Age['is'] | undefined]>([
    ['by a name that it has not, before 1.100', OLD, 'older', 'older'],
    ['by a name that it has not, from 1.100 on', NEW, 'newer', undefined],
    [
      'by a challenge without quotes',
      { status: 401, received: {}, responseHeaders: { 'www-authenticate': unquoted } },
      'older',
      'older',
    ],
    ['by a label that came with 1.108', label('unresolved'), 'newer', 'newer'],
    ['not by one that all have', label('no-auth'), undefined, undefined],
    ['by outcomes', listed({ everything: { status: 'ok', tool_count: 1 } }), 'newer', undefined],
    [
      'by the words for a list that failed',
      refused(-32603, 'Every MCP server in scope failed to list tools'),
      'newer',
      'newer',
    ],
    ['by the header of an old one', versioned('1.81.14'), 'older', 'older'],
    ['by the header of one in between', versioned('1.101.0'), 'newer', 'older'],
    ['by the header of a new one', versioned('1.110.2'), 'newer', 'newer'],
    [
      'not by what a tool says',
      { sent: toolCall('everything-fetch'), ...toolFailed("MCP server 'x' not found") },
      undefined,
      undefined,
    ],
  ])('%s', (_what, parts, at100, at108) => {
    expect([ageOf(100, parts), ageOf(108, parts)]).toEqual([at100, at108]);
  });

  it('to later requests of this gateway only', () => {
    expect(ageOf(100, OLD, {}, {})).toBe('older');
    expect(ageOf(100, OLD, { url: 'http://gateway.test/mcp/everything' })).toBeUndefined();
  });

  it('not where replicas of several versions answer', () => {
    expect(ageOf(100, OLD, NEW, {})).toBeUndefined();
  });

  it('rightly in every recording', () => {
    const wrong = readRecordings().flatMap(({ litellm, scenario, inspected }) => {
      const minor = Number(/^1\.(\d+)/.exec(litellm)?.[1]);
      return inspected.flatMap((each, at) =>
        ([100, 108] as const).flatMap((release) => {
          const age = litellmAge(release, each, inspected.slice(0, at));
          const isRight = !age || !minor || (age.is === 'newer') === minor >= release;
          return isRight ? [] : [`${scenario} (${litellm}): ${age.is} than ${release} by ${age.because}`];
        }),
      );
    });
    expect([...new Set(wrong)]).toEqual([]);
  });
});

describe('advice goes by it', () => {
  const weak: Parts = { responseHeaders: debugHeaders({ 'inbound-auth': 'x-litellm-api-key=hunter2' }) };
  const bare: Parts = {
    requestHeaders: { 'x-litellm-api-key': KEY },
    status: 500,
    received: { error: 'MCP request failed' },
  };
  const machine = label('m2m-client-credentials');

  it('an upgrade is not what a new one lacks', () => {
    expect(fixOf('mask-too-weak', weak)?.text).toMatch(/^Upgrade LiteLLM to 1\.100 or newer[^(]*$/);
    expect(fixOf('mask-too-weak', OLD, weak)?.text).toMatch(
      /^Upgrade .*inferred from the words “MCP server … not found”/,
    );
    expect(fixOf('mask-too-weak', NEW, weak)?.text).not.toContain('Upgrade');
  });

  it('a bare key is no mistake from 1.100 on', () => {
    expect(inspect(NEW, bare).findings.map(({ rule }) => rule)).not.toContain('key-malformed');
    expect(inspect(bare).findings.map(({ rule }) => rule)).toContain('key-malformed');
    expect(inspect(OLD, bare).findings[0]).toMatchObject({
      rule: 'key-malformed',
      why: expect.stringContaining('inferred from') as string,
    });
  });

  it('oauth2_flow is for 1.100 and newer', () => {
    const flow = (...exchanges: readonly Parts[]): string =>
      JSON.stringify(fixOf('m2m-token-used', ...exchanges)?.commands ?? []);
    expect(flow(machine)).toContain('oauth2_flow');
    expect(flow(NEW, machine)).toContain('oauth2_flow');
    expect(flow(OLD, machine)).not.toContain('oauth2_flow');
    expect(fixOf('m2m-token-used', OLD, machine)?.text).toContain('older than 1.100 (inferred from');
  });

  it('an empty list says its reason from 1.100 on', () => {
    const empty: Parts = { received: { jsonrpc: '2.0', id: 1, result: { tools: [] } } };
    expect(fixOf('tools-empty', OLD, empty)?.text).toContain('this one is older (inferred from');
    expect(fixOf('tools-empty', NEW, empty)?.text).not.toContain('1.100');
  });
});
