import { readJson, textIn } from '../../exchange/json.ts';
import { calledTool } from '../../mcp/rpc.ts';
import type { Facts } from '../rule.ts';

/** The tool that a call names, also on LiteLLM's REST route; undefined where it calls none. */
export const toolAsked = ({ rpc, route, exchange }: Facts): string | undefined =>
  route?.form === 'mcp-rest' ? textIn(readJson(exchange.request.body?.text), 'name') : rpc && calledTool(rpc);
