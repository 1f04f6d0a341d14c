import { readJson, textIn } from '../exchange/json.ts';
import { spelled } from '../litellm/address.ts';
import { readUrl, withoutQuery } from '../litellm/routes.ts';
import { calledOn } from '../mcp/rpc.ts';
import type { About, Facts, Given, Hop, Needable, Rule } from './rule.ts';

/** What findings at a hop are about, where their rule does not say. */
const BY_HOP: Readonly<Record<Hop, About>> = {
  browser: 'gateway',
  'client-to-gateway': 'gateway',
  gateway: 'server',
  'gateway-to-server': 'tool',
  'authorization-server': 'login',
  tool: 'tool',
};

/**
 * What a finding is about.
 * @param given what the rule asked for
 * @param facts all that was decoded from the exchange
 * @returns names and URLs as they came, what holds the other first, each once
 */
export function aboutOf({ about, hop }: Rule, given: Given<keyof Needable>, facts: Facts): readonly string[] {
  const what = about ?? BY_HOP[typeof hop === 'function' ? hop(given) : hop];
  return [...new Set(typeof what === 'function' ? what(given) : NAMED[what](facts))];
}

/** The gateway that a request went to, as people call it. */
const gatewayOf = ({ exchange: { request } }: Pick<Facts, 'exchange'>): string =>
  readUrl(request.url)?.host ?? request.url;

/** Where a request went, as all that went there spell it. */
const addressOf = ({ request }: Facts['exchange']): string => spelled(withoutQuery(request.url));

/** The servers that an exchange is for; where it names none, the URL that it went to, or that its document is about. */
export const serversOrUrl = ({ exchange, servers, metadata }: Facts): readonly string[] =>
  // An issuer's path is no alias.
  (metadata?.about === 'server' ? undefined : servers) ?? [metadata?.expected ?? addressOf(exchange)];

/**
 * What a step of a login is for: the resource of a document, or the issuer; the endpoint that the client wants a token for; without either, the
 * URL of the step.
 */
export const loginOf = ({
  exchange,
  metadata,
  oauthStep,
}: Pick<Facts, 'exchange' | 'metadata' | 'oauthStep'>): string =>
  metadata?.expected ?? spelled(withoutQuery(oauthStep?.parameters['resource'] || exchange.request.url));

const NAMED: Readonly<Record<About, (facts: Facts) => readonly string[]>> = {
  gateway: (facts) => [gatewayOf(facts)],
  path: ({ exchange }) => [addressOf(exchange)],
  server: serversOrUrl,
  tool: (facts) => [...serversOrUrl(facts), ...toolsOf(facts)],
  login: (facts) => [loginOf(facts)],
  title: () => [],
};

/** What a request calls, or goes on with: tools, and prompts and resources, which stand for a tool there. */
const toolsOf = ({ exchange, route, rpc, continues }: Facts): readonly string[] => {
  if (continues) return [continues.name];
  return route?.form === 'mcp-rest'
    ? [textIn(readJson(exchange.request.body?.text), 'name') ?? ''].filter((name) => name !== '')
    : (rpc?.sent ?? []).flatMap((message) => calledOn(message) ?? []);
};
