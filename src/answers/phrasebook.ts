import type { Phrase } from './phrase.ts';
import { AUTHORIZATION_SERVER } from './phrases/authorization-server.ts';
import { EDGE } from './phrases/edge.ts';
import { GUARDRAILS } from './phrases/guardrails.ts';
import { LITELLM, LITELLM_EXCEPTIONS } from './phrases/litellm.ts';
import { LITELLM_AUTH } from './phrases/litellm-auth.ts';
import { LITELLM_LIMITS } from './phrases/litellm-limits.ts';
import { LITELLM_LOGINS } from './phrases/litellm-logins.ts';
import { LITELLM_MANAGEMENT } from './phrases/litellm-management.ts';
import { MCP } from './phrases/mcp.ts';
import { OTHER_GATEWAYS } from './phrases/other-gateways.ts';
import { PROVIDER } from './phrases/provider.ts';

/** Every phrase, the most exact authors first. */
export const PHRASES: readonly Phrase[] = [
  ...GUARDRAILS,
  ...LITELLM_LIMITS,
  ...LITELLM_AUTH,
  ...LITELLM_LOGINS,
  ...LITELLM_MANAGEMENT,
  ...LITELLM,
  ...OTHER_GATEWAYS,
  ...PROVIDER,
  ...AUTHORIZATION_SERVER,
  ...MCP,
  ...EDGE,
  ...LITELLM_EXCEPTIONS,
];

/** The words that the phrasebook is made of, which are everybody's: `ExceededBudget`, `mcp_allowed_clients`, `ERR_NGROK`. */
export const WORDS_OF_PHRASES: readonly string[] = PHRASES.flatMap(
  ({ says }) => says.source.replace(/\\[a-zA-Z]|\(\?<\w{1,20}>/g, ' ').match(/[A-Za-z_]{4,}/g) ?? [],
);
