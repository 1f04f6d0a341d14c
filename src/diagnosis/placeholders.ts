import type { Exchange, Header } from '../exchange/exchange.ts';
import { header, nameOf } from '../exchange/exchange.ts';
import { type Mask, splitMasks, withMasksDecoded } from '../exchange/mask.ts';
import { keyBesideAuthorization } from '../litellm/client-credentials.ts';
import { KEY_HEADER } from '../litellm/header-names.ts';

/** A piece of a text to copy: as it stands, or a variable that stands for a credential. */
export type Part = string | { readonly variable: string };

/** Stands for the gateway's key in every command. */
export const KEY: Part = { variable: 'LITELLM_API_KEY' };

/**
 * Puts variables in the place of masks, so that a copied text can be used with one's own credentials. Within one exchange, equal
 * credentials get the same variable. Names derived from the wire begin with `MCP_`: none can be that of a variable people have,
 * such as `AWS_SECRET_ACCESS_KEY`, which a shell would then send to the server.
 * @returns a function from text of the exchange to its pieces
 */
export function placeholdersOf(exchange: Exchange): (text: string) => readonly Part[] {
  const { request, response } = exchange;
  const names = new Map<string, string>();
  const name = ({ tag }: Mask, wanted: string): string => {
    const before = names.get(tag);
    if (before !== undefined) return before;
    const taken = new Set(names.values());
    let free = wanted;
    for (let number = 2; taken.has(free); number += 1) free = `${wanted}_${number}`;
    names.set(tag, free);
    return free;
  };
  const key = keyBesideAuthorization(exchange);
  if (key) name(key.mask, 'LITELLM_API_KEY');
  const hasKeyHeader = key !== undefined || header(request.headers, KEY_HEADER) !== undefined;
  const ours = response.headers.filter((each) => NAMED_BY_US.has(nameOf(each)));
  for (const each of inOrder([...request.headers, ...ours])) {
    for (const mask of masksIn(each.value)) name(mask, variableFor(nameOf(each), mask, hasKeyHeader));
  }
  return (text) =>
    splitMasks(withMasksDecoded(text)).map((piece) =>
      typeof piece === 'string' ? piece : { variable: name(piece, 'MCP_SECRET') },
    );
}

/** Headers of a response that may name a variable: in a command no other name is the server's. */
const NAMED_BY_US: ReadonlySet<string> = new Set(['mcp-session-id', 'set-cookie']);

const masksIn = (text: string): readonly Mask[] =>
  splitMasks(withMasksDecoded(text)).filter((piece): piece is Mask => typeof piece !== 'string');

/** What names a credential best comes first. */
function inOrder(headers: readonly Header[]): readonly Header[] {
  const rank = (each: Header): number => {
    const lower = nameOf(each);
    return lower === KEY_HEADER ? 0 : lower === 'authorization' ? 1 : 2;
  };
  return [...headers].sort((one, other) => rank(one) - rank(other));
}

/** LiteLLM takes Authorization for its key where the key's own header is missing; a JWT there is a user's token. */
function variableFor(lower: string, { look }: Mask, hasKeyHeader: boolean): string {
  if (lower === KEY_HEADER) return 'LITELLM_API_KEY';
  if (lower === 'authorization') {
    const isKey = look.startsWith('sk-') || !(hasKeyHeader || look.startsWith('eyJ'));
    return isKey ? 'LITELLM_API_KEY' : 'MCP_TOKEN';
  }
  const word = lower
    .replace(/^x-/, '')
    .replace(/^mcp-/, '')
    .replace(/[^a-z0-9]+/g, '_');
  return `MCP_${word.slice(0, 40).toUpperCase()}`;
}
