import type { Refusal } from '../../answers/refusal.ts';
import { netErrorOf } from '../../exchange/net-error.ts';
import { methodsOf } from '../../mcp/rpc.ts';
import { curlRpc } from '../commands.ts';
import { isDiscovery } from '../computed/discovery.ts';
import { refusedPreflightOf } from '../computed/preflights.ts';
import { evidenceOf, hopOf, nameOf } from '../refusal-rule.ts';
import { type Facts, type Given, rule } from '../rule.ts';

/**
 * Fires on a refusal that no other rule explains: a status of 400 or more, no response at all, a JSON-RPC error, a tool's error. It says who
 * answered, how that is known, and quotes it. Source: `src/answers`, which reads every refusal once.
 */
export const failureUnexplained = rule({
  id: 'failure-unexplained',
  hop: ({ refusals }) => hopOf(first(refusals)),
  level: ({ facts }) => (mayDoWithout(facts) ? 'info' : isBlocked(facts) ? 'warning' : 'error'),
  needs: ['refusals', 'facts', 'exchange', 'past'],
  explains: 'who',
  title: ({ refusals, facts }) => `${nameOf(first(refusals), facts)} ${whatHappened(first(refusals))}`,
  why: ({ refusals, facts }) => howKnown(first(refusals), facts),
  check: ({ refusals, facts, past }) =>
    isProbe(facts) || isExplained(facts, past) ? [] : evidenceOf(first(refusals), facts),
  fix: ({ refusals, exchange, facts }) => ({
    user: {
      text: 'Read the words in the evidence. If they do not help, send them to the gateway operator with the time of this request.',
      ...(facts.kind === 'mcp' ? { commands: [curlRpc(exchange.request.url, 'tools/list')] } : {}),
    },
    operator: { text: `Look at the log of this time of ${whose(first(refusals))}.` },
  }),
});

const NOTHING: Refusal = {
  by: 'unknown',
  reason: 'unknown',
  carrier: 'http',
  words: '',
  code: '',
  names: {},
  marks: [],
  certain: false,
};

const first = ([refusal = NOTHING]: Given<'refusals'>['refusals']): Refusal => refusal;

function whatHappened({ carrier, code, by, words }: Refusal): string {
  if (carrier === 'net-error' && code !== '0') return 'cut the answer off';
  if (carrier === 'net-error')
    return netErrorOf(words) === 'blocked' ? 'blocked this request' : 'got no response';
  if (carrier === 'tool-result') return 'reported an error';
  if (carrier === 'json-rpc') return `answered with the error ${code}`;
  if (carrier === 'rest' && code === '200') return 'reported an error inside an HTTP 200';
  if (carrier === 'llm-event') return 'reported that the model’s answer failed';
  return `${by === 'edge' ? 'answered itself with' : 'answered with'} ${/^\d{3}$/.test(code) ? `HTTP ${code}` : `the error ${code}`}`;
}

function howKnown({ by, product, reason, marks, words }: Refusal, facts: Facts): string {
  if (reason === 'redirect')
    return 'Browsers and HTTP libraries follow such a redirect with a GET, without the body, so the call never arrives. Only 307 and 308 keep it.';
  const quoted = words === '' ? 'It gives no reason.' : 'Its own words are in the evidence.';
  if (by === 'unknown')
    return `Nothing in the response says whether the gateway, the MCP server or something between answered. ${quoted}`;
  if (netErrorOf(words) === 'blocked')
    return 'The browser does not say why. Mostly it is CORS: a refused preflight stands beside this request, or the response lacked access-control-allow-origin.';
  const [mark] = marks;
  return mark
    ? `That it was ${nameOf({ by, certain: true, ...(product === undefined ? {} : { product }) }, facts)
        .replace(/^The /, 'the ')
        .replace(/^A /, 'a ')} shows by “${mark.quote}”. ${quoted}`
    : quoted;
}

const whose = ({ by }: Refusal): string =>
  by === 'edge'
    ? 'the proxy in front'
    : by === 'tool' || by === 'server'
      ? 'the MCP server'
      : by === 'authorization-server'
        ? 'the authorization server'
        : 'LiteLLM, then of the MCP server';

/** What clients ask without needing it: the stream of the server's own messages, an end of a session, whether the server knows a new version. */
const mayDoWithout = (facts: Facts): boolean =>
  facts.kind === 'mcp' &&
  // The legacy transport has nothing but its stream.
  ((facts.exchange.request.method !== 'POST' && facts.route?.form !== 'sse') ||
    (isDiscovery(facts) && isUnknown(facts)));

/** Rules of their own say what a missing document and a refused preflight mean. */
const isProbe = (facts: Facts): boolean => {
  const { kind, exchange, rpc } = facts;
  return (
    kind === 'preflight' ||
    // New clients ask for it first, and fall back on servers that do not know it.
    (rpc !== undefined && methodsOf(rpc).includes('server/discover') && isUnknown(facts)) ||
    (kind === 'oauth-metadata' && exchange.response.status < 500) ||
    (mayDoWithout(facts) && NO_STREAM.has(exchange.response.status))
  );
};

/** What servers that do not know it answer; a login and a limit are another matter. */
const UNKNOWN: ReadonlySet<string> = new Set(['400', '404', '405', '406', '422', '500', '501']);

/** Whatever JSON-RPC error an older server has for it, clients then try `initialize` (MCP 2026-07-28, basic/versioning). */
const isUnknown = ({ refusals, exchange }: Facts): boolean => {
  const [refusal] = refusals ?? [];
  return (
    UNKNOWN.has(refusal?.code ?? '') || (refusal?.carrier === 'json-rpc' && exchange.response.status < 500)
  );
};

/** Chromium says no more of what CORS or a policy stopped; the preflight, which it lists behind, has the cause. */
const isBlocked = ({ exchange }: Facts): boolean => netErrorOf(exchange.response.error ?? '') === 'blocked';

/** A refused preflight before it says why the browser did not send it. */
const isExplained = (facts: Facts, past: readonly Facts[]): boolean =>
  isBlocked(facts) && refusedPreflightOf(facts.exchange, past) !== undefined;

/** Servers without a stream of their own messages say so by 405, and many by 404. */
const NO_STREAM: ReadonlySet<number> = new Set([404, 405, 501]);
