import type { SendHttp } from '../checks/http.ts';
import type { Header } from '../exchange/exchange.ts';

/** What a check in the panel needs of the browser. */
export interface CheckPort {
  /** Sends by the background, the only context that may connect. Of an origin without host permission it answers with an error. */
  readonly send: SendHttp;
  /**
   * The headers with credentials that the page sent last to an URL, or to its origin, read from DevTools' own log now. Nothing keeps them but
   * whoever asked.
   * @param names of headers that hold credentials, in lower case
   */
  credentialsOf(url: string, names: readonly string[]): Promise<readonly Header[]>;
}
