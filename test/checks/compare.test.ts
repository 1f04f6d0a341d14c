import type { Entry } from 'har-format';
import { describe, expect, it } from 'vitest';
import { compareWithPage } from '../../src/checks/compare.ts';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { recorded } from '../golden/recordings.ts';
import { CLIENT_HEADERS, entry, type Parts, rpc } from '../har-entry.ts';

const OF_CHECK = { _sentBy: { check: 1 } };
const asCheck = (each: Entry, sender: object = OF_CHECK): Entry => ({ ...each, ...sender });

/** What the page sent, and what a check did after it, as one recording. */
function compare(page: readonly Entry[], check: readonly Entry[]) {
  const inspector = createInspector();
  const add = (all: readonly Entry[]): readonly Inspected[] =>
    all.flatMap((each) => inspector.add(each) ?? []);
  const ofPage = add(page);
  return compareWithPage(add(check.map((each) => asCheck(each))), ofPage);
}

const one = (page: Parts, check: Parts) => compare([entry(page)], [entry(check)])?.says;

describe('with what was recorded', () => {
  it('says that the key makes the difference, where it does', () => {
    const found = compare(recorded('wrong-key'), recorded('works'));
    expect(found?.says).toBe(
      'The check works, the page’s request does not: they differ in “x-litellm-api-key” (another key).',
    );
    expect(found?.outcome).toBe('check works');
    expect(found?.page.exchange.response.status).toBe(400);
    expect(found?.check.exchange.response.status).toBe(200);
  });

  it('says which one brings a key at all', () => {
    expect(compare(recorded('no-key'), recorded('works'))?.says).toBe(
      'The check works, the page’s request does not: they differ in “x-litellm-api-key” (only the check).',
    );
    expect(compare(recorded('works'), recorded('no-key'))?.says).toBe(
      'The page’s request works, the check does not: they differ in “x-litellm-api-key” (only the page).',
    );
  });

  it('says that both fail of the same', () => {
    expect(compare(recorded('server-down'), recorded('server-down'))?.says).toBe(
      'The check and the page’s request both fail, for the same reason.',
    );
  });

  it('says so also where both are asked for a login', () => {
    expect(compare(recorded('oauth-no-token'), recorded('oauth-no-token'))?.says).toBe(
      'The check and the page’s request both fail, for the same reason.',
    );
    expect(
      one(
        { status: 429, received: {}, requestHeaders: CLIENT_HEADERS },
        { status: 500, received: 'no', requestHeaders: CLIENT_HEADERS },
      ),
    ).toContain('both fail, for different reasons.');
  });

  it('says that both work', () => {
    expect(compare(recorded('works'), recorded('works'))?.says).toBe(
      'The check and the page’s request both work.',
    );
  });

  it('has nothing to say of another URL', () => {
    expect(compare(recorded('server-down'), recorded('works'))).toBeUndefined();
  });
});

describe('what counts', () => {
  const failing: Parts = { status: 406, received: {}, requestHeaders: CLIENT_HEADERS };

  it('the types of responses that it takes, in any order', () => {
    const page = { ...failing, requestHeaders: { ...CLIENT_HEADERS, Accept: 'application/json' } };
    expect(one({ ...page }, { requestHeaders: CLIENT_HEADERS })).toContain('they differ in “accept”.');
    const turned = { 'x-litellm-api-key': CLIENT_HEADERS['x-litellm-api-key'] };
    expect(
      one(failing, { requestHeaders: { ...turned, accept: 'text/event-stream,application/json' } }),
    ).toContain('although both ask for the same');
  });

  it('not what browsers add, nor the debug header, nor which session it is', () => {
    const added = {
      ':authority': '127.0.0.1:4000',
      'user-agent': 'x',
      'sec-fetch-mode': 'cors',
      'accept-encoding': 'gzip',
      'accept-language': 'en',
      referer: 'http://127.0.0.1:5000/',
      origin: 'http://127.0.0.1:5000',
      host: '127.0.0.1:4000',
      'content-length': '12',
      connection: 'keep-alive',
      'x-litellm-mcp-debug': 'true',
    };
    expect(
      one(
        { ...failing, requestHeaders: { ...CLIENT_HEADERS, ...added, 'mcp-session-id': 'aaaaaaaa-1' } },
        { requestHeaders: { ...CLIENT_HEADERS, 'mcp-session-id': 'bbbbbbbb-2' } },
      ),
    ).toContain('although both ask for the same');
  });

  it('a cookie, and a session that only one has', () => {
    const requestHeaders = { ...CLIENT_HEADERS, cookie: 'a=1', 'mcp-session-id': 'aaaaaaaa-1' };
    expect(one({ ...failing, requestHeaders }, { requestHeaders: CLIENT_HEADERS })).toContain(
      'they differ in “cookie” (only the page) and “mcp-session-id” (only the page).',
    );
  });

  it('members of the body, and the revision', () => {
    const call = (params: object, version: string): Parts => ({
      sent: rpc('initialize', { protocolVersion: version, ...params }),
      requestHeaders: CLIENT_HEADERS,
    });
    expect(
      one(
        {
          ...call({ clientInfo: { name: 'page' }, capabilities: {} }, '2025-06-18'),
          status: 400,
          received: {},
        },
        call({ clientInfo: { name: 'hopscope' }, capabilities: {} }, '2025-11-25'),
      ),
    ).toContain(
      'they differ in “clientInfo” in the body and the protocol revision (check: “2025-11-25”, page: “2025-06-18”).',
    );
  });

  it('not the id of the message', () => {
    expect(
      one(
        { ...failing, sent: { jsonrpc: '2.0', id: 77, method: 'tools/list' } },
        { requestHeaders: CLIENT_HEADERS },
      ),
    ).toContain('although both ask for the same');
  });

  it('a body that is nested too deep to be written', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const sent = `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"x":${deep}}}`;
    expect(one({ ...failing, sent }, { sent, requestHeaders: CLIENT_HEADERS })).toContain('The check works');
  });
});

it('takes the page’s latest request, and of a check nothing that went past the gateway', () => {
  const page = [entry({ status: 401, received: {} }), entry()];
  expect(compare(page, [entry()])?.says).toBe('The check and the page’s request both work.');
  const inspector = createInspector();
  const [first] = page.flatMap((each) => inspector.add(each) ?? []);
  const direct = inspector.add(asCheck(entry(), { _sentBy: { check: 1, direct: true } }));
  expect(first && direct && compareWithPage([direct], [first])).toBeUndefined();
});

it('names a few of many', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`x-own-${at}`, '1']));
  const says = one(
    { status: 400, received: {}, requestHeaders: { ...CLIENT_HEADERS, ...many } },
    {
      requestHeaders: CLIENT_HEADERS,
    },
  );
  expect(says).toContain('“x-own-5” (only the page) and 14 more.');
});
