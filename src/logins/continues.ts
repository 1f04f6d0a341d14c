import { readMask } from '../exchange/mask.ts';
import { spelled } from '../litellm/address.ts';
import { readUrl } from '../litellm/routes.ts';
import { decodeQuery } from '../oauth/step.ts';
import type { Login, LoginPart } from './login.ts';
import { BESIDE } from './patience.ts';

/**
 * Whether a page that the tab goes to belongs to a login of the recording: the authorization request itself, any page of
 * the sites where the user logs in, the way back, and what the page then does until it calls with its token. The page itself
 * without any sign of the login, as on a reload, ends it.
 * @param url where the tab goes, credentials masked as in the recording
 * @param logins of the recording so far
 */
export function continuesLogin(url: string, logins: readonly Login[]): boolean {
  const target = readUrl(url);
  return target !== undefined && logins.some((login) => belongs(target, login, logins));
}

function belongs(target: URL, login: Login, logins: readonly Login[]): boolean {
  const { response_type: type, client_id: client } = decodeQuery(target.href);
  const isAuthorize = type !== undefined && client !== undefined;
  const last = login.steps.findLast(({ parts }) => parts.some(({ earlier }) => !earlier));
  const sent = partsOf(login, 'authorize').filter(isDocument);
  if (isReturn(target, login, sent)) return true;
  if (!last || (login.state !== 'waiting' && !isOvertaken(login, sent, logins))) return false;
  const home = readUrl(sent[0]?.facts.oauthStep?.parameters['redirect_uri'] ?? '');
  if (last.name === 'callback' || last.name === 'token') return home?.origin === target.origin;
  if (last.name !== 'authorize') return isAuthorize;
  // Who left on the way and opened the page again is at home without having come back.
  return sent.length > 0 && (isAuthorize || home?.origin !== target.origin || isAt(home, sent[0]));
}

const partsOf = (login: Login, name: 'authorize' | 'callback'): readonly LoginPart[] =>
  login.steps.find((step) => step.name === name)?.parts ?? [];

/** A page of the tab, or a frame; only Chromium says so. */
const isDocument = ({ facts: { exchange } }: LoginPart): boolean =>
  exchange.window === undefined && (exchange.resourceType ?? 'document') === 'document';

/** Whether the user comes back from a login for the first time, with a code or an error. */
function isReturn(target: URL, login: Login, sent: readonly LoginPart[]): boolean {
  const state = readMask(decodeQuery(target.href)['state'] ?? '')?.tag;
  const isOwn = sent.some(
    ({ facts }) => state !== undefined && readMask(facts.oauthStep?.parameters['state'] ?? '')?.tag === state,
  );
  return (
    isOwn &&
    !partsOf(login, 'callback').some(({ facts }) => spelled(facts.exchange.request.url) === target.href)
  );
}

/** Whether the client began another login so soon after it sent the user away that it did both at once, as MCP Inspector 1.0 does. */
function isOvertaken({ end, first }: Login, sent: readonly LoginPart[], logins: readonly Login[]): boolean {
  const left = sent.at(-1)?.facts.exchange.startedAt;
  return (
    end === 'restart' &&
    left !== undefined &&
    logins.some((other) => other.first > first && Math.abs(other.startedAt - left) < BESIDE)
  );
}

/** Whether the gateway is of the page's own origin, so that an address says nothing of who is left. */
const isAt = (home: URL | undefined, sent: LoginPart | undefined): boolean =>
  home?.origin === readUrl(sent?.facts.exchange.request.url ?? '')?.origin;
