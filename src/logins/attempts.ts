import { header } from '../exchange/exchange.ts';
import { readJson, textIn } from '../exchange/json.ts';
import { readMask } from '../exchange/mask.ts';
import { remember } from '../exchange/remember.ts';
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
  /** Of its authorization requests, without the query. */
  readonly endpoints: Set<string>;
  /** What the token is asked for (RFC 8707). */
  resource?: string;
}

/**
 * Joins the steps from the authorization request to the first call with the token. What an exchange says of itself is
 * looked up among what those before it said, the latest first: a redirect's target, the code challenge, `state`, the
 * code, the token. Of `state`, code and token only the masks' tags are compared. A code verifier can't be compared with
 * its challenge, because nobody keeps it.
 * @param diagnosed the exchanges of a recording in the order they started
 */
export function findAttempts(diagnosed: readonly Diagnosed[]): readonly Attempt[] {
  const attempts: Attempt[] = [];
  const known = new Map<string, Attempt>();

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
      keep(attempt, [...keysIn(parameters), ...keysAhead(facts), ...issued(facts)]);
      note(attempt, facts, parameters);
    } else if (facts.kind === 'mcp') {
      join(facts, 'call', tiesOfCall(facts));
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

const tiesOfCall = remember(({ exchange, findings }: Diagnosed): readonly Key[] => {
  const sent = credentialIn(exchange, 'authorization');
  const unused = findings.find(({ rule }) => rule === 'token-unused')?.evidence.at(-1)?.exchange;
  return [
    ...(sent ? [{ key: `token ${sent.mask.tag}`, by: 'token', once: 'tie' } as const] : []),
    ...(unused === undefined ? [] : [{ key: `issued ${unused}`, by: 'order', once: 'step' } as const]),
  ];
});

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
        { key: `redirect_uri ${withoutQuery(url)}`, by: 'redirect_uri', once: 'step' },
      ];
    case 'token':
      return [
        ...named('code'),
        ...named('redirect_uri').map((each) => ({ ...each, once: 'step' }) as const),
        ...named('client_id').map((each) => ({ ...each, once: 'step' }) as const),
      ];
  }
}

function keysIn(parameters: Parameters): readonly Key[] {
  const plain = (['code_challenge', 'redirect_uri', 'client_id'] as const).flatMap((by) => {
    const value = parameters[by];
    return value ? [{ key: `${by} ${value}`, by }] : [];
  });
  const masked = (['state', 'code'] as const).flatMap((by) => {
    const mask = readMask(parameters[by] ?? '');
    return mask ? [{ key: `${by} ${mask.tag}`, by }] : [];
  });
  return [...plain, ...masked];
}

/** What a redirect says of the request that follows it, which may be made where nobody looks. */
function keysAhead({ exchange: { request, response } }: Diagnosed): readonly Key[] {
  const location = header(response.headers, 'location');
  if (location === undefined || response.status < 300 || response.status >= 400) return [];
  if (!URL.canParse(location, request.url)) return [];
  const { href } = new URL(location, request.url);
  return [{ key: `url ${href}`, by: 'redirect' }, ...keysIn(decodeQuery(href))];
}

/** The access token that a token request brought. */
function issued({ oauthStep, exchange }: Diagnosed): readonly Key[] {
  if (oauthStep?.step !== 'token' || oauthStep.error) return [];
  const mask = readMask(textIn(readJson(exchange.response.body?.text), 'access_token') ?? '');
  if (!mask) return [];
  return [
    { key: `token ${mask.tag}`, by: 'token' },
    { key: `issued ${exchange.index}`, by: 'order' },
  ];
}

function note(attempt: Attempt, { oauthStep, exchange }: Diagnosed, parameters: Parameters): void {
  const { client_id: client, resource } = parameters;
  if (client) attempt.clientIds.add(client);
  if (oauthStep?.step === 'authorize') attempt.endpoints.add(withoutQuery(exchange.request.url));
  if (resource) attempt.resource ??= resource;
}

const withoutQuery = (url: string): string => url.replace(/[?#].*$/, '');
