import type { Refusal } from '../../answers/refusal.ts';
import { type Disagreement, disagreementsIn, speaksModern } from '../../mcp/mirrored-headers.ts';
import { parameterDisagreements } from '../computed/mirrored-parameters.ts';
import { fromBody, fromRequestHeader, missingFromRequest, quoted } from '../evidence.ts';
import { evidenceOf } from '../refusal-rule.ts';
import { type Evidence, type Given, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires on the JSON-RPC error -32020: `Mcp-Method`, `Mcp-Name` or another header says something else than the body. Also where the headers and
 * the body are seen to disagree and the request was refused as malformed, whatever the words, and where a header came twice. On a request that
 * was not refused for it this is an info: a server has to refuse it, this one does not compare. A header that is missing
 * counts only where the server says so, for older servers want none. Source: MCP 2026-07-28, streamable HTTP, "Server Validation".
 */
export const mirrorHeaderMismatch = rule({
  id: 'mirror-header-mismatch',
  hop: 'client-to-gateway',
  level: (given) => (isRefused(given) ? 'error' : 'info'),
  needs: ['rpc', 'exchange', 'facts', 'past'],
  explains: (given) => {
    if (!isRefused(given)) return 'who';
    if (seen(given).some(({ problem }) => problem === 'doubled')) return 'cause';
    return saidBy(given) ? 'words' : 'form';
  },
  title: (given) => titleOf(seen(given)[0]),
  why: (given) =>
    seen(given)[0]?.problem === 'doubled'
      ? 'The client and something on the way both set the header, or the client set it twice. What arrives is one value that nobody knows.'
      : `From 2026-07-28 on, headers repeat the method, the name and the version so that proxies can route by them. ${
          isRefused(given)
            ? 'A server refuses a request whose headers and body disagree.'
            : 'A server has to refuse a request whose headers and body disagree. This one does not compare them, another may.'
        }`,
  check: (given) => {
    const said = saidBy(given);
    const found = seen(given);
    return said || found.length > 0
      ? [...(said ? evidenceOf(said, given.facts) : []), ...found.flatMap((each) => evidence(each, given))]
      : [];
  },
  fix: {
    user: {
      text: 'Have the client write Mcp-Method, Mcp-Name, Mcp-Param-* and MCP-Protocol-Version from the body that it sends, each once. If it does, something on the way changed one of the two.',
    },
    operator: { text: 'Check that no proxy in between sets or rewrites these headers or the body.' },
  },
});

type Needs = Given<'rpc' | 'exchange' | 'facts' | 'past'>;

const saidBy = ({ facts }: Needs): Refusal | undefined =>
  facts.refusals?.find(({ reason }) => reason === 'header-mismatch');

/** The gravest first. */
function seen(given: Needs): readonly Disagreement[] {
  const { exchange, rpc } = given;
  const [message] = rpc.sent;
  // Older revisions have no such headers, whatever a client sends.
  const isCompared =
    saidBy(given) !== undefined || (message !== undefined && speaksModern(exchange, message));
  return [...disagreementsIn(exchange, rpc), ...(isCompared ? parameterDisagreements(given) : [])]
    .filter(
      ({ problem }) =>
        problem === 'doubled' || (isCompared && (problem !== 'missing' || saidBy(given) !== undefined)),
    )
    .sort((one, other) => GRAVEST.indexOf(one.problem) - GRAVEST.indexOf(other.problem));
}

const GRAVEST: readonly Disagreement['problem'][] = ['doubled', 'differs', 'unreadable', 'missing'];

/** Whether the request was refused for its form, which may be for this. */
const isRefused = (given: Needs): boolean =>
  saidBy(given) !== undefined ||
  (given.facts.refusals?.some(
    ({ carrier, code, reason }) => MAY_BE_IT.has(reason) && (carrier === 'json-rpc' || code === '400'),
  ) ??
    false);

const MAY_BE_IT: ReadonlySet<string> = new Set(['parameters', 'unknown', 'version']);

function titleOf(found: Disagreement | undefined): string {
  if (!found) return 'The request’s headers and its body disagree';
  const { header, problem, said, inBody = '' } = found;
  switch (problem) {
    case 'doubled':
      return `${header} was sent twice: ${named(said ?? '')}`;
    case 'differs':
      return said === undefined
        ? `${header} has another value than the body, which says ${named(inBody)}`
        : `${header} says ${named(said)}, but the body says ${named(inBody)}`;
    case 'unreadable':
      return `${header} is not readable: ${named(said ?? '')}`;
    case 'missing':
      return `The request has no ${header}, and the body says ${named(inBody)}`;
  }
}

/** Names of resources may be long. */
const LONGEST = 80;

const named = (text: string): string => inQuotes(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

function evidence({ header, problem, said, inBody }: Disagreement, { exchange }: Needs): readonly Evidence[] {
  const name = header.toLowerCase();
  const [sent = missingFromRequest(header)] = problem === 'missing' ? [] : fromRequestHeader(exchange, name);
  const decoded = quoted(`decoded: ${said}`);
  return [
    sent,
    ...(said === undefined || sent.quote.includes(quoted(said))
      ? []
      : [{ place: sent.place, quote: decoded }]),
    ...(inBody === undefined ? [] : [fromBody('request-body', inBody)]),
  ];
}
