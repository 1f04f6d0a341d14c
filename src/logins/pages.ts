import { header } from '../exchange/exchange.ts';
import type { Page } from '../exchange/page.ts';
import { readUrl } from '../litellm/routes.ts';
import type { Joined } from './attempts.ts';
import { type Course, endedAt } from './course.ts';

/**
 * Whether a page is that of the client, loaded anew after the login's last step, and so forgot it. A client that the user
 * came back to with a code may go on from another page of its site, and so may one that has its token.
 */
export function loadsAnew({ url, startedAt }: Page, { step, parts }: Course): boolean {
  if (step === 'callback' || step === 'token' || startedAt <= endedAt(parts)) return false;
  const origin = readUrl(url)?.origin;
  if (origin === undefined || !parts.some((part) => isFrom(origin, part))) return false;
  // Where the gateway is of the page's own origin, the pages at which the user logs in may be.
  return step !== 'authorize' || !parts.some(({ facts }) => isOf(origin, facts.exchange.request.url));
}

/** Whether a script of this origin made the request, or the user is to come back there. */
function isFrom(origin: string, { facts: { exchange, oauthStep } }: Joined): boolean {
  const { headers } = exchange.request;
  if (oauthStep?.step === 'authorize') return isOf(origin, oauthStep.parameters['redirect_uri']);
  if (oauthStep?.step === 'callback') return false;
  return isOf(origin, header(headers, 'origin')) || isOf(origin, header(headers, 'referer'));
}

const isOf = (origin: string, address = ''): boolean => readUrl(address)?.origin === origin;
