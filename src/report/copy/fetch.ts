import type { RequestParts } from '../../diagnosis/curl.ts';
import type { Part } from '../../diagnosis/placeholders.ts';
import { escapeUnits, splitHidden } from '../../exchange/reveal.ts';

/** Header names that a page may not set (Fetch standard, "forbidden request-header"). */
const FORBIDDEN = /^(?:access-control-request-.*|cookie2?|date|origin|set-cookie|via)$/;

/** A request as a JavaScript call of `fetch`, for a module or a browser's console. Credentials are constants to fill in. */
export function writeFetch({ method, url, headers, body }: RequestParts): string {
  const allowed = headers.filter(({ name }) => !FORBIDDEN.test(name.toLowerCase()));
  const sent = method === 'GET' || method === 'HEAD' ? undefined : body;
  const variables = [url, ...allowed.map(({ value }) => value), sent ?? []]
    .flat()
    .flatMap((part) => (typeof part === 'string' ? [] : part.variable));
  return [
    ...[...new Set(variables)].map((name) => `const ${name} = '';`),
    `const response = await fetch(${expression(url)}, {`,
    `  method: ${literal(method)},`,
    ...(headers.some(({ name }) => name.toLowerCase() === 'cookie') ? ["  credentials: 'include',"] : []),
    '  headers: [',
    ...allowed.map(({ name, value }) => `    [${literal(name)}, ${expression(value)}],`),
    '  ],',
    ...(sent ? [`  body: ${expression(sent)},`] : []),
    '});',
    'console.log(response.status, await response.text());',
  ].join('\n');
}

const expression = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === 'string' ? literal(part) : part.variable)).join(' + ') || "''";

/** A string literal that means exactly the text, on one line, with nothing hidden in it. */
function literal(text: string): string {
  const inside = splitHidden(text).map((each) =>
    each.hidden
      ? escapeUnits(each.text)
      : each.text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t'),
  );
  return `'${inside.join('')}'`;
}
