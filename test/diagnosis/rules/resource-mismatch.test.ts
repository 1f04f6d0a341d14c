import { expect, it } from 'vitest';
import { challenged, GATEWAY, verdicts } from '../../har-entry.ts';
import { metadata } from '../../login.ts';

const about = (resource: string) =>
  metadata('oauth-protected-resource/mcp/everything', {
    resource,
    authorization_servers: [`${GATEWAY}/mcp`],
  });

it.each([`${GATEWAY}/everything/mcp`, 'http://internal:4000/mcp/everything', `${GATEWAY}/mcp/every`])(
  'fires on %s',
  (resource) => {
    expect(verdicts(challenged, about(resource))).toEqual(['resource-mismatch/error']);
    expect(verdicts(about(resource))).toEqual(['resource-mismatch/error']);
  },
);

it.each([`${GATEWAY}/mcp/everything`, `${GATEWAY}/mcp`, GATEWAY, `${GATEWAY}/`])(
  'is quiet about %s',
  (resource) => {
    expect(verdicts(challenged, about(resource))).toEqual([]);
  },
);

it('goes by the challenge that names this metadata, when several servers of a gateway ask', () => {
  const asks = (server: string) => ({
    ...challenged,
    url: `${GATEWAY}/mcp/${server}`,
    responseHeaders: {
      'www-authenticate': `Bearer resource_metadata="${GATEWAY}/.well-known/oauth-protected-resource/mcp/${server}"`,
    },
  });
  expect(verdicts(asks('everything'), asks('other'), about(`${GATEWAY}/mcp/everything`))).toEqual([]);
  expect(verdicts(asks('everything'), asks('other'), about(`${GATEWAY}/mcp/other`))).toEqual([
    'resource-mismatch/error',
  ]);
});
