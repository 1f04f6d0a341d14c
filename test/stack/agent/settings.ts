/** What the page is told by the server it comes from, at `/settings.json`. */
export interface Settings {
  /** The proxy's origin. */
  readonly proxy: string;
  /** The proxy's key, without "Bearer ". */
  readonly key: string;
  /** A user's token for the MCP server that wants one, without "Bearer ". */
  readonly userToken: string;
  /** Origin of the MCP server that behaves as the page tells it. */
  readonly moody: string;
  /** Origin of the reverse proxy in front of the proxy. */
  readonly front: string;
  /** Origin of the gateway with policies, and of the nginx in front of the proxy; '' where neither runs. */
  readonly policies: string;
  readonly edge: string;
  /** An origin where nobody listens. */
  readonly nowhere: string;
}
