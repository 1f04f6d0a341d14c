import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../src/logs/event.ts';
import { LITELLM, PYTHON_SDK, read, sayings } from './recorded.ts';

/** One of each: as logs are of one form, more of them say nothing new. */
const SOME = [
  ...LITELLM.filter(({ file }) =>
    /(?:server-down|server-challenges|call-crashes|no-key|own-session|aggregate|responses|unknown-method)\.log$/.test(
      file,
    ),
  ),
  ...PYTHON_SDK.filter(({ file }) => /(?:upstream-down|healthy|upstream-401)\.debug\.log$/.test(file)),
];

const linesIn = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');
const time = (index: number): string =>
  `2026-11-29T00:40:${String(10 + (index % 50))}.12345678${index % 10}Z`;
const prefixed = (prefix: (index: number) => string) => (text: string) =>
  linesIn(text)
    .map((line, index) => prefix(index) + line)
    .join('\n');

/** What collects lines puts before each. */
const PREFIXES: Readonly<Record<string, (text: string) => string>> = {
  'docker logs -t': prefixed((index) => `${time(index)} `),
  compose: prefixed(() => 'litellm-1  | '),
  'compose -t': prefixed((index) => `litellm-1  | ${time(index)} `),
  'kubectl --timestamps': prefixed((index) => `${time(index)} `),
  'kubectl --prefix': prefixed(() => '[pod/litellm-7d9f8b6c5-x2v4q/litellm] '),
  'kubectl --prefix --timestamps': prefixed(
    (index) => `[pod/litellm-7d9f8b6c5-x2v4q/litellm] ${time(index)} `,
  ),
  'a container runtime’s file': prefixed(
    (index) => `${time(index)} std${index % 2 === 0 ? 'out' : 'err'} F `,
  ),
  'Docker’s own file': (text) =>
    linesIn(text)
      .map((line, index) => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: time(index) }))
      .join('\n'),
  stern: prefixed(() => 'litellm-7d9f8b6c5-x2v4q litellm '),
  syslog: prefixed(() => 'Nov 29 00:40:40 host litellm[123]: '),
  'journalctl -o short-iso': prefixed(() => '2026-11-29T00:40:40+0000 host litellm[123]: '),
};

const half = (text: string): [string, string] => [
  text.slice(0, text.length / 2),
  text.slice(text.length / 2),
];

/** What else happens to text on its way. */
const CHANGES: Readonly<Record<string, (text: string) => string | readonly string[]>> = {
  CRLF: (text) => text.replaceAll('\n', '\r\n'),
  CR: (text) => text.replaceAll('\n', '\r'),
  'a byte order mark': (text) => `\uFEFF${text}`,
  'no end of the last line': (text) => text.replace(/\n$/, ''),
  colours: (text) => text.replace(/^(\S+)/gm, '\u001B[92m$1\u001B[0m'),
  'two pieces': half,
  'a piece for each character': (text) => text.split(''),
  'compose in colours': prefixed(() => '\u001B[36mlitellm-1  |\u001B[0m '),
};

/** Whether a line is the beginning of something, as people see it. */
const BEGINS = /^(?:\d\d:\d\d:\d\d - LiteLLM|INFO: |\{"message"|[A-Z]+:[\w. ]+:)/;
const ACCESS = /^INFO: /;

describe.each([...Object.entries(PREFIXES), ...Object.entries(CHANGES)])('%s', (_what, change) => {
  it.each(SOME)('gives the same events: $file', ({ text }) => {
    const [before, after] = [read(text), read(change(text))];
    expect(sayings(after.events)).toEqual(sayings(before.events));
    expect(after.unread).toBe(before.unread);
    expect(after.lines).toBe(before.lines);
    expect(after.events.map(({ line }) => line)).toEqual(before.events.map(({ line }) => line));
  });
});

describe.each(
  Object.entries(PREFIXES).filter(([what]) => !/^(?:compose|kubectl --prefix|stern)$/.test(what)),
)('%s', (what, change) => {
  it('gives a time to lines that have none, and a day to those that name only the hour', () => {
    const text =
      '00:40:41 - LiteLLM:INFO: a.py:1 - MCP client calling tool \'a\'\nINFO:     1.1.1.1:1 - "GET / HTTP/1.1" 200 OK';
    const times = read(change(text)).events.map((event) => event.time);
    expect(times.map((each) => each?.day)).toEqual(
      what === 'syslog' ? ['not said', 'not said'] : ['said', 'said'],
    );
  });
});

const sorted = (events: readonly LogEvent[]): readonly string[] =>
  sayings(events)
    .map((each) => JSON.stringify(each))
    .sort();

describe('lines of several containers, one after the other', () => {
  const postgres = (index: number): string =>
    `db-1       | 2026-11-29 00:40:${10 + (index % 50)}.123 UTC [1] LOG:  checkpoint ${index}`;

  it.each(SOME)('changes no event: $file', ({ text }) => {
    const lines = linesIn(text);
    const mixed = lines.flatMap((line, index) => [`litellm-1  | ${line}`, postgres(index)]).join('\n');
    const [before, after] = [read(text), read(mixed)];
    expect(sayings(after.events)).toEqual(sayings(before.events));
    expect(after.unread).toBe(before.unread + lines.length);
  });

  it('tells two workers apart where both write a traceback', () => {
    const { text } = LITELLM.find(({ file }) => file === '1.110.2/plain/server-down.log') ?? { text: '' };
    const mixed = linesIn(text).flatMap((line) => [`litellm-1  | ${line}`, `litellm-2  | ${line}`]);
    const [before, after] = [read(text), read(mixed.join('\n'))];
    expect(sorted(after.events)).toEqual(sorted([...before.events, ...before.events]));
  });
});

describe('pasted', () => {
  it.each(SOME.filter(({ file }) => !file.startsWith('python')))(
    'lines that are glued give the same events: $file',
    ({ text }) => {
      const lines = linesIn(text);
      const glued = lines.map((line, index) => {
        const next = lines[index + 1];
        const isGlued = index % 2 === 0 && ACCESS.test(line) && next !== undefined && BEGINS.test(next);
        return line + (isGlued ? ' ' : '\n');
      });
      expect(sayings(read(glued.join('')).events)).toEqual(sayings(read(text).events));
    },
  );

  it('spaces may be fewer, and a line may begin in another', () => {
    const { events } = read(
      'INFO: 127.0.0.1:62338 - "POST /mcp/sse/messages?session_id=fae5c6d7a8b94c0d HTTP/1.1" 200 OK 16:20:07 - LiteLLM:INFO: client.py:563 - MCP client calling tool \'a\'',
    );
    expect(events.map(({ happening, tool, status }) => [happening, tool ?? status])).toEqual([
      ['answered', 200],
      ['called', 'a'],
    ]);
    expect(JSON.stringify(events)).not.toContain('fae5c6d7');
  });

  it.each([60, 80, 132])('lines wrapped at %s columns give the same events', (width) => {
    const text = SOME.filter(({ file }) =>
      /1\.110\.2\/(?:plain|json)\/(?:no-key|own-session)\.log/.test(file),
    )
      .map((each) => each.text)
      .join('');
    const wrapped = linesIn(text).flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? ['']);
    expect(wrapped.length).toBeGreaterThan(linesIn(text).length);
    expect(sayings(read(wrapped.join('\n')).events)).toEqual(sayings(read(text).events));
  });
});

describe('written twice by the root handler', () => {
  const level = (line: string): string =>
    line.replace(/^\d\d:\d\d:\d\d - (LiteLLM[^:]*):([A-Z]+): \S+ - /, '$2:$1:');
  const dated = (line: string): string =>
    line.replace(
      /^(\d\d:\d\d:\d\d) - (LiteLLM[^:]*):([A-Z]+): (\S+) - /,
      '2026-11-29 $1 - $2 - $3 - $4 - f() - ',
    );

  it.each(
    [level, dated].flatMap((again) =>
      SOME.filter(({ file }) => file.startsWith('1.110.2/plain')).map(({ file, text }) => ({
        file,
        text,
        again,
      })),
    ),
  )('is said once: $file', ({ text, again }) => {
    const records: string[][] = [];
    for (const line of linesIn(text)) {
      if (BEGINS.test(line) || records.length === 0) records.push([line]);
      else records.at(-1)?.push(line);
    }
    const doubled = records.flatMap(([line = '', ...rest]) =>
      again(line) === line ? [line, ...rest] : [line, ...rest, again(line), ...rest],
    );
    expect(sayings(read(doubled.join('\n')).events)).toEqual(sayings(read(text).events));
  });

  it('takes the day from the line that has one', () => {
    const line = "00:40:41 - LiteLLM:INFO: client.py:563 - MCP client calling tool 'a'";
    const [event, ...others] = read(`${line}\n${dated(line)}`).events;
    expect(others).toEqual([]);
    expect(event?.time).toEqual({
      at: Date.UTC(2026, 10, 29, 0, 40, 41),
      precision: 'second',
      zone: 'local',
      day: 'said',
    });
  });
});

describe('long lines', () => {
  const rest = 'x'.repeat(1_000_000);

  it.each([
    ['plain', `00:40:41 - LiteLLM:ERROR: a.py:1 - Error handling MCP request: ${rest}`],
    [
      'JSON',
      `{"message": "Error handling MCP request: a", "level": "ERROR", "timestamp": "2026-11-29T00:40:41.000000", "stacktrace": "${rest}"}`,
    ],
    [
      'Python',
      `DEBUG:mcp.client.streamable_http:Sending client message: jsonrpc='2.0' id=2 method='tools/list' params={'a': '${rest}'}`,
    ],
  ])('%s: the beginning is read', (_what, line) => {
    const { events, lines, unread } = read(`${line}\n${line}\n`);
    expect(events).toHaveLength(2);
    expect([lines, unread]).toEqual([2, 0]);
    expect(events[0]?.words.length).toBeLessThanOrEqual(1000);
  });

  it('a cut line of a container runtime is put together', () => {
    const { events } = read(
      `${time(1)} stdout P INFO:     1.1.1.1:1 - "GET /mc\n${time(2)} stdout F p HTTP/1.1" 200 OK\n`,
    );
    expect(events.map(({ url }) => url)).toEqual(['/mcp']);
  });
});

describe('what no source knows', () => {
  it('is counted, and makes no event', () => {
    const { events, lines, unread, sources } = read(
      'hello\n  File nothing\n{"a": 1}\n[x] y\n\n2026-11-29T00:00:00Z z\n',
    );
    expect({ events, lines, unread, sources }).toEqual({ events: [], lines: 6, unread: 5, sources: [] });
  });
});
