import { describe, expect, it } from 'vitest';
import { gotOver } from '../../src/diagnosis/got-over.ts';
import { judgeRecording } from '../../src/diagnosis/hops.ts';
import {
  answered,
  debugHeaders,
  inOrder,
  inspect,
  inspectAll,
  rpc,
  toolCall,
  toolFailed,
  toolSaid,
} from '../har-entry.ts';

const ran = { sent: toolCall('everything-echo'), ...toolSaid('hello') };
const failed = { sent: toolCall('everything-echo'), ...toolFailed('no') };

describe('one exchange', () => {
  it('proves every hop to the tool by a tool that ran and a response that says how LiteLLM logged in', () => {
    const responseHeaders = debugHeaders({ 'auth-resolution': 'static-token' });
    expect(inspect({ ...ran, responseHeaders }).hops).toEqual({
      browser: 'good',
      'client-to-gateway': 'good',
      gateway: 'good',
      'gateway-to-server': 'good',
      'authorization-server': 'unknown',
      tool: 'good',
    });
  });

  it.each([
    ['no debug headers', {}],
    ['unresolved', debugHeaders({ 'auth-resolution': 'unresolved' })],
    [
      'no-auth for all servers at once',
      debugHeaders({ 'auth-resolution': 'no-auth', 'outbound-url': '(unknown)' }),
    ],
  ])(
    'does not prove the way to the server where a key that leaks would not show: %s',
    (_, responseHeaders) => {
      expect(inspect({ ...ran, responseHeaders }).hops).toMatchObject({
        gateway: 'good',
        'gateway-to-server': 'unknown',
        tool: 'good',
      });
    },
  );

  it('proves nothing beyond LiteLLM by initialize, which LiteLLM answers itself', () => {
    const initialized = answered({ protocolVersion: '2025-06-18', capabilities: {} });
    const { hops } = inspect({ sent: rpc('initialize'), ...initialized });
    expect(hops).toMatchObject({ gateway: 'good', 'gateway-to-server': 'unknown', tool: 'unknown' });
  });

  it('proves the tool bad, and nothing before it', () => {
    expect(inspect(failed).hops).toMatchObject({ gateway: 'good', tool: 'bad' });
  });

  it('does not prove a hop good that worked, but has a warning', () => {
    const responseHeaders = debugHeaders({
      'oauth2-token': 'Bearer****0001 (SAME_AS_LITELLM_KEY - likely misconfigured)',
    });
    const inspected = inspect({ responseHeaders });
    expect(inspected.findings).toContainEqual(
      expect.objectContaining({ hop: 'client-to-gateway', level: 'warning' }),
    );
    expect(inspected.hops['client-to-gateway']).toBe('bad');
  });

  it('takes a machine token that worked as proof of the authorization server', () => {
    const responseHeaders = debugHeaders({
      'auth-resolution': 'm2m-client-credentials',
      'server-auth-type': 'oauth2',
    });
    expect(inspect({ responseHeaders }).hops['authorization-server']).toBe('good');
  });
});

it('a recording is as good as its worst exchange, and unknown only where nothing is known', () => {
  const recording = inspectAll(inOrder([ran, failed]));
  expect(judgeRecording(recording, new Set())).toMatchObject({
    gateway: 'good',
    tool: 'bad',
    'authorization-server': 'unknown',
  });
});

it('what the client got over breaks no hop of the recording', () => {
  const recording = inspectAll(inOrder([failed, ran]));
  expect(judgeRecording(recording, gotOver(recording)).tool).toBe('good');
  expect(judgeRecording(recording.slice(0, 1), new Set([0])).tool).toBe('unknown');
});
