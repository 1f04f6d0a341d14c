import { memberOf, readJson } from '../../exchange/json.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { evidenceOf } from '../refusal-rule.ts';
import { type Facts, rule } from '../rule.ts';

const STATUSES: ReadonlySet<number> = new Set([412, 501, 503]);

/**
 * Fires when LiteLLM says, in any carrier, that something is missing in its configuration or that it does not get what it depends on, and on its own 412, 501 and 503
 * with a `detail`, of an MCP or REST route. A 503 of something in front of LiteLLM has no such body. A license that it lacks is missing too. Source: LiteLLM's
 * outbound_credentials/adapter.py, mcp_server_manager.py, upstream.py, discoverable_endpoints.py, gateway_dcr_flow.py and auth/handle_jwt.py.
 */
export const gatewayMisconfigured = rule({
  id: 'gateway-misconfigured',
  hop: 'gateway',
  level: 'error',
  needs: ['exchange', 'kind', 'facts'],
  explains: ({ facts }) => (toldIn(facts) ? 'words' : 'form'),
  title: ({ facts }) => wordsOf(facts).title,
  why: ({ facts }) => wordsOf(facts).why,
  check: ({ exchange, kind, facts }) => {
    const told = toldIn(facts);
    if (told) return evidenceOf(told, facts);
    const { failure } = facts;
    if (!failure) return [];
    const isLiteLlm = memberOf(readJson(exchange.response.body?.text), 'detail') !== undefined;
    const says = /byok_auth_unavailable/.test(failure.message) || (STATUSES.has(failure.status) && isLiteLlm);
    return (kind === 'mcp' || kind === 'mcp-rest') && says && facts.gateway !== undefined
      ? [fromStatus(exchange), fromBody('response-body', failure.message)]
      : [];
  },
  fix: ({ facts }) => {
    const { user, operator } = wordsOf(facts);
    return { user: { text: user }, operator: { text: operator } };
  },
});

const toldIn = ({ refusals }: Facts) => refusals?.find(({ reason }) => reason === 'configuration');

interface Words {
  readonly title: string;
  readonly why: string;
  readonly user: string;
  readonly operator: string;
}

const SHOW = 'Show the message to the gateway operator.';
const LATER = 'Try again shortly. If it stays like this, show the message to the gateway operator.';

const OF_SERVER: Words = {
  title: 'LiteLLM’s configuration of this server is incomplete',
  why: 'LiteLLM refused before it called the MCP server, because something that it needs for that is missing.',
  user: SHOW,
  operator:
    'Complete the server’s entry in mcp_servers as the message says: client_id, token_url, authorization_url, or the user’s stored credential. Where it asks for a database, give LiteLLM one (DATABASE_URL).',
};

/** What is missing, by the names that the phrases give it. */
const OF_WHAT: Readonly<Record<string, Words>> = {
  license: {
    title: 'This needs a LiteLLM Enterprise license',
    why: 'LiteLLM has the feature, but offers it only with a license, and this instance has none.',
    user: 'Do without the feature, or ask the gateway operator.',
    operator: 'Set LITELLM_LICENSE, and install litellm-enterprise where the message asks for it.',
  },
  keys: {
    title: 'LiteLLM can’t fetch the identity provider’s keys',
    why: 'LiteLLM checks your token with the keys of the identity provider, and does not get them. It says nothing about the token itself.',
    user: LATER,
    operator:
      'Fetch the address from LiteLLM’s machine: JWT_PUBLIC_KEY_URL, or what the issuer’s discovery document names as jwks_uri. Check DNS, outgoing connections and certificates there.',
  },
  provider: {
    title: 'LiteLLM gets no credential for this server',
    why: 'LiteLLM asks the identity provider for a token before it calls the MCP server, and got no usable answer.',
    user: LATER,
    operator:
      'Call the token endpoint from LiteLLM’s machine (token_url, token_exchange_endpoint of this server in mcp_servers), and look in LiteLLM’s log for its answer.',
  },
  service: {
    title: 'LiteLLM does not reach a service that it needs',
    why: 'Its database, its Redis or its identity provider does not answer. Neither your key nor the request is at fault.',
    user: LATER,
    operator: 'Check that the service which the message names runs, and that LiteLLM reaches it.',
  },
  database: {
    title: 'This needs a database, and LiteLLM has none',
    why: 'LiteLLM keeps keys, users and servers that are added at run time in a database.',
    user: 'Do without it, or ask the gateway operator.',
    operator: 'Give LiteLLM a PostgreSQL database (DATABASE_URL).',
  },
  stdio: {
    title: 'LiteLLM may not start the program of this server',
    why: 'The server is a program that LiteLLM starts itself (stdio). LiteLLM starts such programs only where that is switched on, and only commands that it knows.',
    user: SHOW,
    operator:
      'Set LITELLM_ENABLE_MCP_STDIO=true, add the command to LITELLM_MCP_STDIO_EXTRA_COMMANDS where the message says so, and restart LiteLLM.',
  },
  address: {
    title: 'LiteLLM does not know its own address',
    why: 'For this login LiteLLM has to name its public URL, and PROXY_BASE_URL does not say it, or not with https.',
    user: SHOW,
    operator: 'Set PROXY_BASE_URL to the https URL that clients use.',
  },
  own: {
    title: 'LiteLLM’s configuration is incomplete',
    why: 'LiteLLM refused because a setting that this needs is missing or does not fit. It is a setting of the whole gateway, not of a server.',
    user: SHOW,
    operator:
      'Complete general_settings or LiteLLM’s environment as the message says: master_key, DATABASE_URL, enable_jwt_auth, the signing keys, the trusted proxies.',
  },
};

const wordsOf = (facts: Facts): Words =>
  Object.keys(toldIn(facts)?.names ?? {}).flatMap((name) => OF_WHAT[name] ?? [])[0] ?? OF_SERVER;
