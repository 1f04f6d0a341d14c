import { type Exchange, header } from '../exchange/exchange.ts';
import { readUrl } from '../litellm/routes.ts';
import type { Joined } from './attempts.ts';
import { type Course, endedAt } from './course.ts';
import type { Page } from './login.ts';

/**
 * Reads an exchange as a page that the tab went to. A frame in a page is a document as well, and says so (Fetch Metadata,
 * Sec-Fetch-Dest). Only Chromium names resource types.
 * @returns undefined when it is none
 */
export function readPage({ request, response, resourceType, window, startedAt }: Exchange): Page | undefined {
  const destination = header(request.headers, 'sec-fetch-dest') ?? 'document';
  // 204 and 205 leave the page as it is (HTML, "navigate").
  const isShown = response.status >= 200 && response.status !== 204 && response.status !== 205;
  const isOfTab = resourceType === 'document' && window === undefined && destination === 'document';
  return isOfTab && isShown ? { url: request.url, startedAt } : undefined;
}

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
