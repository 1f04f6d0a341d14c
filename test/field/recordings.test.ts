import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gotOver } from '../../src/diagnosis/got-over.ts';
import { groupFindings } from '../../src/diagnosis/group-findings.ts';
import { settle } from '../../src/diagnosis/settle.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import expected from './expected.json' with { type: 'json' };
import { type Expected, findingsIn, inspect, wrongIn } from './verdict.ts';

/*
 * Small recordings of situations from public reports and from agent UIs, each with what is right for it.
 */
const folder = join(import.meta.dirname, 'recordings');
const cases = Object.entries(
  expected as Readonly<Record<string, { readonly situation: string; readonly expect: Expected }>>,
);

const entriesOf = (name: string) => readHar(readFileSync(join(folder, `${name}.har`), 'utf8'));

it('has what is right for each recording', () => {
  expect(cases.map(([name]) => `${name}.har`).sort()).toEqual(readdirSync(folder).sort());
});

it.each(cases)('%s', (name, { expect: right }) => {
  expect(wrongIn(entriesOf(name), right)).toEqual([]);
});

/** Words that a person needs there, in the finding of one of these rules. */
const SAYS: Readonly<Record<string, readonly [rule: string, words: RegExp]>> = {
  '01-preflight-mcp-protocol-version': ['preflight-refused', /mcp-protocol-version/],
  '02-session-id-not-exposed': ['session-id-not-exposed', /Access-Control-Expose-Headers/],
  '09-rest-guardrail-400': ['guardrail-blocked', /guardrail.*confidential.*policy/i],
  '11-rest-rate-limit-429': [
    'rate-limited',
    /2 a minute.*resets at 2026-09-24 09:11:05.*Wait 60 seconds.*mcp_rpm_limit/i,
  ],
  '14-embedded-tool-name-too-long': ['tool-name-refused', /alias and name together are too long/],
  '15-cloudflare-524-html': ['edge-timeout', /Cloudflare gave up after 125 s.*proxy in front timed out/],
  '16-payload-too-large-413': ['body-too-large', /too large/],
  '17-charset-415': ['content-type-refused', /content type.*charset=utf-8/],
  '18-url-elicitation-32042': ['elicitation-required', /Open the URL.*repeat the call.*https:/],
  '20-redirect-uri-refused': ['redirect-uri-refused', /sent back to \S+:\/\//],
  '26-cross-origin-403': ['origin-refused', /refuses requests from this page’s origin/],
  '35-toolset-tool-403': ['key-not-permitted', /toolset or the server’s own permissions/],
  '42-edge-challenge-403': [
    'edge-refused',
    /Cloudflare blocked the request before it reached any MCP server/,
  ],
};

describe('says what a person needs', () => {
  it.each(Object.entries(SAYS))('%s', (name, [rule, words]) => {
    const texts = findingsIn(entriesOf(name))
      .filter((finding) => finding.rule === rule)
      .map(({ title, why, fix }) => [title, why, fix.user?.text, fix.operator?.text].join(' '));
    expect(texts).not.toEqual([]);
    for (const text of texts) expect(text).toMatch(words);
  });
});

/** What the overview says of a recording as a whole: `level rule × requests`. */
const overviewOf = (name: string): readonly string[] => {
  const recording = settle(inspect(entriesOf(name)));
  return groupFindings(recording, gotOver(recording)).map(
    ({ finding: { level, rule }, exchanges, gotOver: isOver }) =>
      `${level} ${rule} × ${exchanges.length}${isOver && level !== 'info' ? ', got over' : ''}`,
  );
};

it.each<[string, readonly string[]]>([
  [
    'inspector-key-in-authorization-loop',
    [
      'error litellm-key-in-authorization × 2',
      'info oauth-login-required × 3',
      'info debug-headers-absent × 1',
      'info token-unused × 1',
    ],
  ],
  ['22-token-never-sent-loop', ['error token-unused × 1', 'info oauth-login-required × 2']],
  ['dashboard-expired', ['error upstream-auth-required × 2', 'info debug-headers-absent × 1']],
  ['llama-healthy', ['info upstream-without-auth × 1']],
  ['inspector-login-bodies-lost', ['info oauth-login-required × 1', 'info debug-headers-absent × 1']],
])('%s says each thing once', (name, overview) => {
  expect(overviewOf(name)).toEqual(overview);
});
