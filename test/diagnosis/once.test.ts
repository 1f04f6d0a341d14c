import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/every-rule.ts';
import { createInspector } from '../../src/inspect.ts';
import { debugHeaders, entry, GATEWAY, inOrder, inspectAll, type Parts, rpc } from '../har-entry.ts';

const WITHOUT_AUTH = 'upstream-without-auth';

const withoutAuth = (url = `${GATEWAY}/mcp/everything`): Parts => ({ url, responseHeaders: debugHeaders() });
const saying = (rule: string, ...exchanges: readonly Parts[]): readonly number[] =>
  inspectAll(inOrder(exchanges)).flatMap(({ exchange, findings }) =>
    findings.some((finding) => finding.rule === rule) ? [exchange.index] : [],
  );

describe('a fact of a server is told once', () => {
  it('in a recording', () => {
    expect(saying(WITHOUT_AUTH, withoutAuth(), withoutAuth(), withoutAuth())).toEqual([0]);
  });

  it('for each server, and for each gateway', () => {
    const other = withoutAuth(`${GATEWAY}/mcp/other`);
    const elsewhere = withoutAuth('http://gateway.test/mcp/everything');
    const all = [withoutAuth(), other, elsewhere];
    expect(saying(WITHOUT_AUTH, ...all, ...all)).toEqual([0, 1, 2]);
  });

  it('where it shows first, however much came before', () => {
    expect(saying(WITHOUT_AUTH, {}, { sent: rpc('initialize') }, withoutAuth(), withoutAuth())).toEqual([2]);
  });
});

it('a warning of the same rule is told each time, and takes nothing from the info', () => {
  const machine: Parts = { responseHeaders: debugHeaders({ 'auth-resolution': 'm2m-client-credentials' }) };
  const ignored: Parts = {
    responseHeaders: debugHeaders({
      'auth-resolution': 'm2m-client-credentials',
      'oauth2-token': 'Bearer****************abcd',
    }),
  };
  expect(saying('m2m-token-used', ignored, machine, machine, ignored)).toEqual([0, 1, 3]);
});

it('what explains why no debug headers came does not hide that they are missing elsewhere', () => {
  const asking = { 'x-litellm-mcp-debug': 'true' };
  const refused: Parts = { requestHeaders: asking, status: 401, received: {} };
  const missing: Parts = { requestHeaders: asking };
  expect(saying('debug-headers-absent', refused, refused, missing, missing)).toEqual([0, 2]);
});

it('a new recording tells it again, and so does one that dropped the exchange that did', () => {
  const tellsAt = (most: number, length: number): readonly number[] => {
    const inspector = createInspector({ most });
    return Array.from({ length }, (_, index) =>
      inspector.add(entry({ at: index, ...withoutAuth() })),
    ).flatMap((each) => (each?.findings.length ? [each.exchange.index] : []));
  };
  expect(tellsAt(100, 50)).toEqual([0]);
  // The list is cut when it is a tenth too long.
  expect(tellsAt(10, 25)).toEqual([0, 12, 24]);
});

it('no rule that explains a refusal is told once only: each has to say why it failed', () => {
  const silent = RULES.filter(({ once, explains }) => once && explains !== undefined);
  expect(silent.map(({ id }) => id)).toEqual([]);
});
