import type { Exchange } from '../exchange/exchange.ts';
import type { Finding } from './rule.ts';

/**
 * Findings as they count for who sent the exchange. What a check finds when it asks the MCP server itself stands for the hop behind the gateway
 * and proves nothing of the gateway: its network and its credential are others.
 */
export function ofSender({ sentBy }: Exchange, findings: readonly Finding[]): readonly Finding[] {
  return sentBy?.direct ? findings.filter(({ level }) => level !== 'info').map(asDirect) : findings;
}

const asDirect = (finding: Finding): Finding => ({
  ...finding,
  level: 'info',
  hop: 'gateway-to-server',
  why: 'Hopscope asked the MCP server itself, without the gateway and without a credential. The gateway may fare otherwise: it has another network and its own login.',
  fix: {},
});
