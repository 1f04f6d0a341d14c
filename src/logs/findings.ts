import type { Finding } from '../diagnosis/rule.ts';
import { explain } from '../explain/explain.ts';
import { ACCEPT, answer, call, entryOf, GATEWAY } from '../explain/made-up.ts';
import { createInspector } from '../inspect.ts';
import { faultOf, type UpstreamFault } from '../litellm/upstream-fault.ts';
import type { Log, LogEvent } from './event.ts';

/** What a log proves by itself: a finding of the rules that judge traffic, with the line that shows it in the place of evidence. */
export interface LogFinding extends Pick<Finding, 'rule' | 'level' | 'hop' | 'title' | 'about'> {
  /** The first line that shows it, from 1. */
  readonly line: number;
  /** What it says. */
  readonly quote: string;
  /** How many events show it. */
  readonly times: number;
}

/**
 * What events of a log that tell of failures mean, each finding once. An event whose reason it does not say is no finding.
 * @returns in the order in which the log shows them
 */
export function findingsIn({ events }: Log): readonly LogFinding[] {
  const found = new Map<string, LogFinding>();
  // A log says the same over and over.
  const judged = new Map<string, Finding | undefined>();
  const once = (key: string, judge: () => Finding | undefined): Finding | undefined => {
    if (!judged.has(key)) judged.set(key, judge());
    return judged.get(key);
  };
  for (const event of events) {
    const finding = event.happening === 'failed' ? findingOf(event, once) : undefined;
    if (!finding) continue;
    const { rule, level, hop, title, about } = finding;
    const key = [rule, title, ...about].join('\n');
    const before = found.get(key);
    found.set(
      key,
      before
        ? { ...before, times: before.times + 1 }
        : { rule, level, hop, title, about, line: event.line, quote: event.words, times: 1 },
    );
  }
  return [...found.values()];
}

type Once = (key: string, judge: () => Finding | undefined) => Finding | undefined;

function findingOf(event: LogEvent, once: Once): Finding | undefined {
  const fault = isOfGateway(event) ? faultIn(event) : undefined;
  const server = event.server ?? event.url;
  if (fault && server !== undefined)
    return once(['server', server, fault.status, fault.httpStatus].join('\n'), () => ofServer(server, fault));
  return once(['words', event.words, ...(event.raised ?? [])].join('\n'), () => ofWords(event));
}

const isOfGateway = ({ source }: LogEvent): boolean => source === 'litellm' || source === 'litellm-json';

/** What the MCP server, or the way to it, did not do; undefined where the event is about something else, or does not say it. */
function faultIn({ upstream, status, words, raised = [] }: LogEvent): UpstreamFault | undefined {
  const httpStatus = upstream?.status ?? (/\bfor url '/.test(words) ? status : undefined);
  if (httpStatus !== undefined) return { status: faultOf(httpStatus), httpStatus };
  const said = [words, ...raised].join('\n');
  return FAULTS.find(([pattern]) => pattern.test(said))?.[1];
}

/** In LiteLLM's words and its libraries' (client.py, mcp_server_manager.py, httpx, the MCP client; recorded with 1.100 to 1.110). */
const FAULTS: readonly (readonly [RegExp, UpstreamFault])[] = [
  [
    /\b(?:ConnectError|All connection attempts failed|CERTIFICATE_VERIFY_FAILED)\b/,
    { status: 'unreachable' },
  ],
  [/\b(?:timed out after|Timeout while listing tools|ReadTimeout|ConnectTimeout)\b/, { status: 'timeout' }],
  [
    /\b(?:Unexpected content type|RemoteProtocolError|SSE stream ended without a response)\b/,
    { status: 'upstream_error' },
  ],
];

/** As LiteLLM itself would have told it on the wire. */
function ofServer(server: string, { status, httpStatus }: UpstreamFault): Finding | undefined {
  const outcome = { status, ...(httpStatus === undefined ? {} : { http_status: httpStatus }) };
  const inspected = createInspector().add(
    entryOf({
      url: `${GATEWAY}/mcp`,
      requestHeaders: { accept: ACCEPT },
      sent: call('tools/list', {}),
      status: 200,
      // Who logs in to a server is not what this is about; that LiteLLM is there is.
      responseHeaders: { 'x-mcp-debug-auth-resolution': 'no-auth' },
      said: answer({ result: { tools: [], _meta: { 'litellm.ai/server_outcomes': { [server]: outcome } } } }),
    }),
  );
  return inspected?.findings.find(({ hop, level }) => hop === 'gateway-to-server' && level !== 'info');
}

/** Where LiteLLM puts what it quotes behind. */
const BEFORE = /^.{0,120}?\bException occured - /;
const BEHIND = / Requester IP Address:.*$/;

/** What the phrasebook knows; a status by itself is nobody's words. */
function ofWords({ words, raised = [] }: LogEvent): Finding | undefined {
  const said = words.replace(BEFORE, '').replace(BEHIND, '');
  const known = [said, ...raised].map(explain).find((each) => each?.known === 'words');
  return known && known.finding.rule !== 'failure-unexplained' && known.finding.rule !== 'tool-error'
    ? known.finding
    : undefined;
}
