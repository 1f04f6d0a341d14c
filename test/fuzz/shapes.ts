/** Long texts that make careless parsers slow, each a piece repeated between a beginning and an end. */
interface Shape {
  readonly shape: string;
  readonly text: (size: number) => string;
}

const repeated = (piece: string, before = '', after = ''): Shape => ({
  shape: JSON.stringify([before, piece, after].filter((each) => each !== '').join(' … ')),
  text: (size) => before + piece.repeat(Math.ceil(size / piece.length)) + after,
});

const numbered = (shape: string, piece: (index: number) => string, before = '', after = ''): Shape => ({
  shape,
  text: (size) => {
    const pieces = [before];
    for (let index = 0, length = 0; length < size; index += 1) {
      pieces.push(piece(index));
      length += pieces.at(-1)?.length ?? 0;
    }
    return pieces.join('') + after;
  },
});

function nested(levels: number): string {
  let text = '{"access_token":"a b"}';
  for (let level = 0; level < levels; level += 1) text = JSON.stringify({ text });
  return text;
}

export const SHAPES: readonly Shape[] = [
  ...'a A . .. .a - ~ + = , ; & : / // % %25 %2525 * # ? " \\ \\" \\\\ \\u0020 \\n \' { } [ ] [[ {"a": ( ) < @ 0 1. sk- sk-a eyJ eyJa. eyJaaaaaa.aa a.b.c Bearer Basic token secret secret= secret: api_key= password:" data: data data:{} id: event:'
    .split(' ')
    .map((piece) => repeated(piece)),
  ...[' ', '\n', '\r', '\r\n', '\0', '\ud800', '\t', 'İ', '\u2028', '\uFEFF'].map((piece) => repeated(piece)),
  ...[
    'Rate limit exceeded for a:',
    'MCP server ',
    "MCP server '",
    'redirect_uri ',
    'tools[0].name ',
    "Tool '",
    'error code: 1',
    'Content blocked: ',
    '<title>',
    '<center>nginx',
    '<center>nginx</center',
    'a.b-c_1+@%/\\ (',
  ].map((piece) => repeated(piece)),
  ...[
    'Bearer ',
    'Bearer sk-abcd ',
    'Bearer a=',
    'a, ',
    'a=b, ',
    'a="b", ',
    'Bearer a="',
    '; a=',
    '; ',
    '[masked ',
    '%5Bmasked%20',
    '[masked a short #1',
    '[masked a short #1 iss=a ',
  ].map((piece) => repeated(piece)),
  ...[
    "'a': ",
    "'a': '",
    "('a', '",
    "headers: {'a': 'b', ",
    "token='",
    'session ',
    'session-a.',
    ' - LiteLLM:ERROR: a.py:1 - ',
    'INFO: ',
    'INFO: a - "GET ',
    'INFO:     1.1.1.1:1 - "GET / HTTP/1.1" 200 OK\n',
    "00:40:41 - LiteLLM:INFO: a.py:1 - MCP client calling tool 'a'\n",
    'a-1  | ',
    'a-b c ',
    '2026-11-29T00:40:41Z ',
    '2026-11-29T00:40:41Z stdout P a\n',
    "(b'a', b'b'), ",
    '  | ',
    'Traceback (most recent call last):\n',
    'a.B: c\n',
    'x-a=b, ',
    '***** ',
    'a*****',
  ].map((piece) => repeated(piece)),
  ...[
    'data: {}\n\n',
    'data: x\n\n',
    'data: {\n\n',
    'data:\n',
    'data: "a"\n',
    ':\n',
    'event: endpoint\n\n',
    '--x\r\n',
    '--x\r\n\r\n',
    '--x\r\nname="code"\r\n\r\na\r\n',
  ].map((piece) => repeated(piece)),
  ...[
    '{"a":1},',
    '"a":"\\n",',
    '{"name":"a"},',
    '"authorization":"Bearer a",',
    '"a\\n":1,',
    '?a=/',
    '?a=://',
    'http://x/?a=',
    '%3Fa%3D%2F%2F',
    '//a@',
    '/a/../',
    "'x-api-key': ",
  ].map((piece) => repeated(piece)),
  repeated('.', '', 'a'),
  repeated('.', 'a', 'a'),
  repeated('-', '<html><!doctype ', 'a'),
  repeated('.', 'a', ' '),
  repeated(' ', 'secret', '='),
  repeated(' ', 'secret=', '!'),
  repeated(' ', 'Bearer', 'a="'),
  repeated('a', 'Bearer ', '='),
  repeated('a', 'x="', ''),
  repeated('\\a', 'x="', ''),
  repeated(',', 'Bearer', 'x'),
  repeated('[', '', ''),
  repeated('a', 'eyJ', '.'),
  repeated('a', 'eyJhIjoxfQ.', '.c'),
  repeated('_', '"', ''),
  repeated('-', 'data: {"id":"', '"}\n\n'),
  repeated(' ', '{"a"', ':1}'),
  numbered(
    'tools',
    (index) => `${index ? ',' : ''}{"name":"t${index}"}`,
    '{"jsonrpc":"2.0","id":1,"result":{"tools":[',
    ']}}',
  ),
  numbered('distinct keys', (index) => `sk-${index.toString(36).padStart(40, '0')} `),
  numbered(
    'distinct keys as members',
    (index) => `"api_key":"${index.toString(36).padStart(40, '0')}",`,
    '{',
    '"a":1}',
  ),
  numbered(
    'a batch',
    (index) => `${index ? ',' : ''}{"jsonrpc":"2.0","id":${index},"method":"tools/list"}`,
    '[',
    ']',
  ),
  numbered('messages', (index) => `data: {"jsonrpc":"2.0","id":${index},"result":{}}\n\n`),
  {
    shape: 'JSON in strings, eight deep, in a list',
    text: (size) =>
      `[${Array(Math.ceil(size / nested(8).length))
        .fill(nested(8))
        .join()}]`,
  },
  {
    shape: '10,000 deep',
    text: (size) =>
      `[${Array(Math.ceil(size / 20_000))
        .fill(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)
        .join()}]`,
  },
  {
    shape: 'JSON in strings, as deep as it goes',
    text: (size) => {
      let text = 'a';
      while (text.length < size) text = JSON.stringify([text]);
      return text;
    },
  },
  { shape: 'base64', text: (size) => btoa('{"a":"\\n"}'.repeat(Math.ceil((size * 3) / 40))) },
];
