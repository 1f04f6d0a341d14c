import { expect, it } from 'vitest';
import { root } from '../../stack/paths.ts';
import { neutral } from './neutral-paths.ts';
import { shorten } from './shorten.ts';

const textsOf = (...texts: string[]) =>
  shorten(texts.map((text) => ({ text, at: 0 }))).map(({ text }) => text);

it('leaves out what says nothing about MCP, with the lines that belong to it', () => {
  const kept = '10:00:00 - LiteLLM:DEBUG: server.py:1 - MCP request';
  const error = '10:00:00 - LiteLLM:ERROR: utils.py:1 - broke';
  const access = 'INFO:     127.0.0.1:1 - "POST /mcp HTTP/1.1" 200 OK';
  const cost = '10:00:00 - LiteLLM Proxy:DEBUG: cost_calculator.py:1 - costs';
  expect(textsOf(kept, cost, ' and more', error, ' because', cost, access)).toEqual([
    kept,
    error,
    ' because',
    access,
  ]);
});

it('cuts a long line in its middle, and says by how much', () => {
  expect(textsOf(`${'a'.repeat(1200)}${'b'.repeat(50)}${'c'.repeat(200)}`)).toEqual([
    `${'a'.repeat(1200)}... (50 more chars left out) ...${'c'.repeat(200)}`,
  ]);
});

it('names no path of this machine', () => {
  const lines = [
    'File "/home/me/.venv/lib/python3.11/site-packages/litellm/x.py", line 1',
    `File "${root}/.stack/litellm-1/lib/python3.11/site-packages/litellm/x.py"`,
    'File "/opt/python/lib/python3.11/asyncio/tasks.py"',
    `${root}/test/stack`,
    'GET http://127.0.0.1/x/lib/python3.11/y',
  ];
  expect(lines.map(neutral)).toEqual([
    'File "/usr/local/lib/python3.11/site-packages/litellm/x.py", line 1',
    'File "/usr/local/lib/python3.11/site-packages/litellm/x.py"',
    'File "/usr/local/lib/python3.11/asyncio/tasks.py"',
    '/app/test/stack',
    'GET http://127.0.0.1/x/lib/python3.11/y',
  ]);
});
