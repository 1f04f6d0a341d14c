/** The proxy's `x-mcp-debug-*` response headers, decoded; `raw` keeps them as they came. */
export interface DebugHeaders {
  /** Credentials the proxy saw on the request, in its order; empty for `(none)`. */
  readonly inboundAuth: readonly { readonly name: string; readonly masked: string }[];
  /** The inbound Authorization as LiteLLM's OAuth code sees it; no proof that it is an OAuth token. */
  readonly oauth2Token?: { readonly masked: string; readonly sameAsLitellmKey: boolean };
  /** How the proxy authenticated to the server: a label of resolution.ts, or an unknown one, raw. */
  readonly resolution?: string;
  /** Server id to label, when the resolution is `multiple` (LiteLLM 1.108). */
  readonly resolutions?: Readonly<Record<string, string>>;
  readonly resolutionsTruncated?: boolean;
  /** The URL the proxy called; absent for `(unknown)`, which the aggregate endpoint says. */
  readonly outboundUrl?: string;
  /** `oauth2`, `api_key`, ...; absent for `(none)`. */
  readonly serverAuthType?: string;
  readonly raw: readonly { readonly name: string; readonly value: string }[];
  /** Header names whose masked value showed a short secret in clear (old proxies). */
  readonly weakMasks: readonly string[];
}
