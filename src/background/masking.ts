import { createRedact, type Redact } from '../exchange/redact/redact.ts';
import { createSecrets } from '../exchange/redact/secrets.ts';
import { keyedTags } from '../exchange/redact/tags.ts';
import type { HeaderNames } from '../litellm/header-names.ts';
import { litellm } from '../litellm/profile.ts';

/** So many credentials are known at a time, to be found in text too; a login has a handful. */
const MOST_SECRETS = 2_000;

/**
 * Gives `redact` for what is observed. Keyed tags need no memory of what was masked before, so that it may be forgotten:
 * by a worker that is killed, and here when it has grown.
 */
export function createMasking(readKey: () => Promise<string>): (names: HeaderNames) => Promise<Redact> {
  let current:
    | { readonly names: HeaderNames; readonly redact: Redact; readonly isFull: () => boolean }
    | undefined;
  return async (names) => {
    const key = await readKey();
    if (!current || current.names !== names || current.isFull()) {
      const secrets = createSecrets(keyedTags(key));
      current = {
        names,
        redact: createRedact(litellm(names), secrets),
        isFull: () => secrets.size > MOST_SECRETS,
      };
    }
    return current.redact;
  };
}
