import { type Exchange, header } from '../exchange/exchange.ts';
import { MOST_READ } from './phrase.ts';

/** Where an access proxy sends people to sign in: MCP's own login begins with a 401. */
const SIGN_IN =
  /cloudflareaccess\.com|login\.microsoftonline\.com|accounts\.google\.com|\/oauth2\/(?:start|sign_in|authorize)|\.(?:okta|onelogin|auth0)\.com\/|[/.](?:login|signin|sign-in|sso|saml2?)(?:[/?.]|$)/i;

/** @returns where a call is redirected to sign in */
export function signInRedirect({ request, response }: Exchange): string | undefined {
  const target = header(response.headers, 'location');
  const isCall = request.method === 'POST' && response.status >= 300 && response.status < 400;
  if (!isCall || target === undefined || isSamePlace(target, request.url)) return undefined;
  return SIGN_IN.test(target) || namesWhereTo(target, request.url) ? target : undefined;
}

/** By another scheme or with a slash behind it. */
function isSamePlace(target: string, asked: string): boolean {
  if (!URL.canParse(target, asked)) return false;
  const [to, from] = [new URL(target, asked), new URL(asked)];
  return to.hostname === from.hostname && to.pathname.replace(/\/$/, '') === from.pathname.replace(/\/$/, '');
}

/** To come back after the sign-in, its URL holds the one that was asked for. */
function namesWhereTo(target: string, asked: string): boolean {
  const [, query = ''] = target.split('?', 2);
  const address = asked.replace(/[?#].*$/s, '');
  return query.includes(encodeURIComponent(address.toWellFormed())) || query.includes(`=${address}`);
}

/** What only the sign-in page of an access proxy has. A page that says no more than "Sign in" may be the wrong URL. */
const ACCESS_PROXY =
  /cloudflareaccess\.com|Cloudflare Access|\/oauth2\/(?:start|sign_in)|login\.microsoftonline\.com|accounts\.google\.com\/o\/oauth2/;

/** @returns the mark of such a page, which a call is answered with although it says 200 */
export function signInPage({ request, response: { status, body } }: Exchange): string | undefined {
  const isPage = request.method === 'POST' && status >= 200 && status < 300 && body?.mimeType === 'text/html';
  return isPage ? ACCESS_PROXY.exec(body.text?.slice(0, MOST_READ) ?? '')?.[0] : undefined;
}
