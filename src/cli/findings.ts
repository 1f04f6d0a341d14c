import { gotOver, whatFails } from '../diagnosis/got-over.ts';
import type { Finding, Level } from '../diagnosis/rule.ts';
import { ofPage } from '../diagnosis/senders.ts';
import type { Inspected } from '../inspect.ts';
import { methodsOf } from '../mcp/rpc.ts';
import { decodedDebug } from '../report/har/decoded.ts';
import { GOT_OVER } from '../words/hops.ts';

/** What `diagnose --json` prints: a public contract, see design.md in the docs. */
export interface Answer {
  readonly exchanges: readonly object[];
  readonly summary: Summary;
}

export interface Summary {
  readonly exchanges: number;
  readonly ignored: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly failingHop: string | null;
}

/** @param entries how many entries the recording has, MCP-related or not */
export function toJson(inspected: readonly Inspected[], entries: number): Answer {
  const findings = ofPage(inspected).flatMap((each) => each.findings);
  const over = gotOver(inspected);
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  return {
    exchanges: inspected.map((each) => exchangeJson(each, over.has(each.exchange.index))),
    summary: {
      exchanges: inspected.length,
      ignored: entries - inspected.length,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      failingHop: whatFails(inspected)?.hop ?? null,
    },
  };
}

function exchangeJson(
  { exchange, kind, rpc, servers, debug, findings }: Inspected,
  isGotOver: boolean,
): object {
  return {
    index: exchange.index,
    method: exchange.request.method,
    url: exchange.request.url,
    status: exchange.response.status,
    kind,
    rpc: rpc ? methodsOf(rpc) : [],
    server: servers?.join(',') ?? null,
    sentBy: exchange.sentBy ? 'check' : 'page',
    debug: debug ? decodedDebug(debug) : null,
    findings: findings.map(({ rule, level, hop, title, evidence }) => ({
      rule,
      level,
      hop,
      title,
      evidence: evidence.map(({ quote }) => quote),
      gotOver: isGotOver,
    })),
  };
}

/** The same for people: a line an exchange, its findings below it. */
export function printable(inspected: readonly Inspected[], summary: Summary): string {
  const over = gotOver(inspected);
  const lines = inspected.flatMap(({ exchange, kind, rpc, findings }) => [
    `#${exchange.index} ${exchange.request.method} ${exchange.request.url} ${exchange.response.status} ${rpc ? methodsOf(rpc).join(' ') : kind}`,
    ...findings.flatMap((finding) => printFinding(finding, over.has(exchange.index))),
  ]);
  const { exchanges, ignored, errors, warnings, infos } = summary;
  return [
    ...lines,
    '',
    `${exchanges} MCP exchanges, ${ignored} others; ${errors} errors, ${warnings} warnings, ${infos} infos; failing hop: ${summary.failingHop ?? 'none'}`,
    '',
  ].join('\n');
}

function printFinding(
  { rule, level, hop, title, why, evidence }: Finding,
  isOver: boolean,
): readonly string[] {
  const over = isOver && level !== 'info' ? ` (${GOT_OVER})` : '';
  return [
    `   ${level} ${rule} at ${hop}: ${title}${over}`,
    `      ${why}`,
    ...evidence.map(({ quote }) => `      > ${quote}`),
  ];
}
