import type { Entry } from 'har-format';
import { describe, expect, it } from 'vitest';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { createSecrets } from '../../src/exchange/redact/secrets.ts';
import { keyedTags } from '../../src/exchange/redact/tags.ts';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { litellm } from '../../src/litellm/profile.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { recordedFiles } from '../golden/recordings.ts';

const KEY = '01'.repeat(32);

/** What webRequest leaves out where it is not asked for `extraHeaders`. */
const UNSEEN: ReadonlySet<string> = new Set([
  'accept-encoding',
  'accept-language',
  'cookie',
  'origin',
  'referer',
  'set-cookie',
]);

const seen = (headers: Entry['request']['headers']) =>
  headers.filter(({ name }) => !UNSEEN.has(name.toLowerCase()));

/** A recording as the background would have observed it. */
function observed(entries: readonly Entry[]): readonly (Inspected | undefined)[] {
  const inspector = createInspector({ key: KEY });
  const redact = createRedact(litellm(), createSecrets(keyedTags(KEY)));
  return entries.map((entry, index) => {
    const { streamEvents: _events, ...exchange } = redact(entry, index);
    const { body: _body, ...response } = exchange.response;
    const { request } = exchange;
    return inspector.addMasked({
      ...exchange,
      bodies: 'not recorded',
      request: { ...request, headers: seen(request.headers as Entry['request']['headers']) },
      response: { ...response, headers: seen(response.headers as Entry['request']['headers']) },
    });
  });
}

function whole(entries: readonly Entry[]): readonly (Inspected | undefined)[] {
  const inspector = createInspector();
  return entries.map((entry) => inspector.add(entry));
}

/** What is wrong, as far as anything is. */
const faults = (inspected: Inspected | undefined): readonly string[] =>
  inspected?.findings.flatMap(({ rule, level }) => (level === 'info' ? [] : `${rule}/${level}`)) ?? [];

/** What a status says by itself. */
const GENERAL: ReadonlySet<string> = new Set([
  'challenge-missing/warning',
  'failure-unexplained/error',
  'rate-limited/error',
]);

describe('a recording without bodies has no error and no warning that it does not have with them', () => {
  it.each(recordedFiles())('$litellm $scenario', ({ text }) => {
    const entries = readHar(text);
    const all = whole(entries);
    const unfounded = observed(entries).flatMap((inspected, index) =>
      faults(inspected)
        .filter((fault) => !faults(all[index]).includes(fault))
        // What failed for a reason that was in the body still failed.
        .filter((fault) => !(GENERAL.has(fault) && faults(all[index]).length > 0))
        .map((fault) => `${index} ${fault}`),
    );
    expect(unfounded).toEqual([]);
  });
});
