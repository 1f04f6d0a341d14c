import type { Part } from './placeholders.ts';
import { shellCommand, shellWord } from './shell.ts';

/** An HTTP request to write down: variables in the place of credentials. */
export interface RequestParts {
  /** A token (RFC 9110 section 5.6.2). */
  readonly method: string;
  /** An absolute http URL. */
  readonly url: readonly Part[];
  /** Names are tokens. */
  readonly headers: readonly HeaderParts[];
  readonly body?: readonly Part[];
}

export interface HeaderParts {
  readonly name: string;
  /** As in `Header`. */
  readonly means?: string;
  readonly value: readonly Part[];
}

/**
 * A request as a curl command that prints the response's headers too. Nothing in it names a file (`@` of `-d` and `-H`) or a range
 * of URLs (`[1-9]`). Source: curl's manual page.
 */
export function writeCurl({ method, url, headers, body }: RequestParts): string {
  const implied = body ? 'POST' : 'GET';
  const flags = [
    'curl -isS',
    ...(url.some((part) => typeof part === 'string' && /[[\]{}]/.test(part)) ? ['--globoff'] : []),
    ...(method === 'HEAD' ? ['--head'] : method === implied ? [] : ['-X', shellWord(method)]),
    shellWord(url),
  ];
  return shellCommand(flags.join(' '), [
    ...headers.map((each) => `-H ${shellWord(headerLine(each))}`),
    ...(body ? [`--data-raw ${shellWord(body)}`] : []),
  ]);
}

/** `name: value`, on one line. An empty value has a semicolon: curl takes `name:` for a header to leave out. */
function headerLine({ name, value }: HeaderParts): readonly Part[] {
  return value.length === 0 ? [`${name};`] : [`${name}: `, ...value];
}
