import { header } from '../exchange/exchange.ts';
import { readJson, textIn } from '../exchange/json.ts';
import { readMask } from '../exchange/mask.ts';
import { memoize, memoizeText } from '../exchange/memoize.ts';
import { plain } from '../litellm/address.ts';
import { credentialIn } from '../litellm/client-credentials.ts';
import { readUrl } from '../litellm/routes.ts';
import { decodeQuery, type OAuthStep, type Parameters } from '../oauth/step.ts';
import type { Diagnosed, LoginStepName, Tie } from './login.ts';

/** An exchange that was joined to an attempt. */
export interface Joined {
  readonly facts: Diagnosed;
  readonly step: LoginStepName;
  readonly by: Tie;
}

/** One user sent to log in, as far as it was seen: what follows the client's preparations. */
export interface Attempt {
  readonly parts: Joined[];
  readonly clientIds: Set<string>;
  /** Of its authorization requests (litellm/address.ts). */
  readonly endpoints: Set<string>;
  /** What the token is asked for (RFC 8707). */
  resource?: string;
}

/**
 * Joins the steps from the authorization request to the first call with the token. What an exchange says of itself is
 * looked up among what those before it said, the latest first: a redirect's target, the code challenge, `state`, the
 * code, the token. Of `state`, code and token only the masks' tags are compared. A code verifier can't be compared with
 * its challenge, because nobody keeps it. The code is what a redirect brought: one that only a token request sent says
 * whether another request repeats that one, and nothing of the login.
 * @param diagnosed the exchanges of a recording in the order they started
 */
export function findAttempts(diagnosed: readonly Diagnosed[]): readonly Attempt[] {
  const attempts: Attempt[] = [];
  const known = new Map<string, Attempt>();
  const tokens = new Set<string>();

  const join = (facts: Diagnosed, step: LoginStepName, ties: readonly Key[]): Attempt | undefined => {
    const tie = ties.find(({ key, by, once }) => {
      const attempt = known.get(key);
      return (
        attempt &&
        !(once && attempt.parts.some((part) => part.step === step && (once === 'step' || part.by === by)))
      );
    });
    const attempt = tie && known.get(tie.key);
    attempt?.parts.push({ facts, step, by: tie?.by ?? 'address' });
    return attempt;
  };
  const begin = (facts: Diagnosed, step: LoginStepName): Attempt => {
    const attempt: Attempt = {
      parts: [{ facts, step, by: 'address' }],
      clientIds: new Set(),
      endpoints: new Set(),
    };
    attempts.push(attempt);
    return attempt;
  };
  const keep = (attempt: Attempt, keys: readonly Key[]) => {
    for (const { key } of keys) known.set(key, attempt);
  };

  for (const facts of diagnosed) {
    const { oauthStep, exchange } = facts;
    if (oauthStep && isOfUser(oauthStep)) {
      const { step, parameters } = oauthStep;
      const attempt = join(facts, step, tiesOf(step, exchange.request.url, parameters)) ?? begin(facts, step);
      note(attempt, facts, parameters);
      keep(attempt, [...keysOf(step, parameters), ...keysAhead(facts), ...issued(facts, attempt.resource)]);
    } else if (facts.kind === 'mcp') {
      const sent = credentialIn(exchange, 'authorization')?.mask.tag;
      join(facts, 'call', [
        ...tiesOfCall(facts),
        ...(sent === undefined || tokens.has(sent) ? [] : tiesOfNewToken(exchange.request.url)),
      ]);
      if (sent !== undefined) tokens.add(sent);
    }
  }
  return attempts;
}

/** Registration comes before the user is sent anywhere, and other grants than a code's go without. */
function isOfUser(step: OAuthStep): step is OAuthStep & { readonly step: UserStep } {
  return (
    step.step !== 'register' &&
    (step.step !== 'token' || step.parameters['grant_type'] === 'authorization_code')
  );
}

type UserStep = 'authorize' | 'callback' | 'token';

/** A way to look up an attempt. */
interface Key {
  readonly key: string;
  readonly by: Tie;
  /** Says something only as long as the attempt lacks the step, or one that was joined in this way. */
  readonly once?: 'step' | 'tie';
}

const tiesOfCall = memoize(({ exchange, findings }: Diagnosed): readonly Key[] => {
  const sent = credentialIn(exchange, 'authorization');
  const unused = findings.find(({ rule }) => rule === 'token-unused')?.evidence.at(-1)?.exchange;
  return [
    ...(sent ? [{ key: `token ${sent.mask.tag}`, by: 'token', once: 'tie' } as const] : []),
    ...(unused === undefined ? [] : [{ key: `issued ${unused}`, by: 'order', once: 'step' } as const]),
  ];
});

/** A token that nobody sent before may be one that was issued unseen, for this address or one above it. */
const tiesOfNewToken = memoizeText((url): readonly Key[] => {
  const segments = plain(url).split('/');
  const above = segments.map((_, index) => segments.slice(0, segments.length - index).join('/'));
  return [...above, ''].map((resource) => ({ key: unseen(resource), by: 'new-token', once: 'step' }));
});

/** Stands for a token of which is known only what it is for; '' where not even that is. */
const unseen = (resource: string): string => `unseen ${plain(resource)}`;

/** How a step of the grant may be tied to what came before it, the surest way first. */
function tiesOf(step: UserStep, url: string, parameters: Parameters): readonly Key[] {
  const target: Key = { key: `url ${readUrl(url)?.href}`, by: 'redirect' };
  const keys = keysIn(parameters);
  const named = (by: Tie) => keys.filter((each) => each.by === by);
  switch (step) {
    case 'authorize':
      // A client that uses one state for all its logins is known by their challenges.
      return [target, ...(named('code_challenge').length > 0 ? named('code_challenge') : named('state'))];
    case 'callback':
      return [
        target,
        ...named('state'),
        { key: `redirect_uri ${plain(url)}`, by: 'redirect_uri', once: 'step' },
      ];
    case 'token':
      return [
        ...named('code'),
        ...named('code').map(repeated),
        ...named('redirect_uri').map((each) => ({ ...each, once: 'step' }) as const),
        ...named('client_id').map((each) => ({ ...each, once: 'step' }) as const),
      ];
  }
}

/** What a step of the grant says of the attempt it is part of. */
const keysOf = (step: UserStep, parameters: Parameters): readonly Key[] =>
  keysIn(parameters).map((each) => (step === 'token' && each.by === 'code' ? repeated(each) : each));

const repeated = ({ key }: Key): Key => ({ key: `sent ${key}`, by: 'repeat' });

function keysIn(parameters: Parameters): readonly Key[] {
  const readable = (['code_challenge', 'redirect_uri', 'client_id'] as const).flatMap((by) => {
    const value = parameters[by];
    return value ? [{ key: `${by} ${by === 'redirect_uri' ? plain(value) : value}`, by }] : [];
  });
  const masked = (['state', 'code'] as const).flatMap((by) => {
    const mask = readMask(parameters[by] ?? '');
    return mask ? [{ key: `${by} ${mask.tag}`, by }] : [];
  });
  return [...readable, ...masked];
}

/** What a redirect says of the request that follows it, which may be made where nobody looks. */
function keysAhead({ exchange: { request, response } }: Diagnosed): readonly Key[] {
  const location = header(response.headers, 'location');
  if (location === undefined || response.status < 300 || response.status >= 400) return [];
  if (!URL.canParse(location, request.url)) return [];
  const { href } = new URL(location, request.url);
  return [{ key: `url ${href}`, by: 'redirect' }, ...keysIn(decodeQuery(href))];
}

/** The access token that a token request brought. @param resource what it is for, where that is known */
function issued({ oauthStep, exchange }: Diagnosed, resource = ''): readonly Key[] {
  if (oauthStep?.step !== 'token' || oauthStep.error || exchange.response.status === 0) return [];
  const text = exchange.response.body?.text;
  if (text === undefined) return [{ key: unseen(resource), by: 'new-token' }];
  const mask = readMask(textIn(readJson(text), 'access_token') ?? '');
  if (!mask) return [];
  return [
    { key: `token ${mask.tag}`, by: 'token' },
    { key: `issued ${exchange.index}`, by: 'order' },
  ];
}

function note(attempt: Attempt, { oauthStep, exchange }: Diagnosed, parameters: Parameters): void {
  const { client_id: client, resource } = parameters;
  if (client) attempt.clientIds.add(client);
  if (oauthStep?.step === 'authorize') attempt.endpoints.add(plain(exchange.request.url));
  if (resource) attempt.resource ??= resource;
}
