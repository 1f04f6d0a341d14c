import type { Entry } from 'har-format';
import { diagnose } from './diagnosis/diagnose.ts';
import { judgeHops } from './diagnosis/hops.ts';
import type { Facts, Finding, HopVerdicts } from './diagnosis/rule.ts';
import { RULES } from './diagnosis/rules/index.ts';
import type { Exchange } from './exchange/exchange.ts';
import { defined } from './exchange/json.ts';
import { createRedact } from './exchange/redact.ts';
import { decodeDebugHeaders } from './litellm/debug-headers.ts';
import { decodeEmbedded } from './litellm/embedded.ts';
import { decodeFailure } from './litellm/failure.ts';
import { decodeOutcomes } from './litellm/outcomes.ts';
import { recognise } from './litellm/recognise.ts';
import { routeOf } from './litellm/routes.ts';
import { tiesTo } from './litellm/ties.ts';
import { decodeRpc } from './mcp/rpc.ts';
import { decodeChallenge } from './oauth/challenge.ts';
import { decodeMetadata } from './oauth/metadata.ts';
import { decodeStep } from './oauth/step.ts';

/** An exchange that is MCP or belongs to it, decoded and diagnosed. Immutable. */
export interface Inspected extends Facts {
  readonly findings: readonly Finding[];
  readonly hops: HopVerdicts;
}

/** redact -> recognise -> decode -> diagnose over one recording, in order. */
export interface Inspector {
  /**
   * Takes the next entry of the recording.
   * @param entry a HAR 1.2 entry, live or from a file; its body text in `response.content.text`
   * @returns the inspected exchange, or undefined when it has nothing to do with MCP
   */
  add(entry: Entry): Inspected | undefined;
}

/** Starts a recording: equal tags mean equal credentials within it, and later exchanges are judged knowing the earlier. */
export function createInspector(): Inspector {
  const redact = createRedact();
  const past: Facts[] = [];
  const login: Facts[] = [];
  let index = 0;
  return {
    add(entry) {
      index += 1;
      const exchange = redact(entry, index - 1);
      const facts = decode(exchange, past);
      if (!facts) return undefined;
      const findings = diagnose(RULES, facts, { past, login });
      past.push(facts);
      if (facts.challenge || facts.kind.startsWith('oauth')) login.push(facts);
      return { ...facts, findings, hops: judgeHops(facts, findings) };
    },
  };
}

/** Everything that one exchange says; undefined when it has nothing to do with MCP. */
function decode(exchange: Exchange, past: readonly Facts[]): Facts | undefined {
  const route = routeOf(exchange);
  const embedded = route?.form === 'llm' ? decodeEmbedded(exchange) : undefined;
  // A call to a language model holds no JSON-RPC, and its stream is long.
  const rpc = embedded ? undefined : decodeRpc(exchange);
  const signs = {
    route,
    rpc,
    debug: decodeDebugHeaders(exchange),
    embedded,
    metadata: decodeMetadata(exchange),
    oauthStep: decodeStep(exchange),
  };
  const kind = recognise(exchange, signs, tiesTo(past, exchange));
  if (!kind) return undefined;
  return {
    exchange,
    kind,
    ...defined({
      ...signs,
      challenge: decodeChallenge(exchange),
      failure: decodeFailure(exchange),
      outcomes: decodeOutcomes(exchange, signs),
    }),
  };
}
