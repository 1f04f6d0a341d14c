import { WORDS_OF_PHRASES } from '../../answers/phrasebook.ts';
import { memoizeText } from '../../exchange/memoize.ts';

/**
 * Words that anybody may read although they do not look like words: what vendors, standards and LiteLLM call their errors, settings, headers
 * and paths. None of them is made for one person or one installation.
 */

/** As they are written, signs inside them included: those of the phrasebook, and others. */
export const PUBLIC_WORDS: readonly string[] = [
  ...WORDS_OF_PHRASES,
  ...`application/json text/event-stream text/html text/plain litellm.ai/server_outcomes
  code_challenge_method authorization_code cloudflareaccess.com
  /mcp/ /mcp/proxy /mcp-rest/tools/call /mcp-rest/tools/list /v1/responses /v1/chat/completions /v1/messages
  /.well-known/oauth-protected-resource /.well-known/oauth-authorization-server /.well-known/openid-configuration
  and/or client/server disconnect/reset header/body input/output key/team request/response TPM/RPM`.split(
    /\s+/,
  ),
];

/** Each part is letters only, or has its digits at the end: what is drawn at random has them everywhere. */
const FORMS: readonly RegExp[] = [
  // A setting, a member, an error code of a standard: `mcp_require_explicit_server_scope`, `invalid_grant`.
  /^[a-z]{1,20}(?:_(?:oauth2|[a-z]{1,20})){1,8}$/,
  // A setting in its section, an event: `general_settings.mcp_client_id_header`, `response.mcp_call.failed`.
  /^(?:litellm|litellm_[a-z]{1,20}|general_settings|mcp_[a-z]{1,20}|response)(?:\.[a-z]{1,20}(?:_[a-z]{1,20}){0,8}){1,3}$/,
  // A member of a request, as a provider of models names it: `tools.0.custom.name`.
  /^tools?(?=\.)(?:\.[a-z]{1,20}){0,4}(?:\.\d{1,3})?(?:\.[a-z]{1,20}){0,4}$/,
  // A variable of the environment, an error of a browser or an edge: `LITELLM_SALT_KEY`, `ERR_HTTP2_PROTOCOL_ERROR`, `ERR_NGROK_3200`.
  /^[A-Z]{2,20}(?:_[A-Z]{1,20}\d?){1,8}$/,
  /^ERR(?:_[A-Z]{1,20}\d?){1,8}_\d{2,5}$/,
  // Codes of vendors and standards by their prefix, for people's numbers have letters before them too: `AADSTS50011`, `AADB2C90118`, `IDX10214`.
  /^(?:AAD(?:STS|B2C)\d{4,7}|IDX\d{5}|HTTP[123]|OAUTH2|BASE64|IPV[46])$/,
  // A header: `x-litellm-trace-id`, `Mcp-Session-Id`.
  /^(?:x|mcp|cf|ngrok|access-control)(?:-[a-z]{1,20}){1,8}$/,
  /^(?:X|Mcp|Cf|Ngrok|Access-Control)(?:-[A-Z][a-z]{0,19}){1,8}$/,
];

/** Letters that are digits of hexadecimal numbers. */
export const HEXADECIMAL = /^[a-f]{7,}$/i;

/** Whether a word has the form of one that is public. */
export const isPublicWord = memoizeText(
  (word) =>
    FORMS.some((form) => form.test(word)) && !word.split(/[_.-]/).some((part) => HEXADECIMAL.test(part)),
);
