import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { arrayIn, memberOf, textIn } from '../../exchange/json.ts';
import { plain } from '../../litellm/address.ts';
import type { Facts } from '../rule.ts';

const toolsIn = ({ rpc }: Facts): readonly unknown[] =>
  (rpc?.received ?? []).flatMap((message) =>
    message.type === 'result' ? arrayIn(message.result, 'tools') : [],
  );

/** Lists that give a tool an `outputSchema` (MCP 2025-06-18, server/tools), by its name. */
const listsWithSchema = groupIncrementally((facts: Facts) =>
  toolsIn(facts).flatMap((tool) =>
    memberOf(tool, 'outputSchema') === undefined ? [] : [textIn(tool, 'name') ?? ''],
  ),
);

const byEndpoint = groupIncrementally(({ exchange }: Facts) => [plain(exchange.request.url)]);

/** A tool's output schema as the same endpoint listed it last, and where; undefined when it gave none. */
export function outputSchemaOf(
  tool: string,
  { exchange }: Facts,
  past: readonly Facts[],
): { readonly schema: unknown; readonly listedIn: number } | undefined {
  const lists = listsWithSchema(past).get(tool);
  const list = lists && byEndpoint(lists).get(plain(exchange.request.url))?.at(-1);
  const listed = list && toolsIn(list).findLast((each) => textIn(each, 'name') === tool);
  return listed === undefined || !list
    ? undefined
    : { schema: memberOf(listed, 'outputSchema'), listedIn: list.exchange.index };
}
