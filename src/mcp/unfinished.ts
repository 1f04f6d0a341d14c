import { isRecord, memberOf, textIn } from '../exchange/json.ts';
import { type RpcMessage, readError } from './json-rpc.ts';

/** A call that the server goes on with by itself (MCP Tasks extension 2026-07-28; MCP 2025-11-25, basic/utilities/tasks). */
export interface Task {
  readonly id: string;
  readonly status: string;
}

/** The task that a message tells of: its creation, a poll, or a notification; undefined when it tells of none. */
export function taskIn(message: RpcMessage): Task | undefined {
  const said = taskMembers(message);
  const id = textIn(said, 'taskId');
  const status = textIn(said, 'status');
  // A tool's own result may have members of these names.
  const isAnswer = memberOf(said, 'content') !== undefined;
  return id === undefined || status === undefined || isAnswer ? undefined : { id, status };
}

/** On the wire as it came: what a finished task brings is read as the answer itself. */
function taskMembers({ json }: RpcMessage): unknown {
  const said =
    memberOf(json, 'method') === 'notifications/tasks' ? memberOf(json, 'params') : memberOf(json, 'result');
  // Until 2025-11-25 a new task is one member of the result.
  const task = memberOf(said, 'task');
  return isRecord(task) ? task : said;
}

/** Whether a message is an answer that is none yet: it asks for input, or the call goes on as a task. */
export function isUnfinished(message: RpcMessage): boolean {
  if (asksForInput(message)) return true;
  const task = taskIn(message);
  return task !== undefined && !DONE.has(task.status);
}

const DONE: ReadonlySet<string> = new Set(['completed', 'failed']);

/** Whether a result asks for input before the call can go on (MCP 2026-07-28, basic/patterns/mrtr, "InputRequiredResult"). */
export const asksForInput = (message: RpcMessage): boolean =>
  message.type === 'result' && memberOf(message.result, 'resultType') === 'input_required';

/**
 * What a message stands for: that of a finished task for the result or the error of its call, which the task holds inside. Any other for itself.
 * `json` stays what was on the wire.
 */
export function settled(message: RpcMessage): RpcMessage {
  if (message.type === 'error' || message.type === 'request') return message;
  const task = taskIn(message);
  if (!task || !DONE.has(task.status)) return message;
  const said = taskMembers(message);
  const { json } = message;
  const id = message.type === 'result' ? message.id : null;
  const words = textIn(said, 'statusMessage') ?? '';
  const error = memberOf(said, 'error');
  if (task.status === 'failed') {
    if (!isRecord(error)) return { type: 'result', id, result: failedTool(words), json };
    const read = readError(error);
    return { type: 'error', id, error: { ...read, message: read.message || words }, json };
  }
  const result = memberOf(said, 'result');
  return isRecord(result) ? { type: 'result', id, result, json } : message;
}

/** Until 2025-11-25 a task fails without an error when its tool says `isError`, and the result is asked for separately. */
const failedTool = (words: string) => ({ isError: true, content: [{ type: 'text', text: words }] });
