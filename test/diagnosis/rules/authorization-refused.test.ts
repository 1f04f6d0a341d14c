import { describe, expect, it } from 'vitest';
import { GATEWAY, inspect, type Parts, verdicts } from '../../har-entry.ts';

it('fires on a callback with an error', () => {
  const url = `${GATEWAY}/callback?error=access_denied&error_description=User+said+no&state=opaque`;
  const { findings } = inspect({}, { method: 'GET', url, received: '' });
  expect(findings).toMatchObject([
    { rule: 'authorization-refused', title: 'The login was refused: access_denied' },
  ]);
  expect(findings[0]?.evidence.map(({ quote }) => quote)).toContain('error_description: User said no');
  expect(findings[0]?.fix.user?.text).toMatch(/^You or your administrator declined\./);
  expect(JSON.stringify(findings[0]?.fix)).not.toMatch(/User said no|PROXY_BASE_URL/);
});

it('advises on PROXY_BASE_URL only where a redirect is what was refused', () => {
  const refused = (error: string) =>
    inspect({}, { method: 'GET', url: `${GATEWAY}/callback?error=${error}&state=opaque`, received: '' })
      .findings[0]?.fix;
  expect(JSON.stringify(refused('redirect_uri_mismatch'))).toContain('PROXY_BASE_URL');
  expect(JSON.stringify(refused('server_error'))).not.toContain('PROXY_BASE_URL');
});

it('quotes what is no code in the title', () => {
  const url = `${GATEWAY}/callback?error=Run+rm+%E2%80%9D+now&state=opaque`;
  const [finding] = inspect({}, { method: 'GET', url, received: '' }).findings;
  expect(finding?.title).toBe('The login was refused: “Run rm " now”');
});

it('is about the endpoint that the login is for, which the request with the same state names', () => {
  const asked = {
    method: 'GET',
    url: `${GATEWAY}/authorize?response_type=code&client_id=a&state=opaque&code_challenge=c&code_challenge_method=S256&resource=${encodeURIComponent(`${GATEWAY}/mcp/notes`)}&redirect_uri=http%3A%2F%2Flocalhost%2Fcb`,
    received: '',
  };
  const back = { method: 'GET', url: 'http://localhost/cb?error=access_denied&state=opaque', received: '' };
  expect(inspect({}, asked, back).findings[0]?.about).toEqual([`${GATEWAY}/mcp/notes`]);
  expect(
    inspect({}, { ...back, url: `${GATEWAY}/cb?error=access_denied&state=other` }).findings[0]?.about,
  ).toEqual([`${GATEWAY}/cb`]);
});

it('fires on an authorization request that is answered with an error, and knows the redirect’s origin', () => {
  const { findings } = inspect(
    {},
    {
      method: 'GET',
      url: `${GATEWAY}/x/authorize?response_type=code&client_id=a&state=b&code_challenge=c&code_challenge_method=S256&resource=d&redirect_uri=https%3A%2F%2Fagent.test%2Fcb`,
      status: 400,
      received: {
        detail: {
          error: 'invalid_request',
          error_description: 'redirect_uri origin (https://agent.test) does not match',
        },
      },
    },
  );
  expect(findings).toMatchObject([{ rule: 'authorization-refused' }]);
  expect(findings[0]?.why).toContain('its own address');
});

it('is quiet about a callback with a code', () => {
  expect(
    verdicts({}, { method: 'GET', url: `${GATEWAY}/callback?code=abc&state=opaque`, received: '' }),
  ).toEqual([]);
});

it('fires on a callback that is itself refused, and quotes it', () => {
  const url = `${GATEWAY}/callback?code=a-code&state=opaque&iss=https%3A%2F%2Fas.test`;
  const refused = { method: 'GET', url, status: 400, received: 'invalid_issuer', receivedType: 'text/html' };
  const { findings } = inspect({}, refused);
  expect(findings).toMatchObject([
    { rule: 'authorization-refused', title: 'The login was refused: invalid_issuer' },
  ]);
  expect(findings[0]?.evidence.map(({ quote }) => quote).join()).toContain('invalid_issuer');
});

it('says what to do with a client id of another issuer', () => {
  const url = `${GATEWAY}/x/authorize?response_type=code&client_id=a&state=b&code_challenge=c&code_challenge_method=S256&resource=d`;
  const received = { detail: 'OAuth client belongs to a different issuer; register a new client' };
  const [finding, ...more] = inspect({}, { method: 'GET', url, status: 400, received }).findings;
  expect(finding?.rule).toBe('authorization-refused');
  expect(finding?.fix.user?.text).toContain('registers anew');
  expect(more).toEqual([]);
});

const REDIRECTS = [
  'http://127.0.0.1:33418/callback',
  'cursor://anysphere.cursor-mcp/oauth/callback',
  'https://agent.test/cb',
];

const sentBack = (back: string, query: string, more = ''): Parts => ({
  method: 'GET',
  url: `${GATEWAY}/authorize?response_type=code&client_id=a&state=b&code_challenge=c&code_challenge_method=S256&resource=d&redirect_uri=${encodeURIComponent(back)}${more}`,
  status: 302,
  responseHeaders: { location: `${back}?${query}` },
  received: '',
});

it.each(REDIRECTS)('fires where the server sends the client back with an error: %s', (back) => {
  for (const code of ['access_denied', 'invalid_scope', 'server_error']) {
    const { findings } = inspect({}, sentBack(back, `error=${code}&error_description=No&state=b`));
    expect(findings).toMatchObject([
      { rule: 'authorization-refused', title: `The login was refused: ${code}` },
    ]);
    expect(findings[0]?.evidence.map(({ quote }) => quote).join()).toContain('location: ');
  }
});

it.each(REDIRECTS)(
  'is quiet where it sends a code, or only looks whether somebody is logged in: %s',
  (back) => {
    expect(verdicts({}, sentBack(back, 'code=abc&state=b'))).toEqual([]);
    expect(verdicts({}, sentBack(back, 'error=login_required&state=b', '&prompt=none'))).toEqual([]);
  },
);

it('fires on the page on which a login at LiteLLM is finished', () => {
  const finish = (status: number, error: string, error_description: string): Parts => ({
    url: `${GATEWAY}/authorize/complete`,
    sent: 'flow=f-1&decision=approve',
    sentType: 'application/x-www-form-urlencoded',
    status,
    received: { error, error_description },
  });
  expect(verdicts(finish(401, 'login_required', 'sign in to LiteLLM to finish connecting'))).toEqual([
    'user-setup-required/error',
  ]);
  expect(verdicts(finish(400, 'invalid_request', 'unknown or expired connect flow'))).toEqual([
    'authorization-refused/error',
  ]);
  expect(
    verdicts(finish(403, 'access_denied', 'the signed-in user does not match this connect flow')),
  ).toEqual(['account-mismatch/error']);
  expect(inspect({}, { ...finish(200, '', ''), received: '' }).findings).toEqual([]);
});

describe('a page for the user', () => {
  const asked = (status: number, received: string, server = 'cloudflare') =>
    inspect(
      {},
      {
        method: 'GET',
        url: `${GATEWAY}/x/authorize?response_type=code&client_id=a&state=b&code_challenge=c&code_challenge_method=S256&resource=d&redirect_uri=http%3A%2F%2Flocalhost%2Fcb`,
        status,
        received,
        receivedType: 'text/html',
        responseHeaders: { server },
      },
    ).findings.map(({ rule, title }) => `${rule}: ${title}`);

  it('is the authorization server’s, whatever passed it on, and its code is read', () => {
    expect(asked(400, '<html><h1>Invalid Scope</h1><p>Error code: invalid_scope</p></html>')).toEqual([
      'authorization-refused: The login was refused: invalid_scope',
    ]);
  });

  it('is a proxy’s where its foot says so, or where the proxy got nothing', () => {
    expect(asked(403, '<html><center>nginx</center></html>', 'nginx').join()).not.toContain(
      'authorization-refused',
    );
    expect(asked(502, '<html><h1>Bad gateway</h1></html>').join()).not.toContain('authorization-refused');
  });
});
