import type { Entry } from 'har-format';
import { expect, it } from 'vitest';
import { entry, GATEWAY, RECORDED } from '../../har-entry.ts';
import type { Answered, Written } from './origins.ts';
import { linesOfScenarios } from './parts.ts';

const FRONT = 'http://127.0.0.1:5000';

/** An entry that was under way from one moment to another, in milliseconds of the scenario. */
const sent = (from: number, to: number, url = `${GATEWAY}/mcp/everything`, body = 'list'): Entry =>
  entry({ url, sent: body, at: from, wait: to - from - 2 });

const answered = (began: number, ended: number, facts: Partial<Answered> = {}): Answered => ({
  method: 'POST',
  host: '127.0.0.1:4000',
  path: '/mcp/everything',
  body: 'list',
  began: RECORDED + began,
  ended: RECORDED + ended,
  ...facts,
});

const wrote = (at: number, text: string, request?: number): Written => ({
  at: RECORDED + at,
  text,
  ...(request === undefined ? {} : { request }),
});

/** Entry by line of one scenario; '?' where that is not known. */
const truthOf = (requests: Answered[], writes: Written[], entries: Entry[]) =>
  linesOfScenarios({ requests, writes }, [{ started: RECORDED, entries }], GATEWAY)[1]?.map(
    ({ text, entry: index }) => [text, index === undefined ? '?' : index],
  );

it('says which entry a line was written for, also where entries overlap', () => {
  const requests = [answered(10, 90), answered(15, 60, { body: 'call' })];
  const writes = [wrote(20, 'one\n', 1), wrote(30, 'two\nmore\n', 0), wrote(40, 'three\n')];
  const entries = [sent(0, 100), sent(5, 80, undefined, 'call')];
  expect(truthOf(requests, writes, entries)).toEqual([
    ['one', 1],
    ['two', 0],
    ['more', 0],
    ['three', '?'],
  ]);
});

it('does not choose between requests that are the same at the same time', () => {
  const requests = [answered(10, 90), answered(11, 90)];
  const writes = [wrote(20, 'one\n', 0), wrote(30, 'two\n', 1)];
  expect(truthOf(requests, writes, [sent(0, 100), sent(2, 100)])).toEqual([
    ['one', '?'],
    ['two', '?'],
  ]);
});

it('tells the same requests apart that came one after the other, however close', () => {
  const requests = [answered(5, 9), answered(15, 19)];
  const writes = [wrote(6, 'one\n', 0), wrote(16, 'two\n', 1)];
  expect(truthOf(requests, writes, [sent(12, 20), sent(4, 10)])).toEqual([
    ['one', 1],
    ['two', 0],
  ]);
});

it('knows a request that no entry is like', () => {
  const requests = [answered(10, 90, { path: '/health' })];
  expect(truthOf(requests, [wrote(20, 'one\n', 0)], [sent(0, 100)])).toEqual([['one', null]]);
});

it('knows an entry whose path the reverse proxy changed, and one whose body was not read', () => {
  const { body, ...unread } = answered(110, 190, { path: '/nowhere' });
  const requests = [answered(10, 90, { host: '127.0.0.1:5000', body: 'call' }), unread];
  const entries = [sent(0, 100, `${FRONT}/mcp/exposed`, 'call'), sent(101, 200, `${GATEWAY}/nowhere`, body)];
  expect(truthOf(requests, [wrote(20, 'one\n', 0), wrote(120, 'two\n', 1)], entries)).toEqual([
    ['one', 0],
    ['two', 1],
  ]);
});

it('credits what came after the response only where nothing else was being answered', () => {
  const requests = [answered(10, 20), answered(30, 60, { body: 'call' })];
  const writes = [wrote(25, 'late\n', 0), wrote(40, 'later\n', 0)];
  expect(truthOf(requests, writes, [sent(0, 22), sent(28, 70, undefined, 'call')])).toEqual([
    ['late', 0],
    ['later', '?'],
  ]);
});

it('joins what print writes in two pieces, and doubts a line that two requests wrote', () => {
  const requests = [answered(10, 90), answered(15, 60, { body: 'call' })];
  const writes = [wrote(20, 'one', 0), wrote(20, '\n', 0), wrote(30, 'half', 0), wrote(31, ' more\n', 1)];
  expect(truthOf(requests, writes, [sent(0, 100), sent(5, 80, undefined, 'call')])).toEqual([
    ['one', 0],
    ['half more', '?'],
  ]);
});

it('gives a scenario what its requests wrote during the next one', () => {
  const requests = [answered(10, 2000), answered(1010, 1090)];
  const writes = [wrote(1020, 'second\n', 1), wrote(1500, 'first, late\n', 0), wrote(1600, 'nobody\n')];
  const played = [
    { started: RECORDED, entries: [sent(0, 900)] },
    { started: RECORDED + 1000, entries: [sent(1000, 1100)] },
  ];
  const lines = linesOfScenarios({ requests, writes }, played, GATEWAY).map((part) =>
    part.map(({ text }) => text),
  );
  expect(lines).toEqual([[], ['first, late'], ['second', 'nobody']]);
});
