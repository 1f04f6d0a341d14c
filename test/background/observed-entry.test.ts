import { describe, expect, it } from 'vitest';
import { addEvent } from '../../src/background/observed-entry.ts';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { createSecrets } from '../../src/exchange/redact/secrets.ts';
import { keyedTags } from '../../src/exchange/redact/tags.ts';
import { litellm } from '../../src/litellm/profile.ts';
import type { Observed } from '../../src/messages.ts';
import type { RequestEvent } from '../../src/ports/web-request.ts';
import { GATEWAY, KEY } from '../har-entry.ts';

const START = Date.UTC(2026, 0, 1);
const BODY = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: { api_key: KEY } });

function event(parts: Partial<RequestEvent> & Pick<RequestEvent, 'stage'>): RequestEvent {
  return {
    requestId: '5',
    tabId: 7,
    url: `${GATEWAY}/mcp/everything?key=${KEY}`,
    method: 'POST',
    type: 'xmlhttprequest',
    timeStamp: START,
    ...parts,
  };
}

const bytes = (text: string) => ({ raw: [{ bytes: new TextEncoder().encode(text).buffer as ArrayBuffer }] });

const ANSWER = {
  statusCode: 404,
  statusLine: 'HTTP/1.1 404 Not Found',
  responseHeaders: [{ name: 'x-mcp-debug-auth-resolution', value: 'no-auth' }],
};

const EVENTS: readonly RequestEvent[] = [
  event({ stage: 'started', requestBody: bytes(BODY) }),
  event({
    stage: 'sent',
    timeStamp: START + 1.5,
    requestHeaders: [
      { name: 'Authorization', value: `Bearer ${KEY}` },
      { name: 'content-type', value: 'application/json' },
      { name: 'X-LiteLLM-MCP-Debug', value: 'true' },
    ],
  }),
  event({
    stage: 'answered',
    timeStamp: START + 20,
    ...ANSWER,
  }),
  event({ stage: 'ended', timeStamp: START + 50, ...ANSWER }),
];

const redact = () => createRedact(litellm(), createSecrets(keyedTags('01'.repeat(32))));

function observe(events: readonly RequestEvent[]): Observed {
  const masking = redact();
  const last = events.reduce<Observed | undefined>(
    (before, each) =>
      addEvent('7.5', { tabId: 7, window: 'tab' }, before, each, {
        redact: masking,
        debugHeader: 'x-litellm-mcp-debug',
        life: 1,
      }),
    undefined,
  );
  if (!last) throw new Error('no event');
  return last;
}

describe('an observed request', () => {
  it('says when another window made it', () => {
    const [first] = EVENTS;
    const observed = (window: Observed['window']) =>
      first &&
      addEvent('7.5', { tabId: 7, window }, undefined, first, {
        redact: redact(),
        debugHeader: undefined,
        life: 1,
      });
    expect(observed('popup')?.exchange.window).toBe('popup');
    expect(observed('tab')?.exchange.window).toBeUndefined();
    expect(observed('worker')?.exchange.window).toBeUndefined();
  });

  it('is open, with what is known, until it ends', () => {
    const states = EVENTS.map((_, index) => observe(EVENTS.slice(0, index + 1)));
    expect(states.map(({ state, exchange }) => `${state} ${exchange.response.status}`)).toEqual([
      'open 0',
      'open 0',
      'open 404',
      'ended 404',
    ]);
    expect(states.map(({ hasDebugHeader }) => hasDebugHeader)).toEqual([false, true, true, true]);
    expect(states.at(-1)).toMatchObject({
      id: '7.5',
      endedAt: START + 50,
      exchange: {
        bodies: 'not recorded',
        startedAt: START,
        duration: 50,
        resourceType: 'fetch',
        timings: { wait: 20, receive: 30 },
        response: { status: 404, statusText: 'Not Found' },
      },
    });
  });

  it('is the same in whatever order its events come', () => {
    const inOrder = observe(EVENTS);
    for (const events of permutations(EVENTS)) {
      const whole = observe(events);
      // The answer's own time is lost where the end came before it.
      expect({ ...whole, exchange: { ...whole.exchange, timings: inOrder.exchange.timings } }).toEqual(
        inOrder,
      );
    }
  });

  it('holds no credential, and one mask for one credential', () => {
    for (let count = 1; count <= EVENTS.length; count += 1) {
      expect(JSON.stringify(observe(EVENTS.slice(0, count)))).not.toContain('throwaway');
    }
    const text = decodeURIComponent(JSON.stringify(observe(EVENTS)));
    expect(new Set(text.match(/#[0-9a-z]{8}(?=\])/g)).size).toBe(1);
    expect(text.match(/\[masked/g)?.length).toBe(3);
  });

  it('keeps why it failed beside the status that came before', () => {
    const { exchange } = observe([
      ...EVENTS.slice(0, 3),
      event({ stage: 'ended', timeStamp: START + 50, error: 'net::ERR_ABORTED' }),
    ]);
    expect(exchange.response).toMatchObject({ status: 404, error: 'net::ERR_ABORTED' });
    expect(exchange.response.headers).toHaveLength(1);
  });

  it('keeps a form, its credentials masked', () => {
    const requestBody = {
      formData: { grant_type: ['authorization_code'], code: ['abcdefgh'], code_verifier: ['v'] },
    };
    const { exchange } = observe([event({ stage: 'started', requestBody })]);
    expect(exchange.request.body?.mimeType).toBe('application/x-www-form-urlencoded');
    expect(exchange.request.body?.text).toContain('grant_type=authorization_code&code=%5Bmasked');
    expect(exchange.request.body?.text).not.toContain('abcdefgh');
  });

  it.each([
    ['is no JSON', bytes('plain words')],
    ['is too long', bytes(`{"a":"${'x'.repeat(64 * 1024)}"}`)],
    ['is a file', { raw: [{}] }],
    ['is none', null],
  ])('has no body where it %s', (_what, requestBody) => {
    expect(observe([event({ stage: 'started', requestBody })]).exchange.request.body).toBeUndefined();
  });
});

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
