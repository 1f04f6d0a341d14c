import type { Refusal } from '../../answers/refusal.ts';
import { header } from '../../exchange/exchange.ts';
import { arrayIn } from '../../exchange/json.ts';
import { isDiscovery } from '../computed/discovery.ts';
import { fromBody, fromRequestHeader, quoted } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires on the JSON-RPC errors -32022 and -32004, and on the words "Unsupported protocol version" in any other, and where LiteLLM wants a newer revision for what was asked. An
 * info on `server/discover`, with which new clients probe and fall back. The versions that it supports are in `data.supported`, or in
 * the words. Source: MCP 2026-07-28, schema, "UnsupportedProtocolVersionError"; a 400 of LiteLLM
 * 1.81, 1.100 and 1.108, in two wordings.
 */
export const protocolVersionUnsupported = rule({
  id: 'protocol-version-unsupported',
  hop: 'client-to-gateway',
  level: (given) => (isDiscovery(given) ? 'info' : 'warning'),
  needs: ['rpc', 'exchange', 'facts'],
  explains: 'words',
  title: (given) =>
    refusal(given)?.names['newer']
      ? 'This needs a newer revision of MCP than the client speaks'
      : `The gateway does not speak MCP ${header(given.exchange.request.headers, 'mcp-protocol-version') ?? 'in this version'}`,
  why: (given) =>
    isDiscovery(given)
      ? 'The client asked whether the newest version works, and will fall back. That is how versions are agreed on.'
      : refusal(given)?.names['newer']
        ? 'LiteLLM has continuations and subscriptions only for clients that speak MCP 2026-07-28.'
        : `The client named a version that this gateway does not know.${supported(given)}`,
  check: (given) => {
    const said = refusal(given);
    return said === undefined
      ? []
      : [...fromRequestHeader(given.exchange, 'mcp-protocol-version'), fromBody('response-body', said.words)];
  },
  fix: {
    user: { text: 'Set the client to one of the supported versions, or use one that falls back by itself.' },
    operator: { text: 'Upgrade LiteLLM for newer versions.' },
  },
});

const refusal = ({ facts }: Given<'facts'>): Refusal | undefined =>
  facts.refusals?.find(({ reason }) => reason === 'version');

function supported(given: Given<'facts'>): string {
  const { words = '', data } = refusal(given) ?? {};
  const listed = arrayIn(data, 'supported').filter((each) => typeof each === 'string');
  const versions =
    listed.length > 0 ? listed.join(', ') : /supported(?: versions)?: ([\d, -]+)/i.exec(words)?.[1];
  return versions === undefined ? '' : ` It speaks ${quoted(versions)}.`;
}
