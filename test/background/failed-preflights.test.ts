import { expect, it } from 'vitest';
import { forgetPreflights, withPreflight } from '../../src/background/failed-preflights.ts';
import type { RequestEvent } from '../../src/background/web-request.ts';
import { GATEWAY } from '../har-entry.ts';

const BLOCKED = 'NS_ERROR_DOM_BAD_URI';

function ended(parts: Partial<RequestEvent>): RequestEvent {
  return {
    stage: 'ended',
    requestId: '1',
    tabId: 7,
    url: `${GATEWAY}/mcp`,
    method: 'POST',
    type: 'xmlhttprequest',
    timeStamp: 0,
    ...parts,
  };
}

it('gives a request that was never sent the reason of its preflight, of its own tab and URL', () => {
  withPreflight(ended({ method: 'OPTIONS', error: 'NS_ERROR_CONNECTION_REFUSED' }));
  const known = ended({ error: 'NS_ERROR_CONNECTION_REFUSED', isUnsent: true });
  expect(withPreflight(ended({ error: BLOCKED }))).toEqual(known);
  expect(withPreflight(ended({ error: BLOCKED }))).toEqual(known);
  for (const other of [{ tabId: 8 }, { url: `${GATEWAY}/other` }])
    expect(withPreflight(ended({ ...other, error: BLOCKED }))).toMatchObject({
      error: BLOCKED,
      isUnsent: true,
    });
  withPreflight(ended({ method: 'OPTIONS', error: BLOCKED }));
  expect(withPreflight(ended({ error: BLOCKED }))).toMatchObject({ error: BLOCKED, isUnsent: true });
});

it('says it of nothing that may have been sent', () => {
  for (const parts of [
    { error: 'NS_ERROR_CONNECTION_REFUSED' },
    { error: 'NS_BINDING_ABORTED' },
    { error: 'net::ERR_FAILED' },
    { error: BLOCKED, statusCode: 200 },
    { error: BLOCKED, method: 'OPTIONS' },
    { statusCode: 200 },
    { stage: 'answered' as const, statusCode: 200 },
  ])
    expect(withPreflight(ended(parts))).toEqual(ended(parts));
});

it('knows no reason any more in a tab whose preflights it let go of', () => {
  for (const tabId of [7, 8])
    withPreflight(ended({ tabId, method: 'OPTIONS', error: 'NS_ERROR_CONNECTION_REFUSED' }));
  forgetPreflights(({ tabId }) => tabId === 7);
  const errors = [7, 8].map((tabId) => withPreflight(ended({ tabId, error: BLOCKED })).error);
  expect(errors).toEqual([BLOCKED, 'NS_ERROR_CONNECTION_REFUSED']);
});
