import { expect, it } from 'vitest';
import { sendByFetch } from '../../src/checks/fetch.ts';
import type { HttpRequest } from '../../src/checks/http.ts';

const REQUEST: HttpRequest = {
  method: 'POST',
  url: 'http://127.0.0.1:4000/mcp',
  headers: [],
  body: '{}',
  patience: 5,
};

/** A fetch that ends when its request is given up, and not before. */
const hanging = (_url: string, { signal }: RequestInit): Promise<never> =>
  new Promise((_resolve, reject) => {
    const end = () => reject(new Error('aborted'));
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });

/** One whose body does. */
const hangingBody = async (_url: string, { signal }: RequestInit): Promise<Response> =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('data: half'));
        signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  );

const after = (milliseconds: number, act: () => void) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};

const never = new AbortController().signal;

it('gives a request up after its time', async () => {
  expect(
    await sendByFetch({ fetch: hanging, reasonOf: () => 'another reason', after })(REQUEST, never),
  ).toMatchObject({
    status: 0,
    error: 'net::ERR_ABORTED',
  });
});

it('gives a body up after its time, and keeps what came', async () => {
  expect(
    await sendByFetch({ fetch: hangingBody, reasonOf: () => 'another reason', after })(REQUEST, never),
  ).toMatchObject({
    status: 200,
    text: 'data: half',
    error: 'net::ERR_ABORTED',
  });
});

it('ends at once when it is stopped, before and while it waits', async () => {
  const stop = new AbortController();
  const send = sendByFetch({ fetch: hanging, reasonOf: () => 'another reason', after });
  const waiting = send({ ...REQUEST, patience: 1e9 }, stop.signal);
  stop.abort();
  expect(await waiting).toMatchObject({ status: 0 });
  expect(await send({ ...REQUEST, patience: 1e9 }, stop.signal)).toMatchObject({ status: 0 });
});

it('says why where it was not given up', async () => {
  const failing = () => Promise.reject(new Error('refused'));
  expect(
    await sendByFetch({ fetch: failing, reasonOf: () => 'net::ERR_CONNECTION_REFUSED', after })(
      REQUEST,
      never,
    ),
  ).toMatchObject({
    error: 'net::ERR_CONNECTION_REFUSED',
  });
});

it('sends no cookie, and follows no redirect', async () => {
  let given: RequestInit = {};
  const noting = async (_url: string, init: RequestInit) => {
    given = init;
    return new Response('{}');
  };
  await sendByFetch({ fetch: noting, reasonOf: () => '', after })(REQUEST, never);
  expect(given).toMatchObject({ credentials: 'omit', redirect: 'manual', method: 'POST', body: '{}' });
});
