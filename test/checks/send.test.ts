import { expect, it } from 'vitest';
import type { HttpAnswer, HttpRequest } from '../../src/checks/http.ts';
import type { CheckRequest } from '../../src/checks/request.ts';
import { CheckStopped, createSend } from '../../src/checks/send.ts';

const TARGET = 'https://gateway.example/mcp';
const KEY = { name: 'x-litellm-api-key', value: 'Bearer sk-throwaway-key-of-check-4711' };

const PLANNED: CheckRequest = {
  step: 'initialize',
  method: 'POST',
  url: TARGET,
  headers: { accept: 'application/json' },
  body: '{}',
  withCredentials: true,
  withSession: true,
  isDirect: false,
};

/** @param answer headers and status of every answer */
function sender(answer: Partial<HttpAnswer> = {}) {
  const sent: HttpRequest[] = [];
  const stop = new AbortController();
  let now = 1000;
  const send = createSend(
    async (request) => {
      sent.push(request);
      now += 25;
      return { status: 200, statusText: 'OK', headers: [], text: '{}', size: 2, ...answer };
    },
    () => now,
    { check: 3, target: TARGET, credentials: [KEY], patience: 10_000, stop: stop.signal },
  );
  return { send, sent, stop };
}

const namesIn = (request: HttpRequest | undefined) => request?.headers.map(({ name }) => name);

it('adds the credentials where the plan wants them', async () => {
  const { send, sent } = sender();
  await send(PLANNED);
  await send({ ...PLANNED, withCredentials: false });
  expect(sent.map(({ headers }) => headers.includes(KEY))).toEqual([true, false]);
});

it.each([
  'https://gateway.example:8443/mcp',
  'http://gateway.example/mcp',
  'https://login.gateway.example/mcp',
  'https://gateway.example.evil.example/mcp',
  'https://gateway.example@evil.example/mcp',
])('adds them to no other origin, whatever the plan wants: %s', async (url) => {
  const { send, sent } = sender();
  await send({ ...PLANNED, url });
  expect(sent[0]?.headers).not.toContain(KEY);
});

it('sends the session id that the same URL gave, and no other', async () => {
  const { send, sent } = sender({ headers: [{ name: 'Mcp-Session-Id', value: 's-1' }] });
  await send(PLANNED);
  await send(PLANNED);
  await send({ ...PLANNED, withSession: false });
  await send({ ...PLANNED, url: `${TARGET}/other` });
  expect(sent.map((request) => namesIn(request)?.includes('mcp-session-id'))).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

it('makes an entry as a browser records it, marked as a check’s', async () => {
  const { send } = sender({ headers: [{ name: 'content-type', value: 'application/json' }] });
  expect(await send({ ...PLANNED, isDirect: true })).toMatchObject({
    startedDateTime: '1970-01-01T00:00:01.000Z',
    time: 25,
    _sentBy: { check: 3, direct: true },
    request: { method: 'POST', url: TARGET, postData: { text: '{}' } },
    response: { status: 200, content: { text: '{}', mimeType: 'application/json', size: 2 } },
  });
});

it('says that a body was not read', async () => {
  const { send } = sender({ text: undefined as never, size: 9_000_000 });
  expect(await send(PLANNED)).toMatchObject({ _bodies: 'not read' });
});

it('sends nothing more once it is stopped', async () => {
  const { send, sent, stop } = sender();
  await send(PLANNED);
  stop.abort();
  await expect(send(PLANNED)).rejects.toThrow(CheckStopped);
  expect(sent).toHaveLength(1);
});
