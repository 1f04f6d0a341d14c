import { type Exchange, type Header, header, nameOf } from '../exchange/exchange.ts';
import { defined, isRecord, readJson } from '../exchange/json.ts';
import { readMask } from '../exchange/mask.ts';
import { DEBUG_REQUEST_HEADER, DEBUG_RESPONSE_PREFIX } from './header-names.ts';
import { readOwnMasks, writeOwnMasks } from './own-masks.ts';

/** The proxy's `x-mcp-debug-*` response headers, decoded; `raw` keeps them as they came, masks shortened. */
export interface DebugHeaders {
  /** Credentials the proxy saw on the request, in its order; empty for `(none)`. */
  readonly inboundAuth: readonly InboundCredential[];
  /** The inbound Authorization as LiteLLM's OAuth code sees it; no proof that it is an OAuth token. Absent for `(none)`. */
  readonly oauth2Token?: { readonly masked: string; readonly sameAsLitellmKey: boolean };
  /** How the proxy authenticated to the server: a label of resolution.ts, or an unknown one as it came. */
  readonly resolution?: string;
  /** Server id to label, when the resolution is `multiple` (LiteLLM 1.108). */
  readonly resolutions?: Readonly<Record<string, string>>;
  readonly resolutionsTruncated?: true;
  /** The URL the proxy calls; absent for `(unknown)`, which the aggregate endpoint says. */
  readonly outboundUrl?: string;
  /** `oauth2`, `api_key`, ...; absent for `(none)`. */
  readonly serverAuthType?: string;
  /** Names of debug headers in which an old proxy showed a short credential in clear. */
  readonly weakMasks: readonly string[];
  readonly raw: readonly Header[];
}

export interface InboundCredential {
  /** Lower case: `x-litellm-api-key`, `authorization`, `x-mcp-auth`. */
  readonly name: string;
  readonly masked: string;
}

/** Whether a request asked for debug headers (`is_debug_enabled` in LiteLLM's mcp_debug.py). */
export function asksForDebug({ request }: Exchange): boolean {
  return /^(?:true|1|yes)$/i.test(header(request.headers, DEBUG_REQUEST_HEADER)?.trim() ?? '');
}

/**
 * Decodes the debug headers of a response (LiteLLM 1.81 to 1.108, `build_debug_headers` in mcp_debug.py).
 * @returns undefined when there is none
 */
export function decodeDebugHeaders({ response }: Exchange): DebugHeaders | undefined {
  const raw = response.headers.filter((each) => nameOf(each).startsWith(DEBUG_RESPONSE_PREFIX));
  if (raw.length === 0) return undefined;
  const value = (name: string): string | undefined => {
    const text = header(raw, DEBUG_RESPONSE_PREFIX + name)?.trim();
    return text === undefined || text === '' || text === '(none)' || text === '(unknown)' ? undefined : text;
  };
  const token = value('oauth2-token');
  return {
    inboundAuth: readInboundAuth(value('inbound-auth')),
    ...defined({
      oauth2Token: token === undefined ? undefined : readToken(token),
      resolution: value('auth-resolution'),
      resolutions: readResolutions(value('auth-resolutions')),
      resolutionsTruncated: value('auth-resolutions-truncated') === 'true' ? (true as const) : undefined,
      outboundUrl: value('outbound-url'),
      serverAuthType: value('server-auth-type'),
    }),
    weakMasks: raw.filter((each) => MASKED.has(nameOf(each)) && readMask(each.value)).map(({ name }) => name),
    raw,
  };
}

/** LiteLLM masks these itself; a mask of ours in one of them means that LiteLLM's was missing. */
const MASKED: ReadonlySet<string> = new Set(
  ['inbound-auth', 'oauth2-token'].map((name) => DEBUG_RESPONSE_PREFIX + name),
);

function readInboundAuth(value: string | undefined): readonly InboundCredential[] {
  if (value === undefined) return [];
  return readOwnMasks(value).map(({ name, mask, remark }) =>
    name === '' ? { name: mask + remark, masked: '' } : { name: name.toLowerCase(), masked: mask + remark },
  );
}

function readToken(value: string): { readonly masked: string; readonly sameAsLitellmKey: boolean } {
  const masks = readOwnMasks(value);
  const masked = writeOwnMasks(masks.map((each) => ({ ...each, remark: '' })));
  return { masked, sameAsLitellmKey: masks.some(({ remark }) => remark !== '') };
}

function readResolutions(value: string | undefined): Readonly<Record<string, string>> | undefined {
  const json = readJson(value);
  if (!isRecord(json)) return undefined;
  const labels: Record<string, string> = Object.create(null);
  for (const [server, label] of Object.entries(json)) {
    labels[server] = typeof label === 'string' ? label : JSON.stringify(label);
  }
  return labels;
}
