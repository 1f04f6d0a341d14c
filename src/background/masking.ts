import { createRedact, type Redact } from '../exchange/redact.ts';
import { createSecrets } from '../exchange/secrets.ts';
import { keyedTags } from '../exchange/tags.ts';

/** So many credentials are known at a time, to be found in text too; a login has a handful. */
const MOST_SECRETS = 2_000;

/**
 * Gives `redact` for what is observed. Keyed tags need no memory of what was masked before, so that it may be forgotten:
 * by a worker that is killed, and here when it has grown.
 */
export function createMasking(readKey: () => Promise<string>): () => Promise<Redact> {
  let current: { readonly redact: Redact; readonly isFull: () => boolean } | undefined;
  return async () => {
    const key = await readKey();
    if (!current || current.isFull()) {
      const secrets = createSecrets(keyedTags(key));
      current = { redact: createRedact(secrets), isFull: () => secrets.size > MOST_SECRETS };
    }
    return current.redact;
  };
}
