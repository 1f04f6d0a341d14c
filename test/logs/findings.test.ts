import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../src/logs/findings.ts';
import { LITELLM, read } from './recorded.ts';

const said = (text: string) => findingsIn(read(text)).map(({ rule, hop }) => `${rule} at ${hop}`);

/** Scenarios in which the MCP server, or the way to it, fails and LiteLLM writes of it, with the rule that is about it. */
const SERVER_FAILS: Readonly<Record<string, string>> = {
  'server-down': 'upstream-unreachable',
  'server-challenges': 'upstream-auth-required',
  'server-forbids': 'upstream-forbidden',
  'server-crashes': 'upstream-error',
  'server-drops': 'upstream-error',
  'server-html': 'upstream-error',
  'server-times-out': 'upstream-timeout',
  'call-crashes': 'upstream-error',
  'call-forbidden': 'upstream-forbidden',
  'call-hangs': 'upstream-timeout',
  'rest-list-down': 'upstream-unreachable',
  'responses-server-down': 'upstream-unreachable',
};

/** That a task was cancelled, which it says of a client that gives up as well. */
const SAYS_NO_MORE = /^1\.100\.5\/\w+\/server-(?:drops|html)\.log$/;

const scenarioOf = (file: string): string => /([^/]+?)\.log$/.exec(file)?.[1] ?? '';

describe('a log by itself', () => {
  const logs = LITELLM.filter(({ file }) => scenarioOf(file) in SERVER_FAILS && !SAYS_NO_MORE.test(file));

  it.each(logs.map(({ file, text }) => [file, text] as const))(
    'names the hop that fails in %s',
    (file, text) => {
      expect(said(text)).toContain(`${SERVER_FAILS[scenarioOf(file)]} at gateway-to-server`);
    },
  );

  const healthy = LITELLM.filter(({ file }) =>
    /\/(?:works|two-servers|works-short-url|user-token|service-token)\.log$/.test(file),
  );

  it.each(healthy.map(({ file, text }) => [file, text] as const))('says nothing of %s', (_file, text) => {
    expect(said(text)).toEqual([]);
  });

  it('tells a finding once, with the first line that shows it and how many do', () => {
    const line = (second: number) =>
      `00:40:${second} - LiteLLM:WARNING: mcp_server_manager.py:4660 - Failed to get tools from server down: ConnectError\n`;
    expect(findingsIn(read(line(40) + line(41)))).toMatchObject([
      {
        rule: 'upstream-unreachable',
        title: 'LiteLLM can’t reach the MCP server “down”',
        line: 1,
        times: 2,
        quote: 'Failed to get tools from server down: ConnectError',
      },
    ]);
  });
});
