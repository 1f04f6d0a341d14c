import type { Party, Reason, Refusal } from '../answers/refusal.ts';
import { readUrl } from '../litellm/routes.ts';
import { fromBody, fromResponseHeader, fromStatus, quoted } from './evidence.ts';
import {
  type About,
  type Evidence,
  type Exactness,
  type Facts,
  type Fix,
  type Given,
  type Hop,
  type Level,
  type Rule,
  rule,
} from './rule.ts';

/** What is particular to one kind of refusal. Texts get the refusal, and who answered as people call it. */
interface Kind {
  readonly id: string;
  readonly reasons: readonly Reason[];
  /** Whose refusals; anybody's when left out. */
  readonly by?: readonly Party[];
  /** Where it is not the hop of who answered. */
  readonly hop?: Hop;
  /** Where it is not what goes with the hop (about.ts). */
  readonly about?: About;
  readonly level?: Level | ((refusal: Refusal, facts: Facts) => Level);
  /** Where more than words show it. */
  readonly explains?: Exactness | ((refusal: Refusal) => Exactness);
  readonly title: Text;
  readonly why: Text;
  readonly fix: (refusal: Refusal, facts: Facts) => Fix;
}

type Text = string | ((refusal: Refusal, who: string, facts: Facts) => string);

type Needs = 'refusals' | 'facts';

/**
 * A rule about refusals of one kind, in whatever they come: an HTTP status, a JSON-RPC error, a tool's result, a REST response, a model's stream
 * (src/answers). It yields to any rule that knows the cause by more than words.
 */
export function refusalRule({
  id,
  reasons,
  by,
  hop,
  about,
  level = 'error',
  explains = 'words',
  title,
  why,
  fix,
}: Kind): Rule<Needs> {
  const find = ({ refusals }: Given<'refusals'>): Refusal | undefined =>
    refusals.find((each) => reasons.includes(each.reason) && (by === undefined || by.includes(each.by)));
  const told = <T>(given: Given<Needs>, write: (refusal: Refusal) => T): T => {
    const refusal = find(given);
    if (!refusal) throw new Error('no such refusal');
    return write(refusal);
  };
  const text = (what: Text) => (given: Given<Needs>) =>
    told(given, (refusal) =>
      typeof what === 'string' ? what : what(refusal, nameOf(refusal, given.facts), given.facts),
    );
  return rule({
    id,
    hop: hop ?? ((given) => told(given, hopOf)),
    level:
      typeof level === 'string' ? level : (given) => told(given, (refusal) => level(refusal, given.facts)),
    needs: ['refusals', 'facts'],
    ...(about && { about }),
    explains:
      typeof explains === 'string' ? explains : (given) => (find(given) ? told(given, explains) : undefined),
    title: text(title),
    why: text(why),
    check: (given) => {
      const refusal = find(given);
      return refusal ? evidenceOf(refusal, given.facts) : [];
    },
    fix: (given) => told(given, (refusal) => fix(refusal, given.facts)),
  });
}

/** Whether somebody in front answered, who looked at no key of the gateway's. */
export const isOfEdge = ({ refusals = [] }: Facts): boolean => refusals.some(({ by }) => by === 'edge');

const HOP_OF: Readonly<Record<Party, Hop>> = {
  browser: 'browser',
  edge: 'client-to-gateway',
  gateway: 'gateway',
  server: 'gateway-to-server',
  'authorization-server': 'authorization-server',
  tool: 'tool',
  unknown: 'client-to-gateway',
};

/** The hop of who answered. Nobody but a proxy answers 502 to 504, and JSON-RPC comes from behind the gateway if nothing says that it is the gateway's. */
export function hopOf({ by, reason, carrier, code }: Refusal): Hop {
  if (by !== 'unknown') return HOP_OF[by];
  if (carrier === 'json-rpc' && (reason === 'crash' || reason === 'unknown')) return 'gateway-to-server';
  return code === '500' || code === '501' ? 'gateway' : 'client-to-gateway';
}

/** Who answered, at the beginning of a sentence. LiteLLM is named only where something shows that it is there. */
export function nameOf(
  { by, product, certain }: Pick<Refusal, 'by' | 'product' | 'certain'>,
  { exchange }: Facts,
): string {
  switch (by) {
    case 'browser':
      return exchange.sentBy ? 'Hopscope' : 'The browser';
    case 'edge':
      return product ?? 'A proxy in front of the gateway';
    case 'gateway':
      return certain ? (product ?? 'LiteLLM') : 'The gateway';
    case 'server':
      return 'The MCP server';
    case 'authorization-server':
      return 'The authorization server';
    case 'tool':
      return 'The tool';
    case 'unknown':
      return readUrl(exchange.request.url)?.host ?? 'The server';
  }
}

/** The status or the code, the words, and the marks by which it is known whose they are. */
export function evidenceOf(
  { carrier, code, words, marks }: Refusal,
  { exchange }: Facts,
): readonly Evidence[] {
  const said = carrier === 'json-rpc' ? `${code} ${words}` : words;
  return [
    ...(carrier === 'http' || carrier === 'rest' || carrier === 'oauth-error' ? [fromStatus(exchange)] : []),
    ...(carrier === 'net-error'
      ? [{ place: { in: 'status' as const }, quote: quoted(words) }]
      : [fromBody('response-body', said || (exchange.bodies === undefined ? '(empty)' : '(not known)'))]),
    ...marks.flatMap(({ header }) => (header === undefined ? [] : fromResponseHeader(exchange, header))),
  ];
}
