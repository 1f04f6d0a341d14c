import { expect, it } from 'vitest';
import { GATEWAY, inspect, toolSaid, verdicts } from '../../har-entry.ts';

const list = { method: 'GET', url: `${GATEWAY}/mcp-rest/tools/list` };

it('fires on a credential in the gateway’s answer, and does not repeat it', () => {
  const parts = {
    ...list,
    received: { tools: [{ name: 'echo' }], servers: [{ authentication_token: 'stored-server-token' }] },
  };
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'secret-in-response', level: 'error' }]);
  expect(JSON.stringify(findings)).not.toContain('stored-server-token');
});

it('is quiet about tokens where they are issued, about schemas, and about a tool’s own result', () => {
  const token = {
    url: `${GATEWAY}/token`,
    sent: 'grant_type=refresh_token',
    sentType: 'application/x-www-form-urlencoded',
    received: { access_token: 'issued-access-token' },
  };
  expect(verdicts({}, token)).toEqual([]);
  expect(
    verdicts({
      ...list,
      received: { tools: [{ name: 'a', inputSchema: { properties: { token: { type: 'string' } } } }] },
    }),
  ).toEqual([]);
  expect(verdicts(toolSaid('{"password":"hunter2hunter2"}'))).toEqual([]);
});

it('is quiet about what the request sent itself', () => {
  const credentials = { auth_value: 'a-server-credential-0001' };
  const parts = {
    url: `${GATEWAY}/mcp-rest/test/tools/list`,
    sent: { credentials },
    status: 422,
    received: { detail: [{ input: { credentials } }] },
  };
  expect(verdicts(parts).join()).not.toContain('secret-in-response');
});
