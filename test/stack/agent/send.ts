import type { PlainRequest } from '../scenarios/scenario.ts';

/** One request by plain fetch, its answer read to the end. */
export async function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { method = 'POST', body, patience }: PlainRequest,
): Promise<string> {
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(patience === undefined ? {} : { signal: AbortSignal.timeout(patience) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`);
  return text.slice(0, 200);
}
