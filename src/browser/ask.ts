import { within } from '../capture/within.ts';
import type { Protocol } from '../messages.ts';
import { browser } from './api.ts';

/** A worker that is killed is started by the next message; twice in a row is bad luck, this often is a fault. */
const MOST_ATTEMPTS = 6;

/**
 * Milliseconds in which the first attempt is to be answered; each after it has twice as many, the last what it takes.
 * Chromium 156 leaves a message unanswered for 30 seconds when its worker is killed while it starts.
 */
const PATIENCE = 400;

/** Milliseconds before the second attempt, and more before each after it: a worker takes some to be gone. */
const PAUSE = 10;

/**
 * Sends the background one request of the protocol. A worker that was killed before it answered is asked again: every
 * request says how things are to be, so that it does no harm twice.
 * @throws what the background throws, or the browser's words when the extension was updated or removed
 */
export async function ask<Name extends keyof Protocol>(
  name: Name,
  input: Protocol[Name]['in'],
): Promise<Protocol[Name]['out']> {
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
    try {
      const answer = await within(PATIENCE * 2 ** (attempt - 1), send(name, input));
      if (answer !== 'late') return answer;
    } catch (error) {
      if (!isUnanswered(error)) throw error;
      await new Promise((done) => setTimeout(done, PAUSE * attempt));
    }
  }
  return send(name, input);
}

async function send<Name extends keyof Protocol>(
  name: Name,
  input: Protocol[Name]['in'],
): Promise<Protocol[Name]['out']> {
  const answer: unknown = await browser.runtime.sendMessage({ ask: name, input });
  if (answer === undefined) throw new Error(UNANSWERED);
  return answer as Protocol[Name]['out'];
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
