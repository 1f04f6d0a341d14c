import { describe, expect, it } from 'vitest';
import { joinLogins } from '../../src/logins/join.ts';
import { tieWords } from '../../src/words/logins.ts';
import { debugHeaders, type Parts } from '../har-entry.ts';
import { inspect, join, preparing, steps, told } from './steps.ts';

const personal = steps('personal');
const admin = steps('admin');
const lines = (...given: Parameters<typeof join>) => join(...given).map(told);

/** A login as far as the user is sent away, until they come back, and to the first call with the token. */
const away = [...preparing('personal'), personal.authorize('1')];
const back = [...away, personal.callback('1')];
const done = [...back, personal.token('1'), personal.call('1')];
/** How a token request is refused. */
const INVALID = { status: 400, received: { error: 'invalid_grant' } };

describe('a login', () => {
  it('is joined from the challenge to the first call with the token', () => {
    const [login] = join([...done, personal.call('1')]);
    expect(login && told(login)).toBe('personal done ++++++++ 0,1,2,3,4,5,6,7');
    expect(login?.steps.map(({ parts }) => parts[0]?.by)).toEqual([
      'address',
      'address',
      'address',
      'client_id',
      'address',
      'state',
      'code',
      'token',
    ]);
  });

  it('that the recording shows from the middle on says what it does not show', () => {
    expect(lines([personal.callback('1'), personal.token('1'), personal.call('1')])).toEqual([]);
    expect(lines([personal.authorize('1'), personal.callback('1'), personal.token('1')])).toEqual([
      'personal unfinished ????+++? 0,1,2',
    ]);
  });

  it('waits for its next step as long as the recording goes on', () => {
    expect(lines(away, true)).toEqual(['personal waiting +++++~.. 0,1,2,3,4']);
    expect(lines(away, false)).toEqual(['personal unfinished +++++?.. 0,1,2,3,4']);
  });

  it('that the user refuses fails at the callback, and says why', () => {
    const denied = { error: 'access_denied', error_description: 'The user said no.' };
    const [login] = join([...away, personal.callback('1', denied)]);
    expect(login && told(login)).toBe('personal failed +++++!.. 0,1,2,3,4,5');
    expect(login?.failure).toMatchObject({
      step: 'callback',
      exchange: 5,
      finding: { rule: 'authorization-refused' },
    });
  });

  it('fails at the token when the code does not fit, and at the call when the token does not', () => {
    const failure = (...after: readonly Parts[]) => join([...back, ...after])[0]?.failure;
    expect(failure(personal.token('1', INVALID))).toMatchObject({
      step: 'token',
      exchange: 6,
      finding: { rule: 'token-request-failed' },
    });
    const rejected = personal.call('1', { status: 401, received: {} });
    expect(failure(personal.token('1'), rejected)).toMatchObject({
      step: 'call',
      exchange: 7,
      finding: { rule: 'token-rejected' },
    });
  });

  it('whose code a page redeems twice went well, if it went on', () => {
    const twice = [...back, personal.token('1'), personal.token('1', INVALID)];
    expect(lines([...twice, personal.call('1')])).toEqual(['personal done ++++++++ 0,1,2,3,4,5,6,7,8']);
    expect(lines(twice)).toEqual(['personal failed ++++++!. 0,1,2,3,4,5,6,7']);
  });

  it('whose metadata is read again before the token is asked for stays one', () => {
    const again = [personal.resource, personal.server, personal.token('1'), personal.call('1')];
    expect(lines([...back, ...again])).toEqual(['personal done ++++++++ 0,1,6,2,7,3,4,5,8,9']);
  });
});

describe('several logins', () => {
  it('that go on at the same time stay apart', () => {
    expect(
      lines([
        personal.challenge,
        admin.challenge,
        admin.resource,
        personal.resource,
        personal.server,
        admin.server,
        admin.register,
        personal.register,
        personal.authorize('1'),
        admin.authorize('2'),
        admin.callback('2'),
        personal.callback('1'),
        personal.token('1'),
        admin.token('2', INVALID),
        personal.call('1'),
      ]),
    ).toEqual(['personal done ++++++++ 0,3,4,7,8,11,12,14', 'admin failed ++++++!. 1,2,5,6,9,10,13']);
  });

  it('of which the first was left, know from it what they do not ask again', () => {
    const second = [personal.authorize('2'), personal.callback('2'), personal.token('2'), personal.call('2')];
    expect(lines([...away, ...second], true)).toEqual([
      'personal left, begun again +++++?.. 0,1,2,3,4',
      'personal done ++++++++ 0^,1^,2^,3^,5,6,7,8',
    ]);
  });

  it('of which the older comes back late are told apart by their state', () => {
    const late = [personal.authorize('2'), ...done.slice(away.length)];
    expect(lines([...away, ...late], true)).toEqual([
      'personal done ++++++++ 0,1,2,3,4,6,7,8',
      'personal waiting +++++~.. 0^,1^,2^,3^,5',
    ]);
  });

  it('follow each other when a token is refused and the client starts anew', () => {
    expect(
      lines([
        ...back,
        personal.token('1'),
        { ...personal.challenge, ...personal.call('1', { status: 401 }) },
        ...preparing('personal').slice(1),
        personal.authorize('2'),
        personal.callback('2'),
        personal.token('2'),
        personal.call('2'),
      ]),
    ).toEqual([
      'personal failed, begun again +++++++! 0,1,2,3,4,5,6,7',
      'personal done ++++++++ 7,8,9,10,11,12,13,14',
    ]);
  });

  it('that end before the user is sent anywhere are each told', () => {
    const broken = { ...personal.server, status: 404, received: 'not here', receivedType: 'text/plain' };
    const once = [personal.challenge, personal.resource, broken];
    expect(lines([...once, ...once])).toEqual([
      'personal failed, begun again ++!..... 0,1,2',
      'personal failed ++!..... 3,4,5',
    ]);
  });
});

describe('a challenge', () => {
  it('that nobody answers is a login that did not begin', () => {
    expect(lines([personal.challenge], true)).toEqual(['personal waiting +~...... 0']);
    expect(lines([...done, personal.challenge])).toEqual([
      'personal done ++++++++ 0,1,2,3,4,5,6,7',
      'personal unfinished ++++?... 8,1^,2^,3^',
    ]);
  });

  it('is none when the client renews its token by itself', () => {
    expect(lines([...done, personal.challenge, personal.renew])).toHaveLength(1);
  });

  it('of a request beside the login is no login', () => {
    expect(lines([...away, personal.challenge], true)).toEqual(['personal waiting +++++~.. 0,1,2,3,4']);
  });
});

describe('a callback', () => {
  it('with another state is joined by its address, and says so', () => {
    const [login] = join([...away, personal.callback('9')]);
    expect(login?.steps[5]?.parts.map(({ by }) => by)).toEqual(['redirect_uri']);
  });
});

describe('a token request', () => {
  const other = (request: Parts, code: string): Parts => ({
    ...request,
    sent: String(request.sent).replace('code-of-attempt-1', code),
  });
  const wrong = other(personal.token('1', INVALID), 'a-code-of-nobody');
  const tiesOf = (exchanges: readonly Parts[]) =>
    join(exchanges)[0]?.steps[6]?.parts.map(({ by }) => [by, tieWords('token', by)]);

  it('is joined by its code, and again by it', () => {
    const right = personal.token('1', INVALID);
    expect(tiesOf([...back, right, right])).toEqual([
      ['code', 'same code'],
      ['code', 'same code'],
    ]);
  });

  it('with another code says that nothing but the client’s address joins it, and one that repeats it says that', () => {
    expect(tiesOf([...back, wrong, wrong, personal.token('1')])).toEqual([
      ['redirect_uri', 'same redirect URI only'],
      ['repeat', 'same code as the token request before'],
      ['code', 'same code'],
    ]);
    const bare = other({ ...wrong, sent: String(wrong.sent).replace(/&redirect_uri=[^&]*/, '') }, '');
    expect(tiesOf([...back, bare])).toEqual([['client_id', 'same client id only']]);
  });
});

describe('a call', () => {
  /** The login's token was issued where no body is recorded. */
  const joined = (...after: readonly Parts[]) => {
    const inspected = inspect([...back, personal.token('1'), ...after]).map((facts) => {
      if (facts.oauthStep?.step !== 'token') return facts;
      const { body: _, ...response } = facts.exchange.response;
      return { ...facts, exchange: { ...facts.exchange, response } };
    });
    return joinLogins(inspected, false);
  };

  it('is joined by a token that nobody sent before, when the response that brought it was not recorded', () => {
    const [login] = joined(personal.call('1'), personal.call('1'));
    expect(login && told(login)).toBe('personal done ++++++++ 0,1,2,3,4,5,6,7');
    expect(login?.steps[7]?.parts.map(({ by }) => by)).toEqual(['new-token']);
  });

  it('is none with a token that was sent before, to another endpoint, or where the response is recorded', () => {
    const known = { ...personal.call('1'), at: -1_000 };
    for (const logins of [joined(known, personal.call('1')), joined(admin.call('1'))])
      expect(logins.map(told)).toEqual(['personal unfinished +++++++? 0,1,2,3,4,5,6']);
    expect(lines([...back, personal.token('1'), personal.call('2')])).toEqual([
      'personal failed +++++++! 0,1,2,3,4,5,6,7',
    ]);
  });
});

it('addresses are the same with the port that their scheme has anyway', () => {
  const GATEWAY_PORT = 'http://127.0.0.1:4000';
  const text = JSON.stringify(away).replaceAll(GATEWAY_PORT, 'https://gateway.test');
  const exchanges = JSON.parse(text) as readonly Parts[];
  const withPort = exchanges.map(({ url = '', ...parts }) => ({
    ...JSON.parse(JSON.stringify(parts).replaceAll('https://gateway.test', 'https://gateway.test:443')),
    url,
  })) as readonly Parts[];
  expect(lines(withPort)).toEqual(['personal unfinished +++++?.. 0,1,2,3,4']);
});

it('calls that are no login are none', () => {
  expect(join([{}, { responseHeaders: debugHeaders() }])).toEqual([]);
});

it('no value of a state, code or token is compared, but their tags', () => {
  const [login] = join(done);
  expect(JSON.stringify(login)).not.toMatch(/(?:state|code|verifier|token)-of-attempt/);
});
