import type { Entry } from 'har-format';
import { asToolsOwn } from './answers/as-tools-own.ts';
import { readRefusals } from './answers/read.ts';
import { createBefores } from './diagnosis/before.ts';
import { continuedCall } from './diagnosis/computed/continued-call.ts';
import { litellmSeen } from './diagnosis/computed/litellm-seen.ts';
import { outcomesBefore } from './diagnosis/computed/outcomes-before.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { ofSender } from './diagnosis/direct.ts';
import { RULES } from './diagnosis/every-rule.ts';
import { gotOver } from './diagnosis/got-over.ts';
import { judgeHops } from './diagnosis/hops.ts';
import type { Facts, Finding, HopVerdicts, Judged, Rule } from './diagnosis/rule.ts';
import { settle } from './diagnosis/settle.ts';
import type { Exchange, StreamEvent } from './exchange/exchange.ts';
import { defined, mapTexts } from './exchange/json.ts';
import { readPage } from './exchange/page.ts';
import { createRedact } from './exchange/redact/redact.ts';
import { createSecrets, type Secrets } from './exchange/redact/secrets.ts';
import { countingTags, numberedTags } from './exchange/redact/tags.ts';
import { redactUrl } from './exchange/redact/text.ts';
import { decodeDebugHeaders } from './litellm/debug-headers.ts';
import { decodeEmbedded } from './litellm/embedded.ts';
import { decodeFailure } from './litellm/failure.ts';
import type { HeaderNames } from './litellm/header-names.ts';
import { decodeOutcomes } from './litellm/outcomes.ts';
import { litellm } from './litellm/profile.ts';
import { type Kind, recognise, type Signs } from './litellm/recognise.ts';
import { routeOf } from './litellm/routes.ts';
import { createServerNames, type NameOf, serverIdOf, serversOf } from './litellm/servers.ts';
import { tiesTo } from './litellm/ties.ts';
import { continuesLogin } from './logins/continues.ts';
import { joinLogins } from './logins/join.ts';
import type { Login } from './logins/login.ts';
import { calledTool, decodeRpc } from './mcp/rpc.ts';
import { decodeChallenge } from './oauth/challenge.ts';
import { decodeMetadata } from './oauth/metadata.ts';
import { decodeStep } from './oauth/step.ts';

/** An exchange that is MCP or belongs to it, decoded and diagnosed. Immutable. */
export interface Inspected extends Judged {
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
  /** The same for an exchange that was masked before: by the background, with the key of this recording. */
  addMasked(exchange: Exchange): Inspected | undefined;
  /**
   * Decodes an entry that is not finished. It is not judged, and the recording does not get it.
   * @param id stands for its index
   * @param events of its stream, from before those in the entry
   */
  preview(entry: Entry, id: number, events?: readonly StreamEvent[]): Inspected | undefined;
  /** The same for an exchange that the background masked. */
  previewMasked(exchange: Exchange, id: number): Inspected | undefined;
  /** The recording as it stands (diagnosis/settle.ts). */
  settle(inspected: readonly Inspected[]): readonly Inspected[];
  /** The indexes of exchanges whose failure the client got over (diagnosis/got-over.ts). */
  gotOver(inspected: readonly Inspected[]): ReadonlySet<number>;
  /** The logins among the recording's exchanges (logins/join.ts). @param now the time, milliseconds since the epoch */
  joinLogins(inspected: readonly Inspected[], goesOn: boolean, now?: number): readonly Login[];
  /** Whether a page that the tab goes to belongs to one of them (logins/continues.ts). @param url as the browser has it */
  continuesLogin(url: string, logins: readonly Login[]): boolean;
  /**
   * The last look at a text before it leaves: whether a credential of this recording is in it.
   * @throws CredentialLeft when one is, in any of the encodings that last-scan.ts knows
   */
  assertNoCredentialIn(text: string): void;
}

/** How a recording differs from that of a file. */
export interface InspectorOptions {
  /** What the proxy calls its headers, if it is a fork that renamed them. */
  readonly names?: HeaderNames | undefined;
  /** The background's key (exchange/tags.ts), so that what it masked gets the same tags as what is masked here. */
  readonly key?: string | undefined;
  /** Those of the recording, where something else is masked with them: a log beside it. */
  readonly secrets?: Secrets | undefined;
  /** How many exchanges the recording keeps: rules look back on so many, and credentials of older ones are forgotten. */
  readonly most?: number | undefined;
}

/** So many credentials may come from requests that are not MCP, until the older ones are forgotten. */
const MOST_SECRETS = 100_000;

/** Starts a recording: equal tags mean equal credentials within it, and later exchanges are judged knowing the earlier. */
export function createInspector({ names, key, most, secrets: shared }: InspectorOptions = {}): Inspector {
  const tags = key === undefined ? countingTags() : numberedTags(key);
  const secrets = shared ?? createSecrets(tags);
  const redact = createRedact(litellm(names), secrets);
  const befores = createBefores(most);
  const servers = createServerNames();
  let index = 0;
  let kept = 0;

  const judge = (exchange: Exchange): Inspected | undefined => {
    servers.learn(exchange);
    const before = befores.of(exchange);
    const facts = decode(exchange, before.past, servers.nameOf);
    if (!facts) {
      const page = readPage(exchange);
      if (page) before.addPage(page);
      return undefined;
    }
    const findings = ofSender(exchange, diagnose(RULES, facts, before));
    const inspected = { ...facts, findings, hops: judgeHops(facts, findings) };
    before.add(inspected);
    kept += 1;
    return inspected;
  };
  const next = (exchange: Exchange): Inspected | undefined => {
    index += 1;
    const inspected = judge({ ...exchange, index: index - 1 });
    if (most !== undefined && (kept >= most || secrets.size > MOST_SECRETS)) {
      secrets.nextGeneration();
      kept = 0;
    }
    return inspected;
  };
  const preview = (exchange: Exchange, id: number): Inspected | undefined => {
    const facts = decode({ ...exchange, index: id }, befores.of(exchange).past, servers.nameOf);
    return facts && { ...facts, findings: [], hops: judgeHops(facts, []) };
  };
  const renamed = (exchange: Exchange): Exchange => mapTexts(exchange, (text) => tags.renamed(text));

  return {
    settle,
    gotOver,
    joinLogins: (inspected, goesOn, now) => joinLogins(inspected, goesOn, { now, pages: befores.page.pages }),
    continuesLogin: (url, logins) => continuesLogin(redactUrl(url, secrets), logins),
    add: (entry) => next(redact(entry, index)),
    addMasked: (exchange) => next(renamed(exchange)),
    preview(entry, id, events = []) {
      const { streamEvents = [], ...exchange } = redact(entry, id);
      const all = [...events, ...streamEvents];
      return preview(all.length > 0 ? { ...exchange, streamEvents: all } : exchange, id);
    },
    previewMasked: (exchange, id) => preview(renamed(exchange), id),
    assertNoCredentialIn: (text) => secrets.assertNoneIn(text),
  };
}

/** Inspects what was inspected before and is cleaned now: what it is and which rules fired stays. */
export type Reinspect = (
  cleaned: Exchange,
  original: Inspected,
  cleanText: (text: string) => string,
) => Inspected;

/**
 * Starts a recording of cleaned exchanges. Only the rules that fired are asked again, for their words: the others take
 * time and would say nothing. One that misses what was taken out keeps its verdict, its words cleaned.
 */
export function createReinspect(): Reinspect {
  const befores = createBefores();
  return (exchange, original, cleanText) => {
    const before = befores.of(exchange);
    const [name] = original.servers ?? [];
    // What names it need not be shown.
    const nameOf = () =>
      name === serverIdOf(original.exchange, original.route) ? undefined : name && cleanText(name);
    const { continues } = original;
    const facts = {
      ...behind(original.gateway, factsOf(exchange, original.kind, signsOf(exchange), nameOf)),
      ...(continues && { continues: { ...continues, name: cleanText(continues.name) } }),
    };
    const fired = original.findings.flatMap(({ rule }) => RULES_BY_ID.get(rule) ?? []);
    const again =
      fired.length === 0
        ? NONE
        : new Map(ofSender(exchange, diagnose(fired, facts, before)).map((each) => [each.rule, each]));
    const findings = original.findings.map((finding) => {
      const words = again.get(finding.rule);
      if (!words) return withoutWords(finding, cleanText);
      // It may have become an error since (settle.ts).
      return words.level === finding.level ? words : { ...words, level: finding.level };
    });
    const inspected = { ...facts, findings, hops: original.hops };
    before.add(inspected);
    return inspected;
  };
}

const RULES_BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((each) => [each.id, each]));

const NONE: ReadonlyMap<string, Finding> = new Map();

const withoutWords = (finding: Finding, cleanText: (text: string) => string): Finding => ({
  ...finding,
  title: cleanText(finding.title),
  why: cleanText(finding.why),
  about: finding.about.map(cleanText),
  evidence: finding.evidence.map((each) => ({ ...each, quote: cleanText(each.quote) })),
  fix: {},
});

function signsOf(exchange: Exchange): Signs {
  const route = routeOf(exchange);
  const embedded = route?.form === 'llm' ? decodeEmbedded(exchange) : undefined;
  return defined({
    route,
    // A call to a language model holds no JSON-RPC, and its stream is long.
    rpc: embedded ? undefined : decodeRpc(exchange),
    debug: decodeDebugHeaders(exchange),
    embedded,
    metadata: decodeMetadata(exchange),
    oauthStep: decodeStep(exchange),
  });
}

/** Everything that one exchange says; undefined when it has nothing to do with MCP. */
function decode(exchange: Exchange, past: readonly Facts[], nameOf: NameOf): Facts | undefined {
  const signs = signsOf(exchange);
  // Of what Hopscope asked itself it knows what it is.
  const kind = recognise(exchange, signs, tiesTo(past, exchange)) ?? (exchange.sentBy && 'mcp');
  const facts = kind && factsOf(exchange, kind, signs, nameOf);
  if (!facts) return undefined;
  const proved = behind(litellmSeen(facts, past) ? 'LiteLLM' : undefined, facts);
  return {
    ...proved,
    ...defined({
      outcomes: proved.outcomes ?? outcomesBefore(proved, past),
      continues: continuedCall(facts, past),
    }),
  };
}

/** What an exchange says, knowing whether a gateway is proved: a tool may fail in the words in which LiteLLM says that a call did not get through. */
function behind(gateway: Facts['gateway'], facts: Facts): Facts {
  if (gateway !== undefined) return { ...facts, gateway };
  const { refusals, outcomes, ...others } = facts;
  const isCall =
    facts.embedded !== undefined || (facts.rpc !== undefined && calledTool(facts.rpc) !== undefined);
  return {
    ...others,
    ...defined({ refusals: refusals && asToolsOwn(refusals), outcomes: isCall ? undefined : outcomes }),
  };
}

function factsOf(exchange: Exchange, kind: Kind, signs: Signs, nameOf: NameOf): Facts {
  const servers = serversOf(exchange, signs, nameOf);
  const failure = decodeFailure(exchange);
  const outcomes = decodeOutcomes(exchange, { ...signs, ...defined({ servers }) });
  const refusals = readRefusals(exchange, { ...signs, ...defined({ failure, outcomes }) });
  return {
    exchange,
    kind,
    ...signs,
    ...defined({
      servers,
      challenge: decodeChallenge(exchange),
      failure,
      refusals: refusals.length === 0 ? undefined : refusals,
      outcomes,
    }),
  };
}
