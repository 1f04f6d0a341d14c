import { expect, it } from 'vitest';
import { readOrigin } from '../../src/panel/toolbar/origin.ts';

it.each([
  ['https://litellm.example.com', 'https://litellm.example.com'],
  ['  https://litellm.example.com/mcp/x?y#z  ', 'https://litellm.example.com'],
  ['HTTP://LocalHost:4000/', 'http://localhost:4000'],
  ['https://example.com:443', 'https://example.com'],
  ['localhost:4000', 'http://localhost:4000'],
  ['127.0.0.1:4000/mcp', 'http://127.0.0.1:4000'],
  ['[::1]:4000', 'http://[::1]:4000'],
  ['litellm.example.com', 'https://litellm.example.com'],
  ['localhost.example.com', 'https://localhost.example.com'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
])('%s is %s', (typed, origin) => {
  expect(readOrigin(typed)).toEqual({ origin });
});

it.each([
  ['', /Type the address/],
  ['   ', /Type the address/],
  ['two words', /not a web address/],
  ['http://', /not a web address/],
  ['ftp://example.com', /http:\/\/ or https:\/\//],
  ['chrome://settings', /http:\/\/ or https:\/\//],
  ['http://exa mple.com', /not a web address/],
])('%s is none', (typed, message) => {
  expect(readOrigin(typed)).toEqual({ problem: expect.stringMatching(message) });
});
