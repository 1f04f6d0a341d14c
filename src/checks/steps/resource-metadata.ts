import { inQuotes } from '../../diagnosis/words.ts';
import { defined } from '../../exchange/json.ts';
import type { Inspected } from '../../inspect.ts';
import { loginUrl } from '../../oauth/challenge.ts';
import type { MetadataDocument } from '../../oauth/metadata.ts';
import { failureOf, faultOf } from '../answer.ts';
import { type Found, notAsked } from '../found.ts';
import { type Asking, documentRequest } from '../request.ts';
import type { CheckTarget } from '../target.ts';

/** Where the metadata of the MCP endpoint leads. */
export interface ResourceFound extends Found {
  /** The authorization server that it names first. */
  readonly issuer?: string;
  /** The answer with that server's metadata, where the challenge led there at once. */
  readonly server?: Inspected;
}

/**
 * Reads the endpoint's own metadata: from the URL that the challenge names, else from where the endpoint's path and its origin have it (RFC 9728
 * section 3.1; MCP, authorization, "Protected Resource Metadata Discovery Requirements").
 * @param challenged the answer with the challenge
 */
export function* readResourceMetadata(challenged: Inspected, target: CheckTarget): Asking<ResourceFound> {
  const named = challenged.challenge && loginUrl(challenged.challenge);
  const refused = named === undefined ? undefined : notAsked(named, target);
  if (refused) return refused;
  const { origin, pathname } = new URL(target.url);
  const wellKnown = `${origin}/.well-known/oauth-protected-resource`;
  const path = pathname === '/' ? '' : pathname;
  const urls = new Set([...(named === undefined ? [] : [named]), wellKnown + path, wellKnown]);
  const answers: Inspected[] = [];
  for (const url of urls) {
    const answer = yield documentRequest('resource-metadata', url, target.origin);
    answers.push(answer);
    const { document, about } = answer.metadata ?? {};
    if (!document) continue;
    // LiteLLM before 1.108 names the authorization server's own metadata in its challenge.
    if (about === 'server')
      return {
        status: 'ok',
        says: 'The challenge leads to the authorization server’s own metadata.',
        answers,
        server: answer,
      };
    const fault = faultOf(answer);
    return {
      status: fault ? 'failed' : 'ok',
      says: fault ? `${fault.title}.` : saysOf(document),
      answers,
      ...defined({ issuer: document.authorizationServers[0] }),
    };
  }
  const last = answers.at(-1);
  return { status: 'failed', says: last ? failureOf(last) : 'There is no metadata.', answers };
}

function saysOf({ authorizationServers: [first, ...more] }: MetadataDocument): string {
  if (first === undefined) return 'It names no authorization server.';
  return `Names the authorization server ${inQuotes(first)}${more.length > 0 ? ` and ${more.length} more` : ''}.`;
}
