import { expect, it } from 'vitest';
import { groupFindings } from '../../src/diagnosis/group-findings.ts';
import type { Inspected } from '../../src/inspect.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { recordedFiles } from '../golden/recordings.ts';
import { inspectAll } from '../har-entry.ts';

const files = recordedFiles().filter(({ litellm }) => litellm === '1.108.5');

/** A recording whose servers listen on the port that their scheme has anyway, under a name each. */
const onDefaultPorts = (text: string): string =>
  text.replace(/(?<=https?(?::\/\/|%3A%2F%2F))(?:127\.0\.0\.1|localhost)(?::|%3A)(\d{4,5})/g, 'h$1.example');

/** The same where every second request, header and document spells the port. */
function spellingPorts(text: string): string {
  let count = 0;
  return text.replace(/(?<=http:\/\/)h\d+\.example(?![:\w.])/g, (host) => {
    count += 1;
    return count % 2 === 0 ? host : `${host}:80`;
  });
}

const verdictsOf = (inspected: readonly Inspected[]): readonly string[] =>
  inspected.flatMap(({ exchange, kind, findings }) => [
    `${exchange.index} ${kind}`,
    ...findings.map(({ rule, level, hop }) => `${exchange.index} ${rule} ${level} ${hop}`),
  ]);

it.each(files.map(({ scenario, text }) => [scenario, text]))(
  '%s is judged the same whether its URLs spell the default port or not',
  (_scenario, text) => {
    const plain = onDefaultPorts(text);
    const spelled = spellingPorts(plain);
    const [one, other] = [plain, spelled].map((each) => inspectAll(readHar(each)));
    expect(verdictsOf(other ?? [])).toEqual(verdictsOf(one ?? []));
    expect(groupFindings(other ?? []).length).toBe(groupFindings(one ?? []).length);
  },
);
