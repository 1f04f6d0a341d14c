import { describe, expect, it } from 'vitest';
import { growthOf } from './growth.ts';

const MEGABYTE = 1024 * 1024;

/** A reader of which it is known what it takes for each MB, and the lengths that it is given. */
function reader(perMegabyte: (length: number, turn: number) => number) {
  const lengths: number[] = [];
  const measure = (length: number): number => {
    lengths.push(length);
    return perMegabyte(length, lengths.length);
  };
  return { growth: growthOf(measure), lengths };
}

const milliseconds = (perMegabyte: number, length: number): number => (perMegabyte * length) / MEGABYTE;

describe('the growth of a reader’s time', () => {
  it.each<[string, (length: number) => number]>([
    ['the square, slow', (length) => length / 10],
    ['the square, quick', (length) => length / 2_000],
    ['the square beside work in proportion', (length) => 40 + length / 5_000],
    ['the power of 1.6', (length) => length ** 0.6],
  ])('shows: %s', (_what, perMegabyte) => {
    expect(reader(perMegabyte).growth.isSuperlinear).toBe(true);
  });

  it.each<[string, (length: number, turn: number) => number]>([
    ['quick', () => 5],
    ['in proportion, slow', () => 2_000],
    ['warm after the first turns', (_length, turn) => 5_000 / turn],
    ['by the logarithm', (length) => 100 * Math.log2(length)],
    ['nothing for short texts, the same for all others', (length) => (length < 50_000 ? 1 : 800)],
    ['interrupted once', (_length, turn) => (turn === 3 ? 9_000 : 60)],
  ])('is none: %s', (_what, perMegabyte) => {
    expect(reader(perMegabyte).growth.isSuperlinear).toBe(false);
  });

  it('shows in seconds where a megabyte would take hours', () => {
    const slow = (length: number) => length * 20;
    const { lengths } = reader(slow);
    const all = lengths.reduce((sum, length) => sum + milliseconds(slow(length), length), 0);
    expect(Math.max(...lengths)).toBeLessThan(64 * 1024);
    expect(all).toBeLessThan(120_000);
  });

  it('is looked for in a megabyte only where the time has risen before', () => {
    expect(Math.max(...reader(() => 2_000).lengths)).toBe(MEGABYTE / 4);
    expect(Math.max(...reader((length) => 40 + length / 10_000).lengths)).toBeGreaterThanOrEqual(MEGABYTE);
  });
});
