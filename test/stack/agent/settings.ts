/** What the page is told by the server it comes from, at `/settings.json`. */
export interface Settings {
  /** The proxy's origin. */
  readonly proxy: string;
  /** The proxy's key, without "Bearer ". */
  readonly key: string;
  /** Origin of the reverse proxy in front of the proxy. */
  readonly front: string;
  /** An origin where nobody listens. */
  readonly nowhere: string;
}
