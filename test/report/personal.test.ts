import { expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { safeCopiesOf } from '../../src/report/copy/safe-copies.ts';
import { bundleText, exportText } from '../../src/report/export-text.ts';
import { createReport } from '../../src/report/report.ts';
import { debugHeaders, entry, GATEWAY, type Parts } from '../har-entry.ts';

/** All that leaves Hopscope of a recording, in one. */
function exported(...recording: readonly Parts[]): string {
  const inspector = createInspector();
  const shown = recording.flatMap((parts, at) => inspector.add(entry({ at: at * 1000, ...parts })) ?? []);
  expect(shown).toHaveLength(recording.length);
  const report = createReport(shown, { ignored: 0, toolData: 'left out' });
  const about = { at: 0, version: '1' };
  const copies = shown
    .flatMap((each) => safeCopiesOf(each).flat())
    .flatMap(({ label, text }) => (/with tool data/.test(label) ? [] : [text()]));
  return [exportText(report, inspector, about), bundleText(report, inspector, about), ...copies].join('\n');
}

const rpc = (member: object): object => ({ jsonrpc: '2.0', id: 1, ...member });
const failed = (message: string): Parts => ({ status: 500, received: { error: { message } } });
const header = (name: string, value: string): Parts => ({ responseHeaders: { [name]: value } });
const keys = (key: string): Parts => ({ received: rpc({ result: { structuredContent: { [key]: 1 } } }) });
const jwt = (claims: object): string =>
  `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.0123456789abcdef`;

it.each<[string, Parts, RegExp]>([
  ['a card in a path', { url: `${GATEWAY}/mcp/a/4111111111111111` }, /41111111/],
  ['a number of insurance in a path', { url: `${GATEWAY}/mcp/a/078-05-1120` }, /078-05/],
  ['small letters without a sense in a path', { url: `${GATEWAY}/mcp/qzkvnjfmyzqnetmiosyjiylwem` }, /qzkvnj/],
  ['a short key in a path', { url: `${GATEWAY}/s/q7wk9zm5x8tr/mcp` }, /q7wk9z/],
  ['a card in a list of servers', { requestHeaders: { 'x-mcp-servers': '4111111111111111' } }, /41111111/],
  ['a telephone in a header', header('vary', '+15551234567'), /5551234/],
  ['a path of a file in a header', { requestHeaders: { 'mcp-name': '/home/zebra/plan.txt' } }, /zebra/],
  ['a path of a file as a key', keys('/home/zebra/plan.txt'), /zebra/],
  ['a path of a folder as a key', keys('plans/zebra/new'), /zebra/],
  ['a person as a key', keys('Alice Zebra'), /Zebra/],
  ['a path of a file as a parameter', { url: `${GATEWAY}/mcp/a?/home/zebra/x=1` }, /zebra/],
  ['a person as a cookie', { requestHeaders: { cookie: 'Alice Zebra=1' } }, /Zebra/],
  ['a card as the id of a call', { sent: { jsonrpc: '2.0', id: 4111111111111111, method: 'x' } }, /41111111/],
  ['an account as the id of a call', { sent: { ...rpc({}), id: 'DE89370400440532013000' } }, /37040044/],
  ['names of resources', { received: rpc({ result: { resources: [{ name: 'zebra.txt' }] } }) }, /zebra/],
  ['a tool’s message', { received: rpc({ result: { message: 'Dear zebra' } }) }, /zebra/],
  [
    'what a person wrote to a model',
    {
      url: `${GATEWAY}/v1/responses`,
      sent: { model: 'a', message: 'my zebra', tools: [{ type: 'mcp', server_label: 'a' }] },
      received: { message: 'Your zebra' },
    },
    /zebra/,
  ],
  [
    'the path of an issuer',
    {
      requestHeaders: {
        authorization: `Bearer ${jwt({ iss: 'https://as.example/t/7d4448409dc011d1b2455ffdce74fad2' })}`,
      },
    },
    /7d4448409dc0/,
  ],
  ['text in UTF-16', failed(Buffer.from('no sk-zebra9finch', 'utf16le').toString('latin1')), /z.?e.?b/],
  ['a key with characters in it that nobody sees', failed('no sk-zeb\u200bra9f\u200binch'), /zeb/],
  ['an address of IPv4', failed('no answer from 8.4.4.91'), /4\.91/],
  ['a number before a backslash', failed('no {\\"a\\":\\"078-05-1120\\"}'), /078-05/],
  ['an account before a sign', failed('no DE89 3704 0044 0532 0130 00@bank'), /3704/],
  ['a header of a key', header('x-mcp-debug-inbound-auth', 'x-5551234567=Bearer****0001'), /5551234/],
  [
    'servers by number',
    { responseHeaders: debugHeaders({ 'auth-resolutions': '{"4111111111111111":"no-auth"}' }) },
    /41111111/,
  ],
])('lets out no %s', (_what, parts, found) => {
  expect(exported(parts)).not.toMatch(found);
});

const ID = '7d444840-9dc0-11d1-b245-5ffdce74fad2';
const base64 = (state: object): string => Buffer.from(JSON.stringify(state)).toString('base64url');

it.each(['/mcp/github_enterprise_server', 'github_enterprise_server', ID, base64({ server_id: ID })])(
  'lets a recording out in which the state is %s',
  (state) => {
    const url = `${GATEWAY}/authorize?response_type=code&client_id=a&code_challenge=a&resource=${encodeURIComponent(GATEWAY)}&state=${encodeURIComponent(state)}`;
    const call = { url: `${GATEWAY}/mcp-rest/tools/call`, sent: { name: 'a', server_id: ID }, received: {} };
    const text = exported({ url: `${GATEWAY}/mcp/github_enterprise_server` }, call, {
      method: 'GET',
      url,
      status: 302,
    });
    expect(text).toContain('/mcp/github_enterprise_server');
    expect(text).toContain(ID);
  },
);

it('keeps what a failed model says', () => {
  const parts = {
    url: `${GATEWAY}/v1/responses`,
    sent: { model: 'a', tools: [{ type: 'mcp', server_label: 'a' }] },
    received: { type: 'error', message: 'no such server' },
  };
  expect(exported(parts)).toContain('no such server');
});
