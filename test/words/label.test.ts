import { expect, it } from 'vitest';
import { labelOf } from '../../src/words/label.ts';
import { GATEWAY, inspect, type Parts } from '../har-entry.ts';

const STREAM = { accept: 'text/event-stream', 'mcp-session-id': '1' };

const nameOf = (parts: Parts) => labelOf(inspect({ method: 'GET', requestHeaders: STREAM, ...parts })).name;

it.each<[string, Parts]>([
  ['whose response is one', { received: 'data: {}\n\n', receivedType: 'text/event-stream' }],
  [
    'whose response names the type beside its charset',
    {
      received: '',
      receivedType: '',
      requestHeaders: { ...STREAM, accept: '*/*' },
      responseHeaders: { 'content-type': 'Text/Event-Stream; charset=utf-8' },
    },
  ],
  ['that asks for one and has no response yet', { status: 0, received: '', receivedType: '' }],
  ['that asks for one, as the SDK does, and was aborted', { received: '', receivedType: '' }],
])('calls a GET an event stream %s', (_, parts) => {
  expect(nameOf(parts)).toBe('event stream');
});

it.each<[string, Parts]>([
  ['whose response is JSON', {}],
  ['whose response is JSON, as its header says', { responseHeaders: { 'content-type': 'application/json' } }],
  [
    'that does not ask for one',
    { requestHeaders: { 'mcp-session-id': '1' }, status: 0, received: '', receivedType: '' },
  ],
])('calls a GET by its path %s', (_, parts) => {
  expect(nameOf(parts)).toBe('/mcp/everything');
  expect(nameOf({ ...parts, url: `${GATEWAY}/mcp?page=1` })).toBe('/mcp');
});

it('calls a DELETE the end of a session, and other methods by their path', () => {
  expect(nameOf({ method: 'DELETE', received: '' })).toBe('end of session');
  expect(nameOf({ method: 'HEAD', received: '', receivedType: 'text/event-stream' })).toBe('/mcp/everything');
  expect(nameOf({ method: 'PUT' })).toBe('/mcp/everything');
});
