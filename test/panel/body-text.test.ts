import { describe, expect, it } from 'vitest';
import { layOut } from '../../src/panel/detail/lay-out.ts';
import { findQuote } from '../../src/panel/detail/quote.ts';

describe('laying out JSON', () => {
  it.each([
    [{}],
    [[]],
    [{ a: [], b: {}, c: [{}, [1, 'x']], d: 'with "quotes", {braces} and \n lines' }],
    ['[1, true, null]'],
  ])('does what JSON.stringify does: %j', (value) => {
    const json = typeof value === 'string' ? JSON.parse(value) : value;
    expect(layOut(JSON.stringify(json))).toBe(JSON.stringify(json, undefined, 2));
  });

  it('keeps numbers, duplicates and escapes as they were on the wire', () => {
    expect(layOut('{"id":12345678901234567890,"id":1e5,"s":"\\u202e"}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "id": 1e5,\n  "s": "\\u202e"\n}',
    );
  });

  it('goes as far as a truncated body goes', () => {
    expect(layOut('{"a":[1,"unfin')).toBe('{\n  "a": [\n    1,\n    "unfin');
  });

  it('leaves other text alone', () => {
    expect(layOut('event: message\ndata: {"a":1}')).toBe('event: message\ndata: {"a":1}');
  });

  it('does not blow up a body that nests without end', () => {
    expect(layOut('['.repeat(10_000)).length).toBeLessThan(1_000_000);
  });
});

describe('finding a quote', () => {
  const at = (text: string, quote: string) => {
    const found = findQuote(text, quote);
    return found && text.slice(...found);
  };

  it.each([
    ['word for word', 'a Tool x not found b', 'Tool x not found', 'Tool x not found'],
    ['in a body laid out', '{\n  "isError": true\n}', '"isError":true', '"isError": true'],
    ['over line ends', 'one\n  two', 'one two', 'one\n  two'],
    ['special characters', 'f(x) = [y]?', 'f(x) = [y]?', 'f(x) = [y]?'],
    ['cut off', 'a long text that goes on', 'a long… (24 characters)', 'a long'],
  ])('%s', (_name, text, quote, expected) => {
    expect(at(text, quote)).toBe(expected);
  });

  it('says so when it is not there', () => {
    expect(at('text', 'other')).toBeUndefined();
    expect(at('text', '')).toBeUndefined();
  });
});
