import { asMcp, INITIALIZE, type PlainRequest } from '../scenarios/scenario.ts';

/**
 * One request by plain fetch.
 * @returns the answer, read to its end
 * @throws its status and its start, when that is no success
 */
export async function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { method = 'POST', body, patience }: PlainRequest,
): Promise<string> {
  const response = await fetch(url, {
    method,
    headers,
    body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
    signal: patience === undefined ? null : AbortSignal.timeout(patience),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`);
  return text;
}

/**
 * Opens an MCP session by plain fetch.
 * @returns its id
 * @throws when the page can't read one
 */
export async function openSession(url: URL, headers: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...asMcp, ...headers },
    body: JSON.stringify(INITIALIZE),
  });
  await response.text();
  const session = response.headers.get('mcp-session-id');
  if (session === null) throw new Error(`${response.status}, and no session that the page can read`);
  return session;
}
