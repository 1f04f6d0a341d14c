import { arrayIn, isRecord, memberOf } from '../../exchange/json.ts';
import { calledTool, toolResult } from '../../mcp/rpc.ts';
import { outputSchemaOf } from '../computed/output-schemas.ts';
import { fromBody } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires when a tool that lists an output schema answers without `structuredContent`, without a member that the schema requires, or with one of another type. Not on a
 * result with `isError`, which needs none. Source: MCP 2025-06-18, server/tools, "Output Schema".
 */
export const resultBreaksSchema = rule({
  id: 'result-breaks-schema',
  hop: 'tool',
  level: 'warning',
  needs: ['facts', 'rpc', 'past'],
  title: (given) =>
    `The result of ${inQuotes(calledIn(given) ?? '')} does not fit the tool’s own output schema`,
  why: (given) =>
    `The tool’s list entry has an outputSchema, so a result must have structuredContent that fits it: ${missing(given)}. Strict clients reject the result although HTTP says 200.`,
  check: (given) => {
    const { facts, past } = given;
    const lack = missing(given);
    const tool = calledIn(given);
    const known = tool === undefined ? undefined : outputSchemaOf(tool, facts, past);
    return lack === undefined || !known
      ? []
      : [
          fromBody('response-body', lack),
          { ...fromBody('response-body', '"outputSchema"'), exchange: known.listedIn },
        ];
  },
  fix: {
    user: { text: 'Use a client that does not check results, until the tool is repaired.' },
    operator: {
      text: 'Have the MCP server return structuredContent, or leave outputSchema out of the tool. Some gateways drop structuredContent: compare with the server’s own answer.',
    },
  },
});

/** A finished task brings the result of the call that began it. */
const calledIn = ({ rpc, facts }: Given<'rpc' | 'facts'>): string | undefined =>
  facts.continues?.name ?? calledTool(rpc);

/** What the result lacks; undefined where it fits, or no schema is known. */
function missing(given: Given<'facts' | 'rpc' | 'past'>): string | undefined {
  const { facts, rpc, past } = given;
  const tool = calledIn(given);
  const known = tool === undefined ? undefined : outputSchemaOf(tool, facts, past);
  if (!known) return undefined;
  for (const message of rpc.received) {
    const result = toolResult(message);
    if (message.type !== 'result' || !result || result.isError) continue;
    const content = memberOf(message.result, 'structuredContent');
    if (content === undefined) return 'there is no structuredContent';
    const required = arrayIn(known.schema, 'required').filter((each) => typeof each === 'string');
    const lacking = required.filter((name) => !isRecord(content) || !(name in content));
    if (lacking.length > 0) return `structuredContent lacks ${lacking.join(', ')}`;
    const wrong = ofWrongType(content, memberOf(known.schema, 'properties'));
    if (wrong !== undefined)
      return `${inQuotes(wrong)} in structuredContent has another type than the schema says`;
  }
  return undefined;
}

/** The first member whose type is none of those that a schema names; what else a schema may say is left to validators. */
function ofWrongType(content: unknown, properties: unknown): string | undefined {
  if (!isRecord(content) || !isRecord(properties)) return undefined;
  return Object.keys(properties).find((name) => {
    const types = [memberOf(properties[name], 'type')].flat().filter((each) => typeof each === 'string');
    return name in content && types.length > 0 && !types.some((type) => isOfType(content[name], type));
  });
}

/** JSON Schema 2020-12 (validation), section 6.1.1. A type that it does not know fits. */
function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'integer':
      return Number.isInteger(value);
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type;
    default:
      return true;
  }
}
