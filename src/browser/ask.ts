import type { Protocol } from '../messages.ts';
import { browser } from './api.ts';

/** A worker that is killed is started by the next message; twice in a row is bad luck, this often is a fault. */
const MOST_ATTEMPTS = 8;

/** Milliseconds before the second attempt, and more before each after it: a worker takes some to be gone. */
const PAUSE = 10;

/**
 * Sends the background one request of the protocol. A worker that was killed before it answered is asked again: every
 * request but `check.send` says how things are to be, so that it does no harm twice.
 * @param most attempts. After one that failed nobody knows what came of it: of a background that was killed over a request Firefox (153)
 *   says “Receiving end does not exist”.
 * @throws what the background throws, or the browser's words when the extension was updated or removed
 */
export async function ask<Name extends keyof Protocol>(
  name: Name,
  input: Protocol[Name]['in'],
  most = MOST_ATTEMPTS,
): Promise<Protocol[Name]['out']> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer: unknown = await browser.runtime.sendMessage({ ask: name, input });
      if (answer === undefined) throw new Error(UNANSWERED);
      return answer as Protocol[Name]['out'];
    } catch (error) {
      if (attempt === most || !isUnanswered(error)) throw error;
    }
    await new Promise((done) => setTimeout(done, PAUSE * attempt));
  }
}

/**
 * Calls back whenever the background made a change or was killed in the middle of one.
 * @returns stops it
 */
export function onChangeEnded(listener: () => void): () => void {
  const receive = (line: { readonly onDisconnect: { addListener(listener: () => void): void } }): void =>
    line.onDisconnect.addListener(listener);
  browser.runtime.onConnect.addListener(receive);
  return () => browser.runtime.onConnect.removeListener(receive);
}

const UNANSWERED = 'The background was killed before a response was received.';

/**
 * Whether the worker was killed, before it took the message or after (Chromium 156: "Receiving end does not exist", "message
 * channel closed before a response was received", or no answer at all). Of an extension that is no more Chromium says that its
 * context is invalidated.
 */
function isUnanswered(error: unknown): boolean {
  return /before a response was received|Receiving end does not exist/.test(String(error));
}
