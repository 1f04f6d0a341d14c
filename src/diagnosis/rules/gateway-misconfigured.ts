import { memberOf, readJson } from '../../exchange/json.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { evidenceOf } from '../refusal-rule.ts';
import { type Facts, rule } from '../rule.ts';

const STATUSES: ReadonlySet<number> = new Set([412, 501, 503]);

/**
 * Fires when LiteLLM says, in any carrier, that something is missing in its configuration, and on its own 412, 501 and 503 with a `detail`, of an MCP or REST route. A
 * 503 of something in front of LiteLLM has no such body. A license that it lacks is missing too. Source: LiteLLM's outbound_credentials/adapter.py and
 * mcp_server_manager.py.
 */
export const gatewayMisconfigured = rule({
  id: 'gateway-misconfigured',
  hop: 'gateway',
  level: 'error',
  needs: ['exchange', 'kind', 'facts'],
  explains: ({ facts }) => (isTold(facts) ? 'words' : 'form'),
  title: ({ facts }) =>
    wantsLicense(facts)
      ? 'This needs a LiteLLM Enterprise license'
      : 'LiteLLM’s configuration of this server is incomplete',
  why: ({ facts }) =>
    wantsLicense(facts)
      ? 'LiteLLM has the feature, but offers it only with a license, and this instance has none.'
      : 'LiteLLM refused before it called the MCP server, because something that it needs for that is missing.',
  check: ({ exchange, kind, facts }) => {
    const told = facts.refusals?.find(({ reason }) => reason === 'configuration');
    if (told) return evidenceOf(told, facts);
    const { failure } = facts;
    if (!failure) return [];
    const isLiteLlm = memberOf(readJson(exchange.response.body?.text), 'detail') !== undefined;
    const says = /byok_auth_unavailable/.test(failure.message) || (STATUSES.has(failure.status) && isLiteLlm);
    return (kind === 'mcp' || kind === 'mcp-rest') && says && facts.gateway !== undefined
      ? [fromStatus(exchange), fromBody('response-body', failure.message)]
      : [];
  },
  fix: ({ facts }) => ({
    user: {
      text: wantsLicense(facts)
        ? 'Do without the feature, or ask the gateway operator.'
        : 'Show the message to the gateway operator.',
    },
    operator: {
      text: wantsLicense(facts)
        ? 'Set LITELLM_LICENSE, and install litellm-enterprise where the message asks for it.'
        : 'Complete the server’s entry in mcp_servers as the message says: client_id, token_url, authorization_url, or the user’s stored credential. Where it asks for a database, give LiteLLM one (DATABASE_URL).',
    },
  }),
});

const wantsLicense = ({ refusals }: Facts): boolean =>
  refusals?.some(({ names }) => names['license'] !== undefined) ?? false;

const isTold = ({ refusals }: Facts): boolean =>
  refusals?.some(({ reason }) => reason === 'configuration') ?? false;
