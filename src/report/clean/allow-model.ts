import { FAILED_EVENT } from '../../answers/utterances.ts';
import { memberOf, textIn } from '../../exchange/json.ts';
import {
  type Allow,
  either,
  id,
  lazy,
  list,
  listOr,
  map,
  name,
  number,
  object,
  shape,
  url,
} from './allow.ts';
import { described, problem, schema } from './allow-list.ts';
import { failureText, toolArguments, toolResults, toolText } from './allow-tool.ts';

const prompt = shape('prompts and answers of models');

const callResult: Allow = object({ name, tool_call_id: prompt, result: toolText }, toolResults);

/** LiteLLM puts results into a text, as JSON. */
const resultsAsText: Allow = (value, cleaning) => {
  if (typeof value !== 'string') return prompt(value, cleaning);
  try {
    return JSON.stringify(listOr(callResult, callResult)(JSON.parse(value), cleaning));
  } catch {
    return toolResults(value, cleaning);
  }
};

const functionTool = object({ name, arguments: toolArguments, parameters: schema }, described);

const toolCall = object({ id, type: name, function: functionTool, index: number }, prompt);

/** LiteLLM's own word for itself, with a server's name behind it (litellm_proxy_mcp_handler.py). */
const serverUrl: Allow = (value, cleaning) =>
  (typeof value === 'string' && value.startsWith('litellm_proxy') ? name : url)(value, cleaning);

const modelTool = object(
  {
    type: name,
    name,
    server_label: name,
    server_url: serverUrl,
    require_approval: either(name, prompt),
    allowed_tools: list(name),
    function: functionTool,
    parameters: schema,
    inputSchema: schema,
    input_schema: schema,
  },
  described,
);

/** Of a call that failed. */
const callError = failureText('llm-event');

const itemMembers = {
  type: name,
  id,
  status: name,
  role: name,
  name,
  server_label: name,
  arguments: toolArguments,
  output: toolText,
  error: either(callError, object({ message: callError, type: name, code: either(name, name) })),
  tools: list(modelTool),
};

const otherItem = object(itemMembers, prompt);
const executedTools = object(
  { ...itemMembers, content: list(object({ type: name, text: resultsAsText }, prompt)) },
  prompt,
);

const item: Allow = (value, cleaning) =>
  (memberOf(value, 'type') === 'tool_execution_results' ? executedTools : otherItem)(value, cleaning);

const message = object(
  {
    role: name,
    tool_calls: list(toolCall),
    provider_specific_fields: object(
      { mcp_list_tools: list(modelTool), mcp_tool_calls: list(toolCall), mcp_call_results: list(callResult) },
      prompt,
    ),
  },
  prompt,
);

const members = {
  type: name,
  object: name,
  id,
  model: name,
  status: name,
  stream: prompt,
  max_tokens: number,
  max_output_tokens: number,
  created: number,
  created_at: number,
  sequence_number: number,
  output_index: number,
  content_index: number,
  tools: list(modelTool),
  tool_choice: either(name, prompt),
  output: list(item),
  item,
  response: lazy(() => modelAnswer),
  choices: list(object({ index: number, finish_reason: name, message, delta: message }, prompt)),
  messages: list(object({ role: name }, prompt)),
  // The first event of Anthropic's streams.
  message: lazy(() => modelAnswer),
  usage: map(either(number, map(number))),
};

/** A request to a language model: none of its words stay. */
export const modelRequest = object(members, prompt);

const failed = object(
  { ...members, error: problem, detail: problem, message: problem, code: either(name, number) },
  prompt,
);

/** The response of a language model, or a piece of a streamed one, that may say what went wrong. */
export const modelFailure: Allow = failed;

/** A response with a status of 200: its own words go, unless it is or has an error (an event of a stream may be one). */
export const modelAnswer: Allow = (value, cleaning) =>
  (memberOf(value, 'error') || FAILED_EVENT.test(textIn(value, 'type') ?? '') ? modelFailure : modelRequest)(
    value,
    cleaning,
  );
