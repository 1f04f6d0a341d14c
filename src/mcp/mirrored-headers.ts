import { decodeHeaderValue } from '../exchange/base64.ts';
import { type Exchange, nameOf } from '../exchange/exchange.ts';
import { withMasksDecoded } from '../exchange/mask.ts';
import type { RpcMessage } from './json-rpc.ts';
import { isModern, versionIn } from './revision.ts';
import { calledOn, type Rpc } from './rpc.ts';

/** A header that repeats the body of its request, and does not say the same. */
export interface Disagreement {
  /** As the specification writes it. */
  readonly header: string;
  /** `doubled`: sent twice, which browsers and proxies write as one value. `unreadable`: no Base64 where it should be. */
  readonly problem: 'differs' | 'doubled' | 'unreadable' | 'missing';
  /** What the header says, decoded; absent where it is missing, or masked. */
  readonly said?: string;
  /** What the body says. */
  readonly inBody?: string;
}

/**
 * Where the headers of a request and its body disagree: `MCP-Protocol-Version`, `Mcp-Method`, `Mcp-Name`. Only a single request is looked at:
 * no revision says what the headers of batches and notifications are. Source: MCP 2026-07-28, streamable HTTP, "Server Validation".
 * @returns empty where they agree, or what is to be compared is masked
 */
export function disagreementsIn(exchange: Exchange, rpc: Rpc): readonly Disagreement[] {
  const [message, ...more] = rpc.sent;
  if (message?.type !== 'request' || more.length > 0) return [];
  const isNeeded = speaksModern(exchange, message);
  return [
    ...disagreement(exchange, 'MCP-Protocol-Version', versionIn(message), isNeeded),
    ...disagreement(exchange, 'Mcp-Method', message.method, isNeeded),
    ...disagreement(exchange, 'Mcp-Name', calledOn(message), isNeeded),
  ];
}

/** Whether a request says that it is of a revision in which headers repeat the body. */
export const speaksModern = (exchange: Exchange, message: RpcMessage): boolean =>
  isModern(versionIn(message)) || valuesOf(exchange, 'mcp-protocol-version').some(isModern);

function disagreement(
  exchange: Exchange,
  name: string,
  inBody: string | undefined,
  isNeeded: boolean,
): readonly Disagreement[] {
  const values = valuesOf(exchange, name.toLowerCase());
  const [value] = values;
  const found = (problem: Disagreement['problem'], said?: string): readonly Disagreement[] => [
    {
      header: name,
      problem,
      ...(said === undefined ? {} : { said }),
      ...(inBody === undefined ? {} : { inBody }),
    },
  ];
  if (value === undefined) return isNeeded && inBody !== undefined ? found('missing') : [];
  const joined = values.join(', ');
  // Names may have a comma in them, versions and methods have none.
  const isDoubled = name === 'Mcp-Name' ? joined === `${inBody}, ${inBody}` : joined.includes(',');
  if (values.length > 1 || isDoubled) return found('doubled', joined);
  if (inBody === undefined || isWithheld(value) || isWithheld(inBody)) return [];
  const said = name === 'Mcp-Name' ? decodeHeaderValue(value) : value.trim();
  if (said === undefined) return found('unreadable', value);
  return said === inBody ? [] : found('differs', said);
}

const valuesOf = ({ request }: Exchange, name: string): readonly string[] =>
  request.headers.flatMap((each) => (nameOf(each) === name ? [each.value] : []));

/** Whether a recording does not have a text as it was on the wire. */
export const isWithheld = (text: string): boolean =>
  /\[masked |left[- ]out|\[string, \d/.test(withMasksDecoded(text));
