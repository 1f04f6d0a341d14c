/**
 * The event streams a server answers POST requests with. The MCP client is done at the answer, a moment before the
 * stream's end; one who hangs up in between makes the browser record an aborted request without a body.
 */
export class AnswerStreams {
  readonly #ends: Promise<void>[] = [];

  /** The browser's fetch, which also notes when an answer's stream ends. */
  readonly fetch = async (url: string | URL, init?: RequestInit): Promise<Response> => {
    const response = await fetch(url, init);
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (init?.method !== 'POST' || !isStream || !response.body) return response;
    let ended = () => {};
    this.#ends.push(new Promise((resolve) => (ended = resolve)));
    const body = response.body.pipeThrough(new TransformStream({ flush: () => ended() }));
    return new Response(body, response);
  };

  /** Resolves when every stream so far has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#ends);
  }
}
