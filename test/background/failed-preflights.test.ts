import { expect, it } from 'vitest';
import { createFailedPreflights } from '../../src/background/failed-preflights.ts';
import type { RequestEvent } from '../../src/ports/web-request.ts';
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
  const preflights = createFailedPreflights();
  preflights.explain(ended({ method: 'OPTIONS', error: 'NS_ERROR_CONNECTION_REFUSED' }));
  const known = ended({ error: 'NS_ERROR_CONNECTION_REFUSED', isUnsent: true });
  expect(preflights.explain(ended({ error: BLOCKED }))).toEqual(known);
  expect(preflights.explain(ended({ error: BLOCKED }))).toEqual(known);
  for (const other of [{ tabId: 8 }, { url: `${GATEWAY}/other` }])
    expect(preflights.explain(ended({ ...other, error: BLOCKED }))).toMatchObject({
      error: BLOCKED,
      isUnsent: true,
    });
  preflights.explain(ended({ method: 'OPTIONS', error: BLOCKED }));
  expect(preflights.explain(ended({ error: BLOCKED }))).toMatchObject({ error: BLOCKED, isUnsent: true });
});

it('says it of nothing that may have been sent', () => {
  const preflights = createFailedPreflights();
  for (const parts of [
    { error: 'NS_ERROR_CONNECTION_REFUSED' },
    { error: 'NS_BINDING_ABORTED' },
    { error: 'net::ERR_FAILED' },
    { error: BLOCKED, statusCode: 200 },
    { error: BLOCKED, method: 'OPTIONS' },
    { statusCode: 200 },
    { stage: 'answered' as const, statusCode: 200 },
  ])
    expect(preflights.explain(ended(parts))).toEqual(ended(parts));
});

it('knows no reason any more in a tab whose preflights it let go of', () => {
  const preflights = createFailedPreflights();
  for (const tabId of [7, 8])
    preflights.explain(ended({ tabId, method: 'OPTIONS', error: 'NS_ERROR_CONNECTION_REFUSED' }));
  preflights.forget(({ tabId }) => tabId === 7);
  const errors = [7, 8].map((tabId) => preflights.explain(ended({ tabId, error: BLOCKED })).error);
  expect(errors).toEqual([BLOCKED, 'NS_ERROR_CONNECTION_REFUSED']);
});
