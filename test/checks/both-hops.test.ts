import type { Entry } from 'har-format';
import { expect, it } from 'vitest';
import { hopsOfBoth } from '../../src/checks/both-hops.ts';
import { compareWithCheck, compareWithPage } from '../../src/checks/compare.ts';
import type { HopVerdicts } from '../../src/diagnosis/rule.ts';
import { createInspector } from '../../src/inspect.ts';
import { recorded } from '../golden/recordings.ts';
import { answered, CLIENT_HEADERS, entry, rpc } from '../har-entry.ts';

/** The hops of the pair that tells most, seen from the check and from the page’s row. */
function both(page: readonly Entry[], check: readonly Entry[], sender: object = { check: 1 }) {
  const inspector = createInspector();
  const ofPage = page.flatMap((each) => inspector.add(each) ?? []);
  const ofCheck = check.flatMap((each) => inspector.add({ ...each, _sentBy: sender } as Entry) ?? []);
  const found = compareWithPage(ofCheck, ofPage);
  const again = found && compareWithCheck(found.page, ofCheck);
  expect(again?.says).toBe(found?.says);
  return found && { own: found.page.hops, joint: hopsOfBoth(found, ofCheck) };
}

const badOf = (hops: HopVerdicts | undefined) =>
  Object.entries(hops ?? {}).flatMap(([hop, verdict]) => (verdict === 'bad' ? hop : []));

it('puts the fault on the page, where the check got through the gateway that refused the page', () => {
  const { own, joint } = both(recorded('wrong-key'), recorded('works')) ?? {};
  expect(badOf(own)).toEqual(['gateway']);
  expect(badOf(joint)).toEqual(['browser']);
  expect(joint).toMatchObject({ 'client-to-gateway': 'good', gateway: 'good', 'gateway-to-server': 'good' });
});

it('leaves it on the way to the gateway, where only the page does not get there', () => {
  const [works] = recorded('works').filter((each) => each.request.postData?.text?.includes('"tools/list"'));
  if (!works) throw new Error('no tools/list in the recording');
  const { _eventSourceMessages: _stream, ...asked } = works as Entry & {
    readonly _eventSourceMessages?: unknown;
  };
  const lost = {
    ...asked,
    response: {
      ...works.response,
      status: 0,
      headers: [],
      _error: 'net::ERR_CONNECTION_RESET',
      content: { size: 0, mimeType: '' },
    },
  };
  const { own, joint } = both([lost], recorded('works')) ?? {};
  expect(badOf(own)).toEqual(['client-to-gateway']);
  expect(badOf(joint)).toEqual(['client-to-gateway']);
  expect(own?.gateway).toBe('unknown');
  expect(joint?.gateway).toBe('good');
});

it('blames nobody, where the same request works by now', () => {
  const refused = entry({
    sent: rpc('tools/list'),
    status: 500,
    received: 'no',
    requestHeaders: CLIENT_HEADERS,
  });
  const fine = entry({
    sent: rpc('tools/list'),
    ...answered({ tools: [] }),
    requestHeaders: CLIENT_HEADERS,
  });
  const { own, joint } = both([refused], [fine]) ?? {};
  expect(badOf(own)).toEqual(['gateway']);
  expect(badOf(joint)).toEqual([]);
});

it('says of both what the page’s own says, where both fail', () => {
  const { own, joint } = both(recorded('server-down'), recorded('server-down')) ?? {};
  expect(badOf(joint)).toEqual(badOf(own));
  expect(badOf(joint)).toEqual(['gateway-to-server']);
});

it('takes nothing from what a check asked the server itself', () => {
  expect(both(recorded('server-down'), recorded('works'), { check: 1, direct: true })).toBeUndefined();
});
