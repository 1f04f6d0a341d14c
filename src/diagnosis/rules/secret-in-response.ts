import { isRecord, readJson } from '../../exchange/json.ts';
import { readMask, splitMasks } from '../../exchange/mask.ts';
import { isSecretKey } from '../../exchange/redact/credentials.ts';
import { fromBody } from '../evidence.ts';
import { rule } from '../rule.ts';

/** Deeper than any of LiteLLM's answers. */
const DEEPEST = 8;

/**
 * Fires when the gateway's own answer (an error, a REST answer, metadata) has a credential's value in a member of
 * that name. Not where one belongs (token endpoints), not for a value that the request sent itself, and not inside
 * what a server or a model said. Source: `_redact_mcp_credentials` in LiteLLM.
 */
export const secretInResponse = rule({
  id: 'secret-in-response',
  hop: 'gateway',
  level: 'error',
  needs: ['exchange', 'kind'],
  about: 'path',
  title: 'The gateway’s answer holds a credential',
  why: 'The answer had a credential’s value in clear, in a field of that name. Hopscope masked it here; the page that asked got it.',
  check: ({ exchange, kind }) => {
    // Token endpoints issue credentials; a result is the server's or the model's; on the LLM routes requests are echoed.
    if (kind !== 'mcp-rest' && kind !== 'oauth-metadata' && exchange.response.status < 400) return [];
    if (kind === 'oauth' || kind === 'preflight') return [];
    const { headers, url, body } = exchange.request;
    const sent = new Set([...headers.map(({ value }) => value), url, body?.text ?? ''].flatMap(tagsIn));
    return secretMembers(readJson(exchange.response.body?.text), sent, DEEPEST).map((name) =>
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

/** Members whose content comes from the MCP server. */
const NOT_THE_GATEWAYS: ReadonlySet<string> = new Set([
  'content',
  'structuredContent',
  'tools',
  'result',
  'inputSchema',
]);

const tagsIn = (text: string): readonly string[] =>
  splitMasks(text).flatMap((piece) => (typeof piece === 'string' ? [] : piece.tag));

/** A masked value that the request did not send itself. */
function isForeign(value: string, sent: ReadonlySet<string>): boolean {
  const tag = readMask(value)?.tag;
  return tag !== undefined && !sent.has(tag);
}

/** Names of members that are called like a credential and hold a masked value, at any depth. */
function secretMembers(json: unknown, sent: ReadonlySet<string>, depth: number): readonly string[] {
  if (depth === 0) return [];
  if (Array.isArray(json)) return json.flatMap((each: unknown) => secretMembers(each, sent, depth - 1));
  if (!isRecord(json)) return [];
  return Object.entries(json).flatMap(([name, value]) =>
    NOT_THE_GATEWAYS.has(name)
      ? []
      : typeof value === 'string' && isSecretKey(name) && isForeign(value, sent)
        ? [name]
        : secretMembers(value, sent, depth - 1),
  );
}
