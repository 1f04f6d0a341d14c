import type { Finding } from '../src/diagnosis/rule.ts';
import type { Inspected } from '../src/inspect.ts';
import { toolCalled } from '../src/mcp/rpc.ts';

/** What goes wrong on the way in, whichever server was asked for. */
const WAY_IN: ReadonlySet<string> = new Set(
  `accept-header-incomplete auth-header-stripped authorization-duplicated authorize-request-incomplete
  body-too-large debug-headers-absent
  debug-not-covered endpoint-not-mcp gateway-unreachable key-malformed key-missing key-rejected
  key-unverifiable list-cursor-expired litellm-key-in-authorization mask-too-weak mirror-header-mismatch path-unknown preflight-refused
  protocol-version-unsupported redirect-drops-auth response-hidden-by-cors rest-request-invalid
  secret-in-response server-header-misnamed server-scope-required session-limit token-in-url`.split(/\s+/),
);

/** Rules about how LiteLLM logs in to a server, whichever tool was called. */
const LOGINS_TO_SERVERS =
  /^(?:upstream-.*|m2m-token-used|token-rejected|litellm-key-leaks-upstream|auth-resolution-failed)$/;

/**
 * What a finding is about, told from its exchange alone: what has to be named wherever findings are grouped.
 * @returns the servers and tools; the host of an exchange that names none, or that failed on the way in
 */
export function subjectsOf(inspected: Inspected, { rule, hop }: Finding): readonly string[] {
  const { exchange, route, embedded, outcomes, debug, metadata, rpc } = inspected;
  const host = new URL(exchange.request.url).host;
  const isUnsent = rule === 'failure-unexplained' && hop === 'browser';
  if (WAY_IN.has(rule) || rule.startsWith('edge-') || isUnsent) return [host];
  const login = exchange.request.body?.text ?? exchange.request.url;
  if (hop === 'authorization-server' && !route?.servers.length)
    return [/resource=[^&]*%2F(\w+)(?:&|$)/.exec(login)?.[1] ?? ''];
  if (metadata) return [metadata.expected.split('/').at(-1) ?? host];
  // A rule is called like the status that it is about.
  const failed = outcomes?.filter(({ status }) => rule.endsWith(status.replaceAll('_', '-'))) ?? [];
  if (failed.length > 0) return failed.map(({ server }) => server);
  if (debug?.resolutions) return [];
  const servers = embedded?.labels ?? route?.servers ?? [];
  const tools = LOGINS_TO_SERVERS.test(rule)
    ? []
    : (rpc?.sent ?? []).flatMap((each) => toolCalled(each) ?? []);
  const named = [...servers, ...(hop === 'tool' || hop === 'gateway-to-server' ? tools : [])];
  return named.length === 0 && route?.form !== 'mcp-rest' ? [host] : named;
}
