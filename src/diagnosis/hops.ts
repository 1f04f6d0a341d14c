import type { Exchange } from '../exchange/exchange.ts';
import { answersOf } from '../litellm/answers.ts';
import { tellsServerLogin } from '../litellm/server-login.ts';
import { toolResult, toolsListed } from '../mcp/rpc.ts';
import { type Facts, type Finding, HOPS, type Hop, type HopVerdict, type HopVerdicts } from './rule.ts';

/**
 * What one exchange proves of each hop. An error or a warning at a hop proves it bad; silence proves nothing. Good is a hop only by an
 * exchange that could have shown the opposite.
 */
export function judgeHops(facts: Facts, findings: readonly Finding[]): HopVerdicts {
  const proved = provedGood(facts);
  const verdict = (hop: Hop): HopVerdict => {
    if (findings.some((finding) => finding.hop === hop && finding.level !== 'info')) return 'bad';
    return proved.has(hop) ? 'good' : 'unknown';
  };
  return eachHop(verdict);
}

/** A verdict for each hop. */
export const eachHop = (verdict: (hop: Hop) => HopVerdict): HopVerdicts =>
  Object.fromEntries(HOPS.map((hop) => [hop, verdict(hop)])) as HopVerdicts;

/**
 * What a whole recording proves: a hop that failed once is bad, one that worked and never failed is good.
 * @param over the exchanges that the client got over (got-over.ts): what failed there is no longer bad
 */
export function judgeRecording(
  recording: Iterable<{ readonly exchange: Pick<Exchange, 'index'>; readonly hops: HopVerdicts }>,
  over: ReadonlySet<number>,
): HopVerdicts {
  const worst = Object.fromEntries(HOPS.map((hop) => [hop, 'unknown'])) as Record<Hop, HopVerdict>;
  for (const { exchange, hops } of recording) {
    const isOver = over.has(exchange.index);
    for (const hop of HOPS) {
      const verdict = isOver && hops[hop] === 'bad' ? 'unknown' : hops[hop];
      if (RANK[verdict] > RANK[worst[hop]]) worst[hop] = verdict;
    }
  }
  return worst;
}

const RANK: Readonly<Record<HopVerdict, number>> = { unknown: 0, good: 1, bad: 2 };

function provedGood(facts: Facts): ReadonlySet<Hop> {
  const good = new Set<Hop>();
  const { exchange, rpc, route, debug, outcomes, embedded, kind } = facts;
  const { status } = exchange.response;
  const succeeded = status >= 200 && status < 300;
  const results = answersOf(exchange, rpc, route).filter((message) => message.type === 'result');

  if (status > 0) good.add('browser');
  if (kind === 'mcp' && succeeded && (results.length > 0 || debug)) good.add('client-to-gateway');
  if ((kind === 'llm' || kind === 'mcp-rest') && succeeded) good.add('client-to-gateway');
  if (results.length > 0) good.add('gateway');

  // LiteLLM answers initialize and ping itself, so only tools prove that it reached the server.
  const ranTool = results.map(toolResult).find((result) => result !== undefined && !result.isError);
  const listed = results.some((message) => (toolsListed(message)?.length ?? 0) > 0);
  const allOk = outcomes?.every((outcome) => outcome.status === 'ok') ?? listed;
  const calledInside = embedded?.calls.some(({ output }) => output !== undefined);
  const reached = ranTool || (listed && allOk);
  // Without debug headers it does not show what LiteLLM sent to the server, which may be your key.
  if (reached && debug && tellsServerLogin(debug)) good.add('gateway-to-server');
  if (ranTool || calledInside) good.add('tool');
  if (calledInside || embedded?.toolsListed) good.add('gateway');

  const reachedWithMachineToken =
    debug?.resolution === 'm2m-client-credentials' && good.has('gateway-to-server');
  const answeredWithToken =
    kind === 'oauth' && succeeded && (exchange.response.body?.text ?? '').includes('"access_token"');
  if (reachedWithMachineToken || answeredWithToken) good.add('authorization-server');
  return good;
}
