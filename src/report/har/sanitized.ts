import type { Entry } from 'har-format';
import { memberOf, numberIn, textIn } from '../../exchange/json.ts';
import { rawHeader } from './raw-header.ts';

/**
 * Whether Authorization was taken out of a file before it was saved, as Chrome's “sanitized” export does (its default from 130 on), and nothing in
 * the file says so. Then no request has the header although something shows that one was sent: a preflight asked for it, LiteLLM's debug headers
 * list it, or an endpoint that had asked for a login answers. Source: ChromeDevTools/devtools-frontend, front_end/models/har/Log.ts.
 */
export function isSanitized(entries: readonly Entry[]): boolean {
  const sent = entries.map(signsOf);
  if (sent.some(({ hasAuthorization }) => hasAuthorization)) return false;
  const allowed = new Set(sent.flatMap(({ url, asksFor }) => (asksFor ? url : [])));
  const challenged = new Set<string>();
  return sent.some(({ url, method, isListed, isChallenged, status }) => {
    if (method === 'OPTIONS') return false;
    if (isChallenged) challenged.add(url);
    const isDone = method === 'POST' && status >= 200 && status < 300;
    return isListed || (status > 0 && allowed.has(url)) || (isDone && challenged.has(url));
  });
}

interface Signs {
  readonly url: string;
  readonly method: string;
  readonly hasAuthorization: boolean;
  /** A preflight that asks whether Authorization may be sent. */
  readonly asksFor: boolean;
  /** In the debug headers, as something that arrived. */
  readonly isListed: boolean;
  /** Answered by a demand for an OAuth login. */
  readonly isChallenged: boolean;
  readonly status: number;
}

function signsOf(entry: unknown): Signs {
  const request = memberOf(entry, 'request');
  const response = memberOf(entry, 'response');
  const status = numberIn(response, 'status') ?? 0;
  const method = textIn(request, 'method') ?? '';
  return {
    url: textIn(request, 'url') ?? '',
    method,
    hasAuthorization: rawHeader(request, 'authorization') !== undefined,
    asksFor: /(?:^|[\s,])authorization(?:[\s,]|$)/i.test(
      rawHeader(request, 'access-control-request-headers') ?? '',
    ),
    isListed: /(?:^|[\s,;])authorization=/i.test(rawHeader(response, 'x-mcp-debug-inbound-auth') ?? ''),
    isChallenged:
      status === 401 &&
      /\bresource_metadata=|\bauthorization_uri=/i.test(rawHeader(response, 'www-authenticate') ?? ''),
    status,
  };
}
