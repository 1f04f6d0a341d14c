import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { type Facts, type Hop, type Level, type Rule, rule } from '../../src/diagnosis/rule.ts';
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

it('keeps a rule quiet where one that names the cause fires', () => {
  const exact = rule({ ...quiet, id: 'exact', needs: ['kind'], check: fires });
  const vague = rule({ ...quiet, id: 'vague', needs: ['kind'], unless: ['exact'], check: fires });
  expect(ids(vague, exact)).toEqual([['exact', 't']]);
  expect(ids(vague)).toEqual([['vague', 't']]);
});
