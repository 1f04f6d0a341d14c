import type { Hop, HopVerdict, Level } from '../diagnosis/rule.ts';

/** What each hop is called, short enough for a column. */
export const HOP_NAMES: Readonly<Record<Hop, string>> = {
  browser: 'Client',
  'client-to-gateway': 'Client → LiteLLM',
  gateway: 'LiteLLM',
  'gateway-to-server': 'LiteLLM → server',
  'authorization-server': 'Authorization server',
  tool: 'MCP server',
};

/** The same inside a sentence. */
export const HOP_PHRASES: Readonly<Record<Hop, string>> = {
  browser: 'the client',
  'client-to-gateway': 'the way to LiteLLM',
  gateway: 'LiteLLM',
  'gateway-to-server': 'the way to the MCP server',
  'authorization-server': 'the authorization server',
  tool: 'the MCP server',
};

/** What each hop is, for a tooltip and for people who hear the strip instead of seeing it. */
export const HOP_MEANINGS: Readonly<Record<Hop, string>> = {
  browser: 'The page in this tab, its browser and its rules (CORS)',
  'client-to-gateway': 'The way from the page to the LiteLLM proxy, and the key it is let in with',
  gateway: 'The LiteLLM proxy itself: its own permissions and routing',
  'gateway-to-server': 'The way from LiteLLM to the MCP server, and the credential LiteLLM sends there',
  'authorization-server': 'The server that signs people in and issues OAuth tokens',
  tool: 'The MCP server ran the tool',
};

export const VERDICT_WORDS: Readonly<Record<HopVerdict, string>> = {
  good: 'works',
  bad: 'wrong',
  unknown: 'not known',
};

export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
};

/** Of a failure after which the same request worked. */
export const GOT_OVER = 'worked later';
