/** What is to be checked, and what the check may do. Holds no credential: the runner adds those. */
export interface CheckTarget {
  /** The MCP endpoint at the gateway, an absolute http URL. */
  readonly url: string;
  /** The MCP server's own endpoint, to be asked without the gateway; else the one that the gateway names, where that may be asked. */
  readonly direct?: string;
  /** The origin of the page that has to get through: asked for by a preflight, and sent along. */
  readonly origin?: string;
  /** A tool that may be called. */
  readonly call?: { readonly tool: string; readonly arguments: Readonly<Record<string, unknown>> };
  /** Names of the headers in which the runner sends credentials to the gateway. */
  readonly credentialHeaders: readonly string[];
  /** The only origins that may be asked besides those of `url` and `direct`; any when absent (addresses.ts still holds). */
  readonly origins?: readonly string[];
}
