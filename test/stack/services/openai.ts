/** What the model does next. */
export type Turn =
  | { readonly say: string }
  | { readonly call: string; readonly arguments: Readonly<Record<string, string>> };

const MODEL = 'local';
const created = () => Math.floor(Date.now() / 1000);

/** A `POST /responses` answer (OpenAI API reference, "The response object"). */
export function responseReply(turn: Turn) {
  return {
    id: 'resp_local',
    object: 'response',
    created_at: created(),
    status: 'completed',
    model: MODEL,
    output: [responseItem(turn)],
    parallel_tool_calls: false,
    tool_choice: 'auto',
    tools: [],
    usage: {
      input_tokens: 1,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 2,
    },
  };
}

function responseItem(turn: Turn) {
  return 'say' in turn
    ? {
        id: 'msg_local',
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: turn.say, annotations: [] }],
      }
    : {
        id: 'fc_local',
        type: 'function_call',
        call_id: 'call_local',
        name: turn.call,
        arguments: JSON.stringify(turn.arguments),
        status: 'completed',
      };
}

/** The same as a stream of events, with the whole text in one delta. */
export function responseEvents(turn: Turn): string[] {
  const response = responseReply(turn);
  const item = responseItem(turn);
  const at = { item_id: item.id, output_index: 0 };
  const part = { type: 'output_text', text: 'say' in turn ? turn.say : '', annotations: [] };
  const content =
    'say' in turn
      ? [
          { type: 'response.content_part.added', ...at, content_index: 0, part: { ...part, text: '' } },
          { type: 'response.output_text.delta', ...at, content_index: 0, delta: turn.say },
          { type: 'response.output_text.done', ...at, content_index: 0, text: turn.say },
          { type: 'response.content_part.done', ...at, content_index: 0, part },
        ]
      : [
          { type: 'response.function_call_arguments.delta', ...at, delta: JSON.stringify(turn.arguments) },
          { type: 'response.function_call_arguments.done', ...at, arguments: JSON.stringify(turn.arguments) },
        ];
  const events = [
    { type: 'response.created', response: { ...response, status: 'in_progress', output: [] } },
    { type: 'response.output_item.added', output_index: 0, item },
    ...content,
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response },
  ];
  return events.map((event, sequence_number) =>
    sse(JSON.stringify({ ...event, sequence_number }), event.type),
  );
}

/** A `POST /chat/completions` answer. */
export function chatReply(turn: Turn) {
  return {
    id: 'chatcmpl-local',
    object: 'chat.completion',
    created: created(),
    model: MODEL,
    choices: [{ index: 0, message: chatMessage(turn), finish_reason: finishReason(turn) }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

/** The same as a stream of chunks. */
export function chatEvents(turn: Turn): string[] {
  const chunk = (delta: object, finish_reason: string | null) => ({
    id: 'chatcmpl-local',
    object: 'chat.completion.chunk',
    created: created(),
    model: MODEL,
    choices: [{ index: 0, delta, finish_reason }],
  });
  const chunks = [chunk(chatMessage(turn), null), chunk({}, finishReason(turn))];
  return [...chunks.map((each) => sse(JSON.stringify(each))), sse('[DONE]')];
}

function chatMessage(turn: Turn) {
  if ('say' in turn) return { role: 'assistant', content: turn.say };
  const call = { name: turn.call, arguments: JSON.stringify(turn.arguments) };
  return {
    role: 'assistant',
    content: null,
    tool_calls: [{ index: 0, id: 'call_local', type: 'function', function: call }],
  };
}

function finishReason(turn: Turn): string {
  return 'say' in turn ? 'stop' : 'tool_calls';
}

function sse(data: string, event?: string): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n\n`;
}
