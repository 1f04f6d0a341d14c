import type { Entry } from 'har-format';
import { describe, expect, it } from 'vitest';
import { readHar } from '../../src/report/har/read-har.ts';
import { recorded, recordedFiles } from '../golden/recordings.ts';
import { inspectAll } from '../har-entry.ts';

/** Metadata that a client reads when it already has what it needs, in real recordings. */

const LATE = ['issuer-mismatch', 'registration-impossible'];

/** Index and rule of each finding that stops a client at the authorization server's metadata. */
const stops = (entries: readonly Entry[]): readonly string[] =>
  inspectAll(entries).flatMap(({ exchange, findings }) =>
    findings
      .filter(({ rule, level }) => LATE.includes(rule) && level === 'error')
      .map(({ rule }) => `${exchange.index} ${rule}`),
  );

describe('MCP Inspector, guided, reads the metadata of the origin after it registered', () => {
  const guided = recorded('inspector-guided-login', 'field');
  const isRead = (path: string) => (entry: Entry) => entry.request.url.endsWith(`/.well-known/${path}`);
  const own = isRead('oauth-authorization-server/personal');

  it('and nothing is wrong', () => {
    expect(inspectAll(guided).flatMap(({ findings }) => findings)).toEqual([]);
  });

  it('and nothing is wrong whatever of it the recording lacks', () => {
    const without = guided.map((_, index) => guided.filter((__, other) => other !== index));
    expect(without.flatMap(stops)).toEqual([]);
    const bodiless = guided.map((entry) =>
      own(entry)
        ? { ...entry, response: { ...entry.response, content: { size: 900, mimeType: 'application/json' } } }
        : entry,
    );
    expect(stops(bodiless)).toEqual([]);
  });

  it('which is an error where the client has nothing else', () => {
    const isOfPage = ({ request }: Entry) => /\/(?:register|token)$/.test(request.url);
    const only = guided.filter((entry) => !own(entry) && !isOfPage(entry));
    expect(stops(only)).toEqual(['3 issuer-mismatch', '3 registration-impossible']);
  });
});

describe('metadata with another issuer, as LiteLLM 1.81 has it', () => {
  const recordings = recordedFiles()
    .filter(({ litellm, scenario }) => litellm === '1.81.14' && scenario.startsWith('login'))
    .map(({ scenario, text }) => ({ scenario, entries: readHar(text) }));
  const isRead = ({ request }: Entry) =>
    request.method === 'GET' && request.url.includes('/.well-known/oauth-authorization-server');

  it('stops a client that reads it first, and none that reads it again after it went on', () => {
    const faults = recordings.flatMap(({ scenario, entries }) => {
      const first = entries.findIndex(isRead);
      const reading = entries[first];
      if (!reading) return [`${scenario}: no metadata`];
      return inspectAll(entries).flatMap(({ exchange, oauthStep }) => {
        const { index } = exchange;
        if (index <= first || !oauthStep) return [];
        const again = stops([...entries.slice(0, index + 1), reading]).filter((stop) =>
          stop.endsWith('issuer-mismatch'),
        );
        const wentOn = !(oauthStep.step === 'register' && oauthStep.error);
        const expected = [`${first} issuer-mismatch`, ...(wentOn ? [] : [`${index + 1} issuer-mismatch`])];
        return JSON.stringify(again) === JSON.stringify(expected)
          ? []
          : [`${scenario} after ${index}: ${again.join(', ')}`];
      });
    });
    expect(recordings.length).toBeGreaterThan(10);
    expect(faults).toEqual([]);
  });
});
