import { describe, expect, it } from 'vitest';
import { createCleaning } from '../../../src/report/clean/cleaning.ts';
import { prose } from '../../../src/report/clean/prose.ts';

const cleaned = (text: string, ...known: readonly string[]): string => {
  const cleaning = createCleaning('left out');
  for (const each of known) cleaning.learn(each);
  return prose(text, cleaning);
};

describe('keeps', () => {
  it.each([
    'The key is not allowed to access server nowhere',
    "MCP server, toolset, or access group 'nowhere' not found",
    "Error: Tool 'translate' not found",
    'Bad Request: Unsupported protocol version. Supported versions: 2024-11-05, 2025-03-26, 2025-06-18, 2025-11-25',
    "{'error': 'access_denied', 'message': 'MCP tool call timed out after 1.0s'}",
    "HTTPStatusError: Server error '500 Internal Server Error'",
    'MCPError: SSE stream ended without a response',
    'Not Acceptable: Client must accept both application/json and text/event-stream',
    'Authentication Error, No api key passed in.',
    'ip_filtering: access restricted by IP',
    'litellm.exceptions.AuthenticationError: -32602',
    'Der Schlüssel ist ungültig. 无效的密钥',
    'key [masked sk-****c3d4 long #2] refused',
  ])('%s', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it('names and addresses that the report shows anyway', () => {
    const text =
      "MCP server 'team_notes2' at http://127.0.0.1:3001/mcp of 127.0.0.1:3001 failed in tools/call";
    expect(cleaned(text)).not.toContain('team_notes2');
    expect(cleaned(text, 'team_notes2', 'http://127.0.0.1:3001/mcp', 'tools/call')).toBe(text);
  });
});

describe('leaves out', () => {
  it.each([
    ['a password', 'password hunter2 refused', 'hunter2'],
    ['an e-mail address', 'no user alice@corp.example', 'alice'],
    ['a telephone number', 'call +49 (170) 123 45 67 now', '123'],
    ['a telephone number in groups', 'call 555-123-4567', '4567'],
    ['digits', 'account 123456789', '123456'],
    ['an address', 'from 192.168.100.200', '192'],
    ['hexadecimal digits', 'id deadbeefcafe', 'deadbeef'],
    ['base64', 'got aGVsbG8gd29ybGQ=', 'aGVs'],
    ['base64 with signs', 'got abcd+efgh/ijkl', 'efgh'],
    ['a path', 'open /home/alice/notes.txt', 'alice'],
    ['a path of Windows', 'open C:\\Users\\alice\\notes', 'alice'],
    ['an unknown URL', 'see https://internal.corp.example/alice?key=hunter', 'corp'],
    ['a query of a known origin', 'see http://127.0.0.1:3001/other?key=hunter', 'hunter'],
    ['a host', 'no route to db.internal.corp', 'internal'],
    ['a long word', `got ${'a'.repeat(21)}`, 'aaa'],
    ['letters in no order', 'got WmgpiRUKebk', 'Wmgpi'],
    ['what hides in a word', 'got hun\u200bter\u200b2x', 'ter2'],
    ['percent-encoding', 'got h%75nter', '%75'],
    ['escapes', 'got \\u0068unter', 'u0068'],
    ['a mask that is none', 'got [masked hunter2 short #1]', 'hunter2'],
    ['a person in a token’s claims', 'got [masked eyJ****c3d4 long #2 aud=alice%40corp.example]', 'alice'],
    ['what a tool was given', "bad [type=x, input_value={'a': 'secret'}, input_type=dict]", 'secret'],
    ['a card with commas', 'card 4111,1111,1111,1111', '1111'],
    ['a card with colons', 'card 4111:1111:1111:1111', '1111'],
    ['a card with no-break spaces', 'card 4111\u00a01111\u00a01111\u00a01111', '1111'],
    ['a card with en dashes', 'card 4111\u20131111\u20131111\u20131111', '1111'],
    ['a card with hyphens that break no line', 'card 4111\u20111111\u20111111\u20111111', '1111'],
    ['a card with several signs', 'card 4111, 1111_1111 * 1111', '1111'],
  ])('%s', (_what, text, gone) => {
    const known = 'http://127.0.0.1:3001/mcp';
    expect(cleaned(text, known)).not.toContain(gone);
    expect(cleaned(cleaned(text, known), known)).toBe(cleaned(text, known));
  });
});

it('takes time in proportion to the length', () => {
  expect(cleaned('a.b-c_1+@%/\\ ('.repeat(200_000)).length).toBeLessThan(10_000);
});

it.each(['\u2028', '\u2029', '\u202e', '\u200b', '\u3164', '\u034f', '\ufe0f'])(
  'nothing hidden stays: %j',
  (hidden) => {
    expect(cleaned(`not${hidden}found`)).toMatch(/^not\n?found$/);
  },
);
