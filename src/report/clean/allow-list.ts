import { memberOf } from '../../exchange/json.ts';
import {
  type Allow,
  compared,
  either,
  few,
  id,
  lazy,
  list,
  listOr,
  map,
  name,
  number,
  object,
  sentence,
  shape,
  url,
  word,
  words,
} from './allow.ts';
import { failureText, toolArguments, toolResults, unlessIncluded } from './allow-tool.ts';
import { quoted } from './quoted.ts';

const failedContent = unlessIncluded(
  list(object({ type: name, text: failureText('tool-result', 'isError') }, toolResults)),
);

/** The names of a JSON schema's parts stay, its texts and examples don't. */
export const schema: Allow = lazy(() =>
  either(
    shape('texts of schemas'),
    object(
      {
        type: listOr(name, name),
        format: name,
        required: list(name),
        properties: map(schema),
        items: listOr(schema, schema),
        anyOf: list(schema),
        oneOf: list(schema),
        allOf: list(schema),
        $defs: map(schema),
        definitions: map(schema),
        additionalProperties: schema,
        minimum: number,
        maximum: number,
        minLength: number,
        maxLength: number,
        minItems: number,
        maxItems: number,
      },
      shape('texts of schemas'),
    ),
  ),
);

export const described = shape('descriptions');
const implementation = object({ name, title: name, version: name, websiteUrl: url }, described);
const flags: Allow = lazy(() =>
  either(
    (value, cleaning) => (typeof value === 'boolean' ? value : described(value, cleaning)),
    object({}, flags),
  ),
);

const tool = object(
  {
    name,
    type: name,
    title: described,
    description: described,
    inputSchema: schema,
    input_schema: schema,
    outputSchema: schema,
    annotations: object({}, described),
    mcp_info: object({ server_name: name, server_id: id }, described),
  },
  described,
);

const outcomes = map(
  object({
    status: name,
    http_status: number,
    tool_count: number,
    reason: name,
    limit_bytes: number,
    message: sentence,
  }),
);

/** In a result, and from LiteLLM 1.109 on in an error where every server failed. */
const litellmOutcomes = { 'litellm.ai/server_outcomes': outcomes };

const meta = object({ progressToken: id, ...litellmOutcomes });

const params: Allow = object({
  name,
  arguments: toolArguments,
  protocolVersion: name,
  capabilities: flags,
  clientInfo: implementation,
  requestId: id,
  progressToken: id,
  progress: number,
  total: number,
  level: name,
  logger: name,
  reason: sentence,
  _meta: meta,
});

const resultMembers = {
  protocolVersion: name,
  capabilities: flags,
  serverInfo: implementation,
  supportedVersions: list(name),
  tools: list(tool),
  prompts: list(object({ name, arguments: list(object({ name }, described)) }, described)),
  resources: list(object({ mimeType: name }, described)),
  resourceTemplates: list(object({ name, mimeType: name }, described)),
  structuredContent: toolResults,
  contents: toolResults,
  server_outcomes: outcomes,
  _meta: meta,
};

/** Parts of a tool's answer: what they are stays. */
const content = unlessIncluded(listOr(object({ type: name, mimeType: name }, toolResults), toolResults));

/** By whether it says that the tool failed: LiteLLM's own words come so. */
const orFailed = (members: Readonly<Record<string, Allow>>): Allow => {
  const fine = object({ ...members, content });
  const failed = object({ ...members, content: failedContent });
  return (value, cleaning) => (memberOf(value, 'isError') === true ? failed : fine)(value, cleaning);
};

/** A result that says that something failed may say what; a server's own words in any other go as a tool's do. */
const result: Allow = (value, cleaning) =>
  (memberOf(value, 'error') ? failedResult : fineResult)(value, cleaning);
const fineResult = orFailed(resultMembers);
const failedResult = orFailed({ ...resultMembers, error: sentence, message: sentence });

const DATA = 'data of errors';

/** What LiteLLM names beside its words (rest_endpoints.py, proxy/_types.py): things and settings, nobody's data. */
const namedAs = (name: Allow): Readonly<Record<string, Allow>> => ({
  guardrail_mode: name,
  guardrail_name: name,
  limit_bytes: number,
  missing: list(name),
  param: name,
  server_id: id,
  server_name: name,
  setup_url: url,
  supported: list(name),
  tool_name: name,
});
const named = namedAs(name);

/** Data that any server may write: names, codes, LiteLLM's outcomes, and what the phrasebook knows of its texts. */
const errorData: Allow = lazy(() =>
  either(
    (value, cleaning) =>
      (typeof value === 'string' ? quoted(value, { carrier: 'json-rpc' }, DATA, cleaning) : undefined) ??
      shape(DATA)(value, cleaning),
    few(
      listOr(
        errorData,
        object(
          {
            ...namedAs(word),
            requested: word,
            code: codeOrName,
            type: word,
            status: codeOrShape,
            requiredCapabilities: flags,
            ...litellmOutcomes,
          },
          errorData,
        ),
      ),
    ),
  ),
);

const codeOrName: Allow = (value, cleaning) =>
  (typeof value === 'number' ? number : typeof value === 'string' ? word : errorData)(value, cleaning);
const codeOrShape: Allow = (value, cleaning) =>
  (typeof value === 'number' ? number : errorData)(value, cleaning);

/** A JSON-RPC message of MCP. */
export const rpcMessage: Allow = object({
  jsonrpc: name,
  id,
  method: name,
  params,
  result,
  error: object({ code: number, message: sentence, data: errorData }),
});

const oauthUrls = Object.fromEntries(
  `issuer resource authorization_endpoint token_endpoint registration_endpoint revocation_endpoint
  introspection_endpoint userinfo_endpoint end_session_endpoint device_authorization_endpoint
  pushed_authorization_request_endpoint jwks_uri op_policy_uri op_tos_uri service_documentation
  resource_documentation client_uri logo_uri tos_uri policy_uri registration_client_uri backchannel_authentication_endpoint`
    .split(/\s+/)
    .map((each) => [each, url]),
);

const oauthLists = Object.fromEntries(
  `scopes_supported response_types_supported response_modes_supported grant_types_supported
  token_endpoint_auth_methods_supported code_challenge_methods_supported bearer_methods_supported
  subject_types_supported id_token_signing_alg_values_supported claims_supported prompt_values_supported
  revocation_endpoint_auth_methods_supported introspection_endpoint_auth_methods_supported
  resource_signing_alg_values_supported dpop_signing_alg_values_supported grant_types response_types`
    .split(/\s+/)
    .map((each) => [each, list(words)]),
);

/** What went wrong, in each of LiteLLM's, FastAPI's and OAuth's forms. */
export const problem: Allow = lazy(() =>
  either(
    sentence,
    listOr(
      object({ type: name, loc: list(either(name, shape(DATA))), msg: sentence }, shape(DATA)),
      object({
        ...named,
        error: problem,
        message: problem,
        detail: problem,
        details: problem,
        error_description: sentence,
        error_uri: url,
        type: name,
        code: either(name, name),
        status: name,
      }),
    ),
  ),
);

/** Members of any other document: OAuth's metadata and registrations, LiteLLM's REST routes. */
const members: Readonly<Record<string, Allow>> = {
  ...oauthUrls,
  ...oauthLists,
  redirect_uris: list(url),
  authorization_servers: list(url),
  resource_name: name,
  client_id: compared,
  client_name: name,
  software_id: name,
  software_version: name,
  token_endpoint_auth_method: name,
  application_type: name,
  scope: words,
  token_type: name,
  expires_in: number,
  client_id_issued_at: number,
  client_secret_expires_at: number,
  server_id: id,
  server_name: name,
  name,
  arguments: toolArguments,
  tools: list(tool),
  structuredContent: toolResults,
  server_outcomes: outcomes,
  url,
  transport: name,
  auth_type: name,
  _meta: meta,
};

/** What members a response has that says what went wrong. */
const complaint: Readonly<Record<string, Allow>> = {
  ...named,
  error: problem,
  error_description: sentence,
  message: problem,
  detail: problem,
  details: problem,
  code: either(name, number),
  status: name,
};

/** What a page sends, and a tool's bare result. */
export const quietDocument: Allow = either(shape('other bodies'), listOr(content, orFailed(members)));

/** A response of the gateway or an authorization server, which may say in words what went wrong. */
export const tellingDocument: Allow = either(
  sentence,
  listOr(content, orFailed({ ...members, ...complaint })),
);
