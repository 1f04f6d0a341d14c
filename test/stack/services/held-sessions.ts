import { asMcp, INITIALIZE } from '../scenarios/scenario.ts';

/** Sessions that LiteLLM allows a caller (`_MAX_STATEFUL_SESSIONS_PER_OWNER` in its server.py). */
const ALLOWED = 100;

/**
 * Opens as many sessions as LiteLLM allows a caller, and an event stream in each: of those without one it would end the
 * oldest to make room for another.
 * @param authorization the caller's
 * @returns what closes the streams
 */
export async function holdSessions(url: URL, authorization: string): Promise<() => void> {
  const controller = new AbortController();
  const { signal } = controller;
  const hold = async () => {
    const headers = { ...asMcp, authorization };
    const opened = await fetch(url, { method: 'POST', headers, body: JSON.stringify(INITIALIZE), signal });
    await opened.text();
    const session = opened.headers.get('mcp-session-id');
    // LiteLLM 1.81 gives out none.
    if (session !== null) await fetch(url, { headers: { ...headers, 'mcp-session-id': session }, signal });
  };
  // One by one: of sessions that have no stream yet, LiteLLM would end some to make room.
  for (let opened = 0; opened < ALLOWED; opened += 1) await hold();
  return () => controller.abort();
}
