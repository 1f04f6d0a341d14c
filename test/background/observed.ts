import type { Observed } from '../../src/messages.ts';
import type { RequestEvent } from '../../src/ports/web-request.ts';

export const GATEWAY = 'http://gateway.example';
export const PAGE = 'http://page.example';

/** An event of a call to the gateway, from tab 7 on PAGE. */
export const event = (parts: Partial<RequestEvent> & Pick<RequestEvent, 'stage'>): RequestEvent => ({
  requestId: '1',
  tabId: 7,
  url: `${GATEWAY}/mcp`,
  initiator: PAGE,
  method: 'POST',
  type: 'xmlhttprequest',
  timeStamp: 0,
  ...(parts.stage === 'ended' ? { statusCode: 200, statusLine: 'HTTP/1.1 200 OK' } : {}),
  ...parts,
});

/** A request as the background keeps it. */
export const observed = (parts: Partial<Observed> & { readonly startedAt?: number }): Observed => {
  const { startedAt = 0, ...others } = parts;
  return {
    id: '7.1',
    tabId: 7,
    window: 'tab',
    state: 'ended',
    hasDebugHeader: true,
    life: 0,
    exchange: {
      id: 0,
      startedAt,
      duration: 0,
      bodies: 'not recorded',
      timings: {},
      request: { method: 'POST', url: `${GATEWAY}/mcp`, headers: [] },
      response: { status: 200, statusText: '', headers: [] },
    } as unknown as Observed['exchange'],
    ...others,
  };
};
