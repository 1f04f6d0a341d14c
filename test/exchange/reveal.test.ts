import { describe, expect, it } from 'vitest';
import { reveal, revealed } from '../../src/exchange/reveal.ts';

describe('hidden characters are spelled out', () => {
  it.each([
    ['bidi override', 'safe\u202Etxt.exe', 'safe⟨U+202E⟩txt.exe'],
    ['bidi isolate', '\u2066a\u2069', '⟨U+2066⟩a⟨U+2069⟩'],
    ['zero width space', 'to\u200Bol', 'to⟨U+200B⟩ol'],
    ['byte order mark', '\uFEFFx', '⟨U+FEFF⟩x'],
    ['tag characters', 'a\u{E0069}\u{E0067}', 'a⟨U+E0069⟩⟨U+E0067⟩'],
    ['null and escape', '\u0000\u001B[31m', '⟨U+0000⟩⟨U+001B⟩[31m'],
    ['soft hyphen', 'ad\u00ADmin', 'ad⟨U+00AD⟩min'],
    ['Hangul filler', '\u3164', '⟨U+3164⟩'],
    ['line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
    ['lone carriage return', 'a\rb', 'a⟨U+000D⟩b'],
    ['unpaired surrogate', 'a\uD83Db', 'a⟨U+D83D⟩b'],
    ['variation selectors that smuggle bytes', '😀\u{E0148}\u{E0165}', '😀⟨U+E0148⟩⟨U+E0165⟩'],
    ['a joiner that joins nothing', 'a\u200Db', 'a⟨U+200D⟩b'],
    ['a selector after no emoji', 'a\uFE0F', 'a⟨U+FE0F⟩'],
  ])('%s', (_name, text, shown) => {
    expect(revealed(text)).toBe(shown);
  });
});

describe('ordinary text stays as it is', () => {
  it.each([
    ['lines and tabs', 'a\n\tb'],
    ['emoji with joiners and selectors', '👩‍💻 ❤️ 1️⃣ 👍🏽'],
    ['other scripts', 'שלום مرحبا 日本語 ไทย'],
  ])('%s', (_name, text) => {
    expect(reveal(text)).toEqual([text]);
  });

  it('Windows line ends are line ends', () => {
    expect(reveal('a\r\nb')).toEqual(['a\nb']);
  });
});

it('neighbours make one piece', () => {
  expect(reveal('x\u0000\u0001y')).toEqual(['x', { escape: '⟨U+0000⟩⟨U+0001⟩' }, 'y']);
});
