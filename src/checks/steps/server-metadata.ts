import { allInQuotes, inQuotes } from '../../diagnosis/words.ts';
import type { Inspected } from '../../inspect.ts';
import type { MetadataDocument } from '../../oauth/metadata.ts';
import { isLoopback } from '../addresses.ts';
import { failureOf, faultOf } from '../answer.ts';
import { type Found, notAsked } from '../found.ts';
import { type Asking, documentRequest } from '../request.ts';
import type { CheckTarget } from '../target.ts';

/** What the authorization server's metadata says, where there is any. */
export interface ServerFound extends Found {
  readonly document?: MetadataDocument;
}

/**
 * Reads an authorization server's metadata from the places where clients look for it, in their order (RFC 8414 section 3.1; MCP, authorization,
 * "Authorization Server Metadata Discovery").
 * @param issuer as the resource's metadata names it
 */
export function* readServerMetadata(issuer: string, target: CheckTarget): Asking<ServerFound> {
  const refused = notAsked(issuer, target);
  if (refused) return refused;
  const answers: Inspected[] = [];
  for (const url of placesOf(issuer)) {
    const answer = yield documentRequest('server-metadata', url, target.origin);
    answers.push(answer);
    const found = judgeServerMetadata(answer);
    if (found) return { ...found, answers };
  }
  const last = answers.at(-1);
  return { status: 'failed', says: last ? failureOf(last) : 'There is no metadata.', answers };
}

/** Where the metadata of an issuer may be: before its path, and for OpenID Connect before and behind it. */
function placesOf(issuer: string): ReadonlySet<string> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return new Set([
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}/.well-known/openid-configuration${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ]);
}

/** @returns undefined where the answer holds no metadata of an authorization server */
export function judgeServerMetadata(answer: Inspected): ServerFound | undefined {
  const document = answer.metadata?.document;
  if (document?.authorizationEndpoint === undefined && document?.tokenEndpoint === undefined)
    return undefined;
  const answers = [answer];
  const fault = faultOf(answer);
  if (fault) return { status: 'failed', says: `${fault.title}.`, answers, document };
  const { issuer, pkceMethods = [], scopes } = document;
  const unsafe = [document.authorizationEndpoint, document.tokenEndpoint, document.registrationEndpoint].find(
    (url) => url !== undefined && !isSafe(url),
  );
  if (unsafe !== undefined)
    return {
      status: 'failed',
      says: `It names an endpoint that is neither https nor on this machine: ${inQuotes(unsafe)}.`,
      answers,
      document,
    };
  const says = [
    issuer === undefined ? 'it names no issuer' : `issuer ${inQuotes(issuer)}`,
    pkceMethods.includes('S256') ? 'PKCE with S256' : 'no word of PKCE with S256',
    scopes.length === 0 ? 'no scopes named' : `scopes ${allInQuotes(scopes.slice(0, 6))}`,
  ].join(', ');
  return { status: 'ok', says: `${says.charAt(0).toUpperCase()}${says.slice(1)}.`, answers, document };
}

/** MCP wants https, but for loopback (MCP, authorization, "Communication Security"). */
const isSafe = (url: string): boolean =>
  URL.canParse(url) && (url.startsWith('https:') || (url.startsWith('http:') && isLoopback(url)));
