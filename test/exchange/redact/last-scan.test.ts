import { describe, expect, it } from 'vitest';
import { CredentialLeft, createLastScan } from '../../../src/exchange/redact/last-scan.ts';
import { createInspector } from '../../../src/inspect.ts';
import { entry } from '../../har-entry.ts';

const SECRET = 'sk-planted/secret+value~9f3C';
const MASK = '[masked sk-****9f3C medium #1]';

const scan = (text: string, ...secrets: readonly string[]): void => {
  const scan = createLastScan();
  for (const secret of secrets.length > 0 ? secrets : [SECRET]) scan.remember(secret, MASK);
  scan.assertNoneIn(text);
};

const escapes = (prefix: string, digits: number, upper: boolean) =>
  Array.from(SECRET, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(digits, '0');
    return prefix + (upper ? code.toUpperCase() : code);
  }).join('');
const base64 = (before: string): string => Buffer.from(`${before}${SECRET} and more`).toString('base64');

describe('the last scan refuses a credential', () => {
  it.each([
    ['raw', SECRET],
    ['percent-encoded as usual', encodeURIComponent(SECRET)],
    ['percent-encoded whole', escapes('%', 2, false)],
    ['percent-encoded in capitals', escapes('%', 2, true)],
    ['percent-encoded in part', SECRET.replace('n', '%6e')],
    ['percent-encoded three times', encodeURIComponent(encodeURIComponent(encodeURIComponent(SECRET)))],
    ['with escaped slashes', SECRET.replace('/', '\\/')],
    ['in escapes of JSON', escapes('\\u', 4, false)],
    ['in escapes of JSON in JSON in JSON', JSON.stringify(JSON.stringify(escapes('\\u', 4, true)))],
    ['in escapes that are percent-encoded', encodeURIComponent(escapes('\\u', 4, false))],
    ['behind a line break of JSON', `a\\n${SECRET}`],
    ['behind a percent sign', `100%${SECRET}`],
    ['in base64', base64('')],
    ['in base64, one place on', base64('x')],
    ['in base64, two places on', base64('xy')],
    ['in base64 for URLs', base64('').replaceAll('+', '-').replaceAll('/', '_')],
    ['in base64 in a query', encodeURIComponent(base64('ab'))],
  ])('%s', (_how, spelled) => {
    expect(() => scan(`{"text":"before ${spelled} after"}`)).toThrow(CredentialLeft);
  });

  it('the password of Basic, and the claims of a token', () => {
    const basic = Buffer.from('alice:hunter2-and-more').toString('base64');
    expect(() => scan('it is hunter2-and-more', basic)).toThrow(CredentialLeft);
    const claims = Buffer.from('{"email":"alice@corp.example"}').toString('base64url');
    expect(() => scan(`claims ${claims}`, `eyJhbGciOiJIUzI1NiJ9.${claims}.c2lnbmF0dXJlLW9mLWl0`)).toThrow(
      CredentialLeft,
    );
  });

  it('with its mask and never with its value', () => {
    expect(() => scan(SECRET)).toThrow(MASK);
    expect(() => scan(SECRET)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('planted') }),
    );
  });
});

describe('the last scan lets pass', () => {
  it.each([
    ['bearer', 'auth: bearer'],
    ['oauth2', 'auth_type: oauth2'],
    ['abc12', 'abc12'],
    ['Bearer\\', 'Bearer [masked ...]'],
    ['(none)', '(none)'],
    ['everything', '/mcp/everything'],
    ['authorization_code', 'grant_type=authorization_code'],
    ['hunter2!!!!!!', 'it was hunter2!!!!!!'],
    ['......hunter2', 'it was ......hunter2'],
    ['2025-06-18', 'mcp-protocol-version: 2025-06-18'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/mcp'],
  ])('%s, which says nothing', (value, text) => {
    expect(() => scan(text, value)).not.toThrow();
  });

  it('a text with everything but the last letter', () => {
    expect(() => scan(SECRET.slice(0, -1))).not.toThrow();
  });
});

it('knows what a recording held', () => {
  const inspector = createInspector();
  inspector.add(
    entry({ requestHeaders: { authorization: 'Bearer hunter2-9f3C', cookie: 'sid=aB3dE5fG7hI9kL1m' } }),
  );
  expect(() => inspector.assertNoCredentialIn('hunter2-9f3C')).toThrow(CredentialLeft);
  // The panel and the command line say before it that nothing was saved.
  expect(() => inspector.assertNoCredentialIn('hunter2-9f3C')).toThrow(/^A credential of this recording/);
  expect(() => inspector.assertNoCredentialIn('aB3dE5fG7hI9kL1m')).toThrow(CredentialLeft);
  expect(() => inspector.assertNoCredentialIn('[masked **** short #1]')).not.toThrow();
});

it('takes time in proportion to the text', () => {
  const many = Array.from({ length: 3000 }, (_, index) => `secret-${index}-aB3dE5fG7hI9kL1m`);
  // Every secret against every place would outlast the test's limit by far.
  expect(() => scan('secret-aB3dE5\\u00'.repeat(500_000), ...many)).not.toThrow();
});

it('takes a credential of any length', () => {
  const long = 'aB3'.repeat(70_000);
  const inspector = createInspector();
  inspector.add(entry({ requestHeaders: { authorization: `Bearer ${long}` } }));
  expect(() => inspector.assertNoCredentialIn(`and then ${long}`)).toThrow(CredentialLeft);
  expect(() => inspector.assertNoCredentialIn('nothing of it')).not.toThrow();
});

it.each(['echo_v2', 'gpt-4o', 'postgres15', '127.0.0.1:4000/mcp/everything'])(
  'refuses nothing over %s, a name that stood where a credential may',
  (name) => {
    expect(() => scan(`{"name":"${name}"}`, name)).not.toThrow();
  },
);
