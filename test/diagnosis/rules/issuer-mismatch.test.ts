import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GATEWAY, inspect, type Parts, verdicts } from '../../har-entry.ts';
import { metadata, registered, resourceOf, serverDocument } from '../../login.ts';

it('fires when the issuer is not the one its URL was built from', () => {
  expect(verdicts(metadata('oauth-authorization-server/everything', serverDocument(GATEWAY)))).toEqual([
    'issuer-mismatch/error',
  ]);
});

it('fires when the resource names another', () => {
  expect(
    verdicts(resourceOf('https://as.test'), metadata('oauth-authorization-server/mcp', serverDocument())),
  ).toEqual(['issuer-mismatch/error']);
});

const rooted = metadata('oauth-authorization-server', serverDocument(GATEWAY));
const own = metadata('oauth-authorization-server/mcp', serverDocument());

it('fires on the metadata of the origin, read where the resource names a server with a path', () => {
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), rooted)).toEqual(['issuer-mismatch/error']);
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), { ...own, status: 404, received: '' }, rooted)).toEqual([
    'issuer-mismatch/error',
  ]);
});

it('is quiet about it once the server’s own metadata was read, or may have been', () => {
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), own, rooted)).toEqual([]);
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), own, registered, rooted)).toEqual([]);
  // What the origin has may be of another server.
  expect(verdicts(resourceOf('https://as.test'), own, rooted)).toEqual(['issuer-mismatch/error']);
});

it('is quiet about metadata with which the client went on, until it says something else', () => {
  const mismatched = metadata('oauth-authorization-server/mcp', serverDocument('https://as.test'));
  const refused = { ...registered, status: 400, received: { error: 'invalid_redirect_uri' } };
  const elsewhere = { ...registered, url: `${GATEWAY}/another/register` };
  expect(verdicts(mismatched, mismatched)).toEqual(['issuer-mismatch/error']);
  expect(verdicts(mismatched, registered, mismatched)).toEqual([]);
  expect(verdicts({}, registered, mismatched)).toEqual([]);
  expect(verdicts(mismatched, refused, mismatched)).toEqual(['issuer-mismatch/error']);
  expect(verdicts(mismatched, elsewhere, mismatched)).toEqual(['issuer-mismatch/error']);
  expect(verdicts(own, registered, mismatched)).toEqual(['issuer-mismatch/error']);
});

it('compares with the server that the resource of the metadata names, of several', () => {
  const others = metadata('oauth-protected-resource/mcp/another', {
    resource: `${GATEWAY}/mcp/another`,
    authorization_servers: ['https://as.test'],
  });
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), others, own)).toEqual([]);
});

it.each([
  ['https://as.test:443', 'https://as.test', 'https://as.test'],
  ['https://as.test:443', 'https://as.test', 'https://as.test:443'],
  ['http://as.test', 'http://as.test', 'http://as.test:80'],
  ['https://as.test/tenant', 'https://as.test/tenant', 'https://as.test:443/tenant'],
])('is quiet about the port that the scheme has anyway: %s, read from %s, is %s', (server, url, issuer) => {
  const { origin, pathname } = new URL(url);
  const read: Parts = {
    method: 'GET',
    url: `${origin}/.well-known/oauth-authorization-server${pathname.replace(/\/$/, '')}`,
    received: serverDocument(issuer),
  };
  expect(verdicts(resourceOf(server), read)).toEqual([]);
  expect(verdicts(resourceOf(server), { ...read, received: serverDocument(`${issuer}0`) })).toEqual([
    'issuer-mismatch/error',
  ]);
});

it.each([
  ['the right one', 'oauth-authorization-server/mcp', `${GATEWAY}/mcp`],
  ['a slash at the end', 'oauth-authorization-server', `${GATEWAY}/`],
])('is quiet about %s', (_what, path, issuer) => {
  expect(verdicts(metadata(path, serverDocument(issuer)))).toEqual([]);
  expect(verdicts(resourceOf(issuer), metadata(path, serverDocument(issuer)))).toEqual([]);
});

describe('a callback', () => {
  const ISSUER = 'https://as.test/tenant';
  const readOf = (promises: boolean | undefined, issuer = ISSUER): Parts => ({
    method: 'GET',
    url: 'https://as.test/.well-known/oauth-authorization-server/tenant',
    received: {
      ...serverDocument(issuer),
      authorization_endpoint: 'https://as.test/tenant/authorize',
      ...(promises === undefined ? {} : { authorization_response_iss_parameter_supported: promises }),
    },
  });
  const sentAway = (state = 'opaque'): Parts => ({
    method: 'GET',
    url: `https://as.test/tenant/authorize?response_type=code&client_id=a&state=${state}&code_challenge=c&code_challenge_method=S256&resource=${encodeURIComponent(GATEWAY)}&redirect_uri=http%3A%2F%2Flocalhost%2Fcb`,
    received: '',
  });
  const back = (iss: string | undefined, more = 'code=abc'): Parts => ({
    method: 'GET',
    url: `http://localhost/cb?${more}&state=opaque${iss === undefined ? '' : `&iss=${encodeURIComponent(iss)}`}`,
    received: '',
  });
  const judged = (promises: boolean | undefined, iss: string | undefined, more?: string) =>
    inspect(resourceOf(ISSUER), readOf(promises), sentAway(), back(iss, more)).findings;
  const levels = (...given: Parameters<typeof judged>) =>
    judged(...given).map(({ rule, level }) => `${rule}/${level}`);

  it.each([true, false, undefined])(
    'fires on another issuer, whether the metadata promises one (%s) or not',
    (promises) => {
      const [finding] = judged(promises, 'https://evil.test/tenant');
      expect(finding).toMatchObject({ rule: 'issuer-mismatch', level: 'error', hop: 'authorization-server' });
      expect(finding?.why).toContain('“https://evil.test/tenant”');
      expect(finding?.why).toContain(`“${ISSUER}”`);
      expect(JSON.stringify(finding?.fix)).not.toMatch(/LiteLLM|PROXY_BASE_URL/);
    },
  );

  it('fires where the promised issuer is missing, and on no other', () => {
    expect(judged(true, undefined)).toMatchObject([
      { rule: 'issuer-mismatch', level: 'error', title: 'The login came back without its issuer' },
    ]);
    expect(levels(false, undefined)).toEqual([]);
    expect(levels(undefined, undefined)).toEqual([]);
  });

  it.each(['https://as.test/tenant/', 'https://as.test:443/tenant', 'HTTPS://AS.TEST/tenant'])(
    'only remarks that it is spelled differently: %s',
    (iss) => {
      expect(levels(true, iss)).toEqual(['issuer-mismatch/info']);
    },
  );

  it('leaves a refusal without an issuer to its rule, and doubts one of another issuer', () => {
    expect(levels(true, undefined, 'error=access_denied')).toEqual(['authorization-refused/error']);
    expect(levels(true, 'https://evil.test', 'error=access_denied')).toEqual([
      'authorization-refused/error',
      'issuer-mismatch/error',
    ]);
  });

  it('is quiet where the metadata that the client went by is not known', () => {
    expect(
      verdicts(resourceOf(ISSUER), readOf(true), sentAway('another'), back('https://evil.test')),
    ).toEqual([]);
    expect(verdicts({}, sentAway(), back('https://evil.test'))).toEqual([]);
    expect(
      verdicts(resourceOf(ISSUER), { ...readOf(true), received: '{' }, sentAway(), back(undefined)),
    ).toEqual([]);
  });

  it('is quiet about any issuer that is the metadata’s own', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: false }),
        fc.option(fc.boolean(), { nil: undefined }),
        (issuer, promises) => {
          const found = verdicts(resourceOf(issuer), readOf(promises, issuer), sentAway(), back(issuer));
          expect(found).toEqual([]);
        },
      ),
    );
  });
});
