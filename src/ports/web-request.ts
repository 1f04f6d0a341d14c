/** What one event of webRequest says of a request, in the words that Chromium and Firefox share. */
export interface RequestEvent {
  readonly stage: 'started' | 'sent' | 'answered' | 'redirected' | 'ended';
  /** The same for all events of a request and of those it is redirected to. */
  readonly requestId: string;
  readonly tabId: number;
  readonly url: string;
  readonly method: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly timeStamp: number;
  /** Chromium: the origin of the page or worker that asks. */
  readonly initiator?: string;
  /** Firefox: its URL. */
  readonly originUrl?: string;
  readonly requestBody?: RequestBody | null;
  readonly requestHeaders?: readonly HttpHeader[];
  readonly responseHeaders?: readonly HttpHeader[];
  readonly statusCode?: number;
  readonly statusLine?: string;
  /** Why it failed: `net::ERR_ABORTED`. */
  readonly error?: string;
  /** Its preflight kept it from being sent (failed-preflights.ts). */
  readonly isUnsent?: true;
}

export interface RequestBody {
  /** A form that the browser took apart. */
  readonly formData?: Readonly<Record<string, readonly unknown[]>>;
  readonly raw?: readonly { readonly bytes?: ArrayBuffer }[];
}

export interface HttpHeader {
  readonly name: string;
  readonly value?: string;
}
