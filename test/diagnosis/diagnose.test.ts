import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import {
  type Exactness,
  type Facts,
  type Hop,
  type Level,
  type Rule,
  rule,
} from '../../src/diagnosis/rule.ts';
import { inspect } from '../har-entry.ts';

const quiet = { hop: 'gateway', level: 'error', title: 't', why: 'w', fix: {} } as const;
const fires = () => [{ place: { in: 'status' } as const, quote: 'q' }];
const boom = () => {
  throw new Error('boom');
};
const facts: Facts = inspect({});
const ids = (...rules: readonly Rule[]) =>
  diagnose(rules, facts, { past: [], login: [], pages: [] }).map(({ rule: id, title }) => [id, title]);

it('gives a rule the facts it asked for and no others', () => {
  const seen: string[][] = [];
  const nosy = rule({
    ...quiet,
    id: 'nosy',
    needs: ['exchange', 'past'],
    check: (given) => {
      seen.push(Object.keys(given));
      return [];
    },
  });
  expect(ids(nosy)).toEqual([]);
  expect(seen).toEqual([['exchange', 'past']]);
});

it('does not run a rule whose facts are not there', () => {
  expect(ids(rule({ ...quiet, id: 'debug', needs: ['debug'], check: fires }))).toEqual([]);
});

it('keeps the finding of a rule whose fix throws, and says what to do about that', () => {
  const broken = rule({ ...quiet, id: 'broken', needs: ['exchange'], check: fires, fix: boom });
  const [finding] = diagnose([broken], facts, { past: [], login: [], pages: [] });
  expect(finding?.title).toBe('t');
  expect(finding?.fix.user?.text).toContain('Please report this');
});

it('turns a rule that throws into a warning and runs the others, errors first', () => {
  const broken = rule({ ...quiet, id: 'broken', needs: ['exchange'], check: boom });
  expect(ids(broken, rule({ ...quiet, id: 'fine', needs: ['kind'], check: fires }))).toEqual([
    ['fine', 't'],
    ['broken', 'The check “broken” failed in Hopscope itself'],
  ]);
});

it('puts errors first, then what an earlier hop says, then goes by id, whatever the order of the rules', () => {
  const at = (id: string, level: Level, hop: Hop) =>
    rule({ ...quiet, id, level, hop, needs: ['kind'], check: fires });
  const rules = [
    at('late-error', 'error', 'tool'),
    at('info', 'info', 'browser'),
    at('b', 'error', 'gateway'),
    at('a', 'error', 'gateway'),
    at('early-error', 'error', 'client-to-gateway'),
    at('warning', 'warning', 'browser'),
  ];
  const order = ['early-error', 'a', 'b', 'late-error', 'warning', 'info'];
  expect(ids(...rules).map(([id]) => id)).toEqual(order);
  expect(ids(...rules.toReversed()).map(([id]) => id)).toEqual(order);
});

it('keeps the most exact of the rules that explain a refusal, and of equally exact ones the first', () => {
  const at = (id: string, explains: Exactness | undefined, hop: Hop = 'gateway'): Rule =>
    rule({ ...quiet, id, hop, needs: ['kind'], check: fires, ...(explains && { explains }) });
  const named = (...rules: readonly Rule[]) => ids(...rules).map(([id]) => id);
  expect(named(at('who', 'who'), at('words', 'words'), at('aside', undefined))).toEqual(['aside', 'words']);
  expect(named(at('late', 'form', 'tool'), at('early', 'form', 'browser'))).toEqual(['early']);
  expect(named(at('one', 'cause'), at('two', 'cause'))).toEqual(['one', 'two']);
  expect(named(at('who', 'who'))).toEqual(['who']);
});
