import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { plain, same } from '../../litellm/address.ts';
import type { MetadataDocument } from '../../oauth/metadata.ts';
import type { OAuthStep } from '../../oauth/step.ts';
import { litellmAge } from '../computed/litellm-age.ts';
import { authorizationsByState } from '../computed/login-steps.ts';
import { readBefore, serverOf, wasReadElsewhere, wasUsed, wasUsedAt } from '../computed/server-metadata.ts';
import { fromBody, fromResponseText, fromStatus, fromUrl } from '../evidence.ts';
import { type Facts, type Given, rule } from '../rule.ts';

/**
 * Fires when the metadata's `issuer` is not the authorization server that the client reads it for: the one that the resource's
 * metadata names, else that of the URL. A slash at the end does not count, nor does the port that the scheme has anyway. Without an
 * `issuer` it stays quiet: that says nothing. Quiet too when the metadata stops nothing any more: the client has the server's right
 * metadata from another URL, or went on with the server before. Also fires when a callback names another issuer in `iss` than the metadata by which
 * the user was sent away, or none although that metadata promises one; an info where only the spelling differs. A callback with an error is judged
 * by the issuer that it names only. Also where LiteLLM itself says that a callback came from another issuer. Source: RFC 8414 section 3.3; RFC 9207 section 2.4; MCP 2026-07-28, authorization, "Authorization Response Validation"; LiteLLM's discoverable_endpoints.py.
 */
export const issuerMismatch = rule({
  id: 'issuer-mismatch',
  hop: 'authorization-server',
  level: (given) => (cameBack(given)?.problem === 'spelled' ? 'info' : 'error'),
  needs: ['facts', 'exchange', 'login', 'past'],
  explains: ({ facts }) => (refusalIn(facts) ? 'cause' : undefined),
  title: (given) => {
    const { problem } = cameBack(given) ?? {};
    if (refusalIn(given.facts)) return 'The login came back from another issuer';
    if (!problem) return 'The authorization server’s metadata names another issuer';
    return problem === 'missing'
      ? 'The login came back without its issuer'
      : problem === 'spelled'
        ? 'The login came back with its issuer spelled differently'
        : 'The login came back from another issuer';
  },
  why: (given) => {
    const { facts, login } = given;
    const back = cameBack(given);
    if (refusalIn(facts))
      return 'LiteLLM compares the issuer in the callback (iss, RFC 9207) with the one that it sent the user to, and they differ. It throws the code away, because a mismatch is how servers are mixed up.';
    if (!back)
      return `It says “${facts.metadata?.document?.issuer}”, where “${facts.metadata ? serverOf({ metadata: facts.metadata, login }) : ''}” has to stand (RFC 8414 section 3.3). Strict clients stop here, because a mismatch is how servers are mixed up.`;
    return back.iss === undefined
      ? `The metadata of “${back.issuer}” promises that callbacks name the issuer in iss, and this one does not (RFC 9207). Clients that check it throw the code away.`
      : `The user comes back with iss “${back.iss}”, and the metadata that the client read names “${back.issuer}” (RFC 9207). Clients compare both letter by letter, and strict ones throw the code away.`;
  },
  check: (given) => {
    const { facts, exchange, login } = given;
    const { metadata } = facts;
    const refusal = refusalIn(facts);
    if (refusal) return [fromUrl(exchange), fromStatus(exchange), fromResponseText(exchange)];
    if (cameBack(given)) return [fromUrl(exchange)];
    const issuer = metadata?.about === 'server' ? metadata.document?.issuer : undefined;
    if (!metadata || issuer === undefined || same(issuer, serverOf({ metadata, login }))) return [];
    return isOver({ metadata, exchange, login })
      ? []
      : [fromBody('response-body', `"issuer": ${JSON.stringify(issuer)}`), fromUrl(exchange)];
  },
  fix: ({ facts, past }) =>
    facts.oauthStep
      ? {
          user: {
            text: 'Start the login again. If it comes back like this again, do not go on: the code may be another server’s.',
          },
          operator: {
            text: 'At the authorization server, or the gateway that hands its answer on, send the issuer of the metadata in iss, letter by letter.',
          },
        }
      : {
          user: {
            text: 'If your client lets you, turn off the issuer check for this server only; better have it repaired.',
          },
          operator: {
            text: settingOf(facts, past),
          },
        },
});

const refusalIn = ({ refusals }: Facts) => refusals?.find(({ reason }) => reason === 'issuer');

/** How a callback's issuer and the metadata's disagree. */
interface CameBack {
  readonly problem: 'other' | 'spelled' | 'missing';
  readonly iss?: string;
  /** That of the metadata. */
  readonly issuer: string;
}

function cameBack({ facts, login }: Given<'facts' | 'login'>): CameBack | undefined {
  const { oauthStep } = facts;
  if (oauthStep?.step !== 'callback') return undefined;
  const { iss, error } = oauthStep.parameters;
  const { issuer, namesIssuerInCallback } = readBy(oauthStep, login) ?? {};
  if (issuer === undefined) return undefined;
  if (iss === undefined)
    return namesIssuerInCallback && error === undefined ? { problem: 'missing', issuer } : undefined;
  if (iss === issuer) return undefined;
  return { problem: same(iss, issuer) ? 'spelled' : 'other', iss, issuer };
}

/** The metadata by which the client sent the user away: a gateway sends them on by another server's. */
function readBy({ parameters }: OAuthStep, login: readonly Facts[]): MetadataDocument | undefined {
  const sent = authorizationsByState(login).get(parameters['state'])?.at(-1)?.exchange.request.url;
  return sent === undefined ? undefined : namingEndpoint(login).get(plain(sent))?.at(-1)?.metadata?.document;
}

/** Metadata by the authorization endpoint that it names. */
const namingEndpoint = groupIncrementally(({ metadata }: Facts) => {
  const endpoint = metadata?.document?.authorizationEndpoint;
  return endpoint === undefined ? [] : [plain(endpoint)];
});

/** Whether the client got past the server's metadata before. */
function isOver(given: Given<'metadata' | 'exchange' | 'login'>): boolean {
  const { metadata, login } = given;
  const { document, expected } = metadata;
  const server = serverOf(given);
  const isFallback = !same(expected, server);
  const before = readBefore(given);
  const isNews = before !== undefined && before.issuer !== document?.issuer;
  return (
    wasReadElsewhere(given, ({ issuer }) => issuer !== undefined && same(issuer, server)) ||
    (isFallback && wasUsedAt(server, login)) ||
    (document !== undefined && !isNews && wasUsed(document, login))
  );
}

function settingOf(facts: Facts, past: readonly Facts[]): string {
  const age = litellmAge(100, facts, past);
  if (age?.is === 'newer')
    return `Set PROXY_BASE_URL to the URL that clients use. This LiteLLM is 1.100 or newer (inferred from ${age.because}), so an upgrade is not what it lacks.`;
  const isOld = age ? `, and this one is older, inferred from ${age.because}` : '';
  return `Upgrade LiteLLM (before 1.100 it names the bare origin for every server${isOld}), and set PROXY_BASE_URL to the URL that clients use.`;
}
