import type { Phrase } from './phrase.ts';
import { AUTHORIZATION_SERVER } from './phrases/authorization-server.ts';
import { EDGE } from './phrases/edge.ts';
import { LITELLM, LITELLM_EXCEPTIONS } from './phrases/litellm.ts';
import { MCP } from './phrases/mcp.ts';
import { PROVIDER } from './phrases/provider.ts';

/**
 * Whether a tool's text is the gateway's own, which it puts in the place of a result: `Error: ` and words that only it says.
 */
export const isGatewaysText = (text: string): boolean =>
  text.startsWith('Error: ') && PHRASES.some(({ by, says }) => by === 'gateway' && says.test(text));

/** Every phrase, the most exact authors first. */
export const PHRASES: readonly Phrase[] = [
  ...LITELLM,
  ...PROVIDER,
  ...AUTHORIZATION_SERVER,
  ...MCP,
  ...EDGE,
  ...LITELLM_EXCEPTIONS,
];
