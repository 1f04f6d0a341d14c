import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkJson, listen, servers, useCheck } from './run-check.ts';

useCheck();

describe('a target that misbehaves comes to a verdict', () => {
  const CASES: readonly (readonly [string, RequestListener, readonly string[], string, string])[] = [
    ['hangs', () => undefined, ['reach'], 'client-to-gateway', '1'],
    [
      'answers HTML',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html><h1>Hi</h1></html>'),
      ['initialize'],
      'client-to-gateway',
      '60',
    ],
    ['drops the connection', (request) => request.socket.destroy(), ['reach'], 'client-to-gateway', '60'],
    [
      'streams for ever',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const timer = setInterval(() => response.write(': ping\n\n'), 20);
        response.on('close', () => clearInterval(timer));
      },
      ['initialize'],
      'gateway-to-server',
      '5',
    ],
    [
      'answers 200 MB',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const part = Buffer.alloc(1 << 20, 0x20);
        const write = (left: number): void => {
          if (left === 0) response.end('{}');
          else if (response.write(part)) write(left - 1);
          else response.once('drain', () => write(left - 1));
        };
        write(200);
      },
      ['initialize'],
      'gateway',
      '60',
    ],
    [
      'answers 100,000 brackets',
      (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      ['initialize'],
      'client-to-gateway',
      '60',
    ],
    [
      'redirects in circles',
      ({ url }, response) => response.writeHead(307, { location: `${url}x` }).end(),
      ['reach'],
      'client-to-gateway',
      '60',
    ],
  ];

  it.each(CASES)('%s', async (_how, answer, steps, hop, patience) => {
    const { origin, asked } = await listen(answer);
    const { code, json, failed } = await checkJson(
      `${origin}/mcp`,
      '--key-env',
      'CHECK_KEY',
      '--timeout',
      patience,
    );
    expect({ code, verdict: json.verdict, failed, hop: json.failingHop }).toEqual({
      code: 1,
      verdict: 'broken',
      failed: steps,
      hop,
    });
    expect(asked.length).toBeLessThan(6);
  });

  it('speaks no HTTP', async () => {
    const server = createTcpServer((socket) =>
      socket.on('error', () => undefined).once('data', () => socket.end('SSH-2.0-x\r\n\r\n')),
    );
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
    expect(await checkJson(url)).toMatchObject({
      code: 1,
      failed: ['reach'],
      json: { failingHop: 'client-to-gateway' },
    });
  });

  it.each([
    ['javascript:alert(1)', 'resource-metadata'],
    ['file:///etc/passwd', 'resource-metadata'],
  ])('names metadata at %s', async (address, step) => {
    const { origin, asked } = await listen((_, response) =>
      response.writeHead(401, { 'www-authenticate': `Bearer resource_metadata="${address}"` }).end('{}'),
    );
    const { code, failed } = await checkJson(`${origin}/mcp`);
    expect(code).toBe(1);
    expect(failed).toContain(step);
    expect(asked.every(({ url }) => url === '/mcp' || url?.startsWith('/.well-known/'))).toBe(true);
  });
});
