import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { joinLogins } from '../../src/logins/join.ts';
import { GATEWAY, inOrder, type Parts, RECORDED } from '../har-entry.ts';
import { preparing, steps } from './steps.ts';

const personal = steps('personal');
const HOME = 'http://127.0.0.1:5000/';
const SIGN_IN = 'https://login.example/interaction/1';
const urlOf = ({ url = '' }: Parts) => url;

/** Whether a tab that shows these requests may go to a page without losing them. @param after when, milliseconds after their start */
function keeps(exchanges: readonly Parts[], url: string, after?: number): boolean {
  const inspector = createInspector();
  const inspected = inOrder(exchanges).flatMap((each) => inspector.add(each) ?? []);
  const now = after && RECORDED + after;
  return inspector.continuesLogin(url, joinLogins(inspected, true, { now }));
}

const asked = preparing('personal');
const away = [...asked, personal.authorize('1')];
const back = [...away, personal.callback('1')];

describe('a page the tab goes to', () => {
  it('is part of the login when it is the authorization request, seen yet or not', () => {
    expect(keeps(asked, urlOf(personal.authorize('1')))).toBe(true);
    expect(keeps(away, urlOf(personal.authorize('1')))).toBe(true);
  });

  it('is, wherever the user logs in', () => {
    expect(keeps(away, SIGN_IN)).toBe(true);
    expect(keeps(away, `${GATEWAY}/sso/key/generate`)).toBe(true);
  });

  it('is, though a client that begins two logins at once went on with the other', () => {
    const sent = (asked.length + 1) * 1000;
    const again = (at: number) => [
      { ...personal.resource, at },
      { ...personal.server, at: at + 50 },
    ];
    expect(keeps([...away, ...again(sent - 900)], SIGN_IN)).toBe(true);
    expect(keeps([...away, ...again(sent + 60_000)], SIGN_IN)).toBe(false);
  });

  it('is when the user comes back, with a code or an error', () => {
    expect(keeps(away, urlOf(personal.callback('1')))).toBe(true);
    expect(keeps(away, urlOf(personal.callback('1', { error: 'access_denied' })))).toBe(true);
    const failed = personal.callback('1', { error: 'access_denied' });
    const throughGateway = { ...failed, url: urlOf(failed).replace(HOME, 'http://127.0.0.1:4000/') };
    expect(keeps([...away, throughGateway], urlOf(failed))).toBe(true);
  });

  it('is while the page has not used its token', () => {
    expect(keeps(back, HOME)).toBe(true);
    expect(keeps([...back, personal.token('1')], HOME)).toBe(true);
    expect(keeps([...back, personal.token('1'), personal.call('1')], HOME)).toBe(false);
  });

  it('is not when the page is opened anew, before or on the way', () => {
    expect(keeps(asked, HOME)).toBe(false);
    expect(keeps(away, HOME)).toBe(false);
    expect(keeps([...back, personal.token('1'), personal.call('1')], urlOf(personal.callback('1')))).toBe(
      false,
    );
  });

  it('is not when the login failed', () => {
    const refused = personal.token('1', { status: 400, received: { error: 'invalid_grant' } });
    expect(keeps([...back, refused], HOME)).toBe(false);
    expect(keeps([...asked, { ...personal.authorize('1'), status: 400 }], SIGN_IN)).toBe(false);
  });

  it('is not when the login was left, but for a user who comes back late', () => {
    const LATER = 20 * 60_000;
    const token = personal.token('1');
    expect(keeps(asked, urlOf(personal.authorize('1')), LATER)).toBe(false);
    expect(keeps(away, SIGN_IN, LATER)).toBe(false);
    expect(keeps(back, HOME, LATER)).toBe(false);
    expect(keeps([...back, token], HOME, LATER)).toBe(false);
    expect(keeps([...back, { ...personal.challenge, at: 15_000 }], HOME)).toBe(false);
    expect(keeps(away, urlOf(personal.callback('1')), LATER)).toBe(true);
  });

  it('is not with another state, or without a login', () => {
    expect(keeps(away, urlOf(personal.callback('9')))).toBe(false);
    expect(keeps([], SIGN_IN)).toBe(false);
    expect(keeps([{}], urlOf(personal.authorize('1')))).toBe(false);
    expect(keeps(asked, SIGN_IN)).toBe(false);
    expect(keeps(away, 'about:blank')).toBe(false);
  });

  it('is not when the login was sent by fetch, and left the page where it is', () => {
    const inspector = createInspector();
    const sent = inOrder(away.map((parts) => ({ ...parts, resourceType: 'fetch' as const })));
    const inspected = sent.flatMap((each) => inspector.add(each) ?? []);
    expect(inspector.continuesLogin(SIGN_IN, joinLogins(inspected, true))).toBe(false);
  });
});
