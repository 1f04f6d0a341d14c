import { isSecretKey } from '../../exchange/credentials.ts';
import { isRecord, readJson } from '../../exchange/json.ts';
import { readMask } from '../../exchange/mask.ts';
import { fromBody } from '../evidence.ts';
import { rule } from '../rule.ts';

/** Deeper than any of LiteLLM's answers. */
const DEEPEST = 8;

export const secretInResponse = rule({
  id: 'secret-in-response',
  hop: 'gateway',
  level: 'error',
  needs: ['exchange', 'kind'],
  title: 'The gateway’s answer holds a credential',
  why: 'The answer had a credential’s value in clear, in a field of that name. Hopscope masked it here; the page that asked got it.',
  check: ({ exchange, kind }) => {
    // Token and registration endpoints issue credentials, and a tool's own result is not the gateway's.
    if (kind === 'oauth' || kind === 'preflight') return [];
    return secretMembers(readJson(exchange.response.body?.text), DEEPEST).map((name) =>
      fromBody('response-body', `"${name}": a value that Hopscope masked`),
    );
  },
  fix: {
    user: {
      text: 'Treat this as an incident: have the credential replaced, and do not share recordings made by other tools.',
    },
    operator: {
      text: 'Replace the credential and upgrade LiteLLM; older versions return stored server credentials in some answers.',
    },
  },
});

/** Names of members that are called like a credential and hold a masked value, at any depth. */
function secretMembers(json: unknown, depth: number): readonly string[] {
  if (depth === 0) return [];
  if (Array.isArray(json)) return json.flatMap((each: unknown) => secretMembers(each, depth - 1));
  if (!isRecord(json)) return [];
  return Object.entries(json).flatMap(([name, value]) =>
    typeof value === 'string' && isSecretKey(name) && readMask(value)
      ? [name]
      : secretMembers(value, depth - 1),
  );
}
