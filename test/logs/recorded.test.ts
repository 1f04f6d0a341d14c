import { describe, expect, it } from 'vitest';
import { LITELLM, PYTHON_SDK, RECORDED, read } from './recorded.ts';

it('has logs of three versions of LiteLLM in each mode, and of two versions of the Python SDK', () => {
  const folders = new Set(RECORDED.map(({ file }) => file.split('/').slice(0, -1).join('/')));
  for (const version of ['1.100.5', '1.108.5', '1.110.2'])
    for (const mode of ['plain', 'json', 'debug']) expect(folders).toContain(`${version}/${mode}`);
  expect([...folders].filter((folder) => folder.startsWith('python-sdk')).length).toBeGreaterThanOrEqual(2);
});

/** A line about a request, in all of its forms. */
const ACCESS = /(?:^INFO: +|"message": ")\S+ - \\?"([A-Z]+) (\S+) HTTP\/1\.1\\?" (\d{3})/;

describe('LiteLLM', () => {
  it.each(LITELLM)('leaves at most one line in fifty unread: $file', ({ text }) => {
    const { lines, unread } = read(text);
    expect(unread / lines).toBeLessThanOrEqual(0.02);
    expect(lines).toBe(text.replace(/\n$/, '').split('\n').length);
  });

  it.each(LITELLM)('makes an event of every line about a request: $file', ({ text }) => {
    const written = text.split('\n').flatMap((line, index) => {
      const [, method, url = '', status] = ACCESS.exec(line) ?? [];
      return method === undefined
        ? []
        : [{ line: index + 1, method, path: url.split('?')[0], status: Number(status) }];
    });
    const told = read(text)
      .events.filter(({ happening, port }) => happening === 'answered' && port !== undefined)
      .map(({ line, method, url, status }) => ({ line, method, path: url?.split('?')[0], status }));
    expect(told).toEqual(written);
  });

  /** Scenarios in which the hop from LiteLLM to the server fails, and the server that does. */
  const FAILING: Readonly<Record<string, RegExp>> = {
    'server-down': /^down$/,
    'server-challenges': /^moody$/,
    'server-forbids': /^moody$/,
    'server-crashes': /^moody$/,
    'server-html': /^moody$/,
    'server-drops': /^moody$/,
    'server-times-out': /^impatient$/,
    'expired-token': /^expired$/,
    'call-crashes': /^http:/,
    'call-hangs': /^http:/,
    'call-forbidden': /^http:/,
    'call-drops': /^http:/,
    'rest-list-down': /^down$/,
  };
  it.each(
    LITELLM.flatMap(({ file, text }) => {
      const server = FAILING[file.split('/').at(-1)?.replace('.log', '') ?? ''];
      return server && /^\d/.test(file) ? [{ file, text, server }] : [];
    }),
  )('names the server that fails: $file', ({ text, server }) => {
    const failed = read(text).events.filter(({ happening }) => happening === 'failed');
    expect(failed.flatMap(({ server: name, url }) => name ?? url ?? []).join('\n')).toMatch(
      new RegExp(server.source, 'm'),
    );
  });

  it('writes nothing twice where its root handler does', () => {
    const { text } = LITELLM.find(({ file }) => file === '1.100.5/plain/server-down.log') ?? { text: '' };
    expect(text).toMatch(/^WARNING:LiteLLM:/m);
    const failed = read(text).events.filter(({ level }) => level === 'error');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.time).toBeDefined();
    expect(failed[0]?.raised?.join()).toContain('All connection attempts failed');
  });

  it('keeps what LiteLLM asked a server, and what that answered', () => {
    const upstreams = LITELLM.filter(({ text }) => text.includes('upstream exchange:')).map(
      ({ file, text }) => ({
        file,
        upstream: read(text).events.filter((event) => event.upstream !== undefined).length,
        written: text.split('upstream exchange: POST').length - 1,
      }),
    );
    expect(upstreams.length).toBeGreaterThan(4);
    expect(upstreams.filter(({ upstream, written }) => upstream !== written)).toEqual([]);
  });

  it('has the trace of a call where lines are correlated', () => {
    const correlated = LITELLM.filter(({ text }) => text.includes('[trace_id='));
    expect(correlated.length).toBeGreaterThan(2);
    for (const { text } of correlated) {
      const traces = new Set([...text.matchAll(/\[trace_id=([\w-]+)/g)].map(([, id]) => id));
      const events = read(text).events;
      expect(new Set(events.flatMap(({ traceId }) => traceId ?? []))).toEqual(traces);
      expect(events.some(({ words }) => words.includes('trace_id='))).toBe(false);
    }
  });
});

describe('the Python SDK', () => {
  it.each(PYTHON_SDK)('leaves only what the program itself printed unread: $file', ({ text }) => {
    const printed = text.split('\n').filter((line) => /^(?:\d+ tools$|meta=None content=)/.test(line));
    expect(read(text).unread).toBe(printed.length);
  });

  it.each(PYTHON_SDK.filter(({ file }) => file.includes('.debug.')))(
    'gives method, URL, status and headers of each answer: $file',
    ({ text }) => {
      const headers = text.split('receive_response_headers.complete').length - 1;
      const answers = read(text).events.filter((event) => event.headers !== undefined);
      expect(answers).toHaveLength(headers);
      for (const { method, url, status, headers: received } of answers) {
        expect(method).toMatch(/^[A-Z]+$/);
        expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
        expect(status).toBeGreaterThanOrEqual(200);
        expect(received?.map(({ name }) => name)).toContain('date');
      }
      expect(text.includes("b'x-mcp-debug-")).toBe(
        answers.some(({ headers: received }) =>
          received?.some(({ name }) => name.startsWith('x-mcp-debug-')),
        ),
      );
    },
  );

  it.each(PYTHON_SDK.filter(({ file }) => file.includes('.debug.')))(
    'gives method and id of each message: $file',
    ({ text }) => {
      const sent = [...text.matchAll(/^DEBUG:[\w.]+:Sending client message: .*?method='([\w/]+)'/gm)];
      const told = read(text).events.filter(
        ({ source, happening }) => source === 'python-sdk' && happening === 'sent',
      );
      expect(told.map(({ rpcMethod }) => rpcMethod)).toEqual(sent.map(([, method]) => method));
      const requests = told.filter(({ rpcMethod }) => !rpcMethod?.startsWith('notifications/'));
      expect(requests.filter(({ rpcId }) => rpcId === undefined)).toEqual([]);
    },
  );
});
