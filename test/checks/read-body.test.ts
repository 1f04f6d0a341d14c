import { describe, expect, it } from 'vitest';
import { readBody } from '../../src/checks/read-body.ts';

const encoder = new TextEncoder();

/** A body whose parts come one after the other, and that stays open where nothing ends it. */
function bodyOf(parts: readonly string[], stays = false) {
  let cancelled = false;
  const left = [...parts];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = left.shift();
      if (part !== undefined) controller.enqueue(encoder.encode(part));
      else if (!stays) controller.close();
    },
    cancel() {
      cancelled = true;
    },
  });
  return { body, wasCancelled: () => cancelled };
}

const ANSWER = 'data: {"jsonrpc":"2.0","id":1,"result":{}}';
const NOTE = 'data: {"jsonrpc":"2.0","method":"notifications/message","params":{}}';

describe('an event stream that stays open', () => {
  it.each([
    ['in one part', [`${ANSWER}\n\n`]],
    ['after a note', [`${NOTE}\n\n`, `${ANSWER}\n\n`]],
    [
      'cut anywhere',
      [NOTE.slice(0, 20), `${NOTE.slice(20)}\n`, `\n${ANSWER.slice(0, 9)}`, `${ANSWER.slice(9)}\n\n`],
    ],
    ['with other line ends', [`: ping\r\n\r\n${ANSWER}\r\n\r\n`]],
    ['in two lines of data', ['data: {"jsonrpc":"2.0","id":1,\ndata: "error":{"code":1,"message":""}}\n\n']],
  ])('is left once the answer is there: %s', async (_how, parts) => {
    const { body, wasCancelled } = bodyOf(parts, true);
    const { text, error } = await readBody(body, 'text/event-stream; charset=utf-8');
    expect(text).toBe(parts.join(''));
    expect(error).toBeUndefined();
    expect(wasCancelled()).toBe(true);
  });
});

it('reads any other body to its end', async () => {
  const { body, wasCancelled } = bodyOf([`${ANSWER}\n\n`, 'more']);
  expect(await readBody(body, 'application/json')).toEqual({
    text: `${ANSWER}\n\nmore`,
    size: ANSWER.length + 6,
  });
  expect(wasCancelled()).toBe(false);
});

it('does not read on what gets too long', async () => {
  const { body, wasCancelled } = bodyOf(Array.from({ length: 100 }, () => ' '.repeat(1_000_000)));
  const { text, size } = await readBody(body, 'application/json');
  expect(text).toBeUndefined();
  expect(size).toBeLessThan(10_000_000);
  expect(wasCancelled()).toBe(true);
});

it('keeps what came before the connection broke', async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      if (pulled === 1) controller.enqueue(encoder.encode('{"half":'));
      else controller.error(new Error('broke'));
    },
  });
  const { text, error } = await readBody(body, 'application/json');
  expect(text).toBe('{"half":');
  expect(error).toBeInstanceOf(Error);
});

it('takes an answer without a body for an empty one', async () => {
  expect(await readBody(null, '')).toEqual({ text: '', size: 0 });
});
