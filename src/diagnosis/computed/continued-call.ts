import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { memberOf, textIn } from '../../exchange/json.ts';
import { calledOn, type Rpc } from '../../mcp/rpc.ts';
import { asksForInput, taskIn } from '../../mcp/unfinished.ts';
import type { ContinuedCall, Facts } from '../rule.ts';

/**
 * The call that an exchange goes on with: that of a task which it asks about or is told of, or the round before which asked for input.
 * @param past the exchanges before it
 * @returns undefined where it goes on with none, or the recording does not have it
 */
export function continuedCall(
  { rpc }: Pick<Facts, 'rpc'>,
  past: readonly Facts[],
): ContinuedCall | undefined {
  for (const key of rpc ? keysIn(rpc) : []) {
    const begun = beginnings(past).get(key)?.at(-1);
    if (begun) return callIn(begun);
  }
  return undefined;
}

/** Calls that the server did not finish at once, by the task's id or the state that the next round repeats. */
const beginnings = groupIncrementally(({ rpc }: Facts) =>
  (rpc?.received ?? []).flatMap((message) => {
    const state = asksForInput(message) && 'result' in message ? stateIn(message.result) : [];
    const task =
      rpc?.sent.some((each) => 'method' in each && each.method === 'tools/call') && taskIn(message);
    return task ? [`task ${task.id}`, ...state] : state;
  }),
);

const stateIn = (value: unknown): readonly string[] => {
  const state = textIn(value, 'requestState');
  return state === undefined ? [] : [`state ${state}`];
};

/** Tasks that it asks about or is told of, and the state that it repeats. */
const keysIn = ({ sent, received }: Rpc): readonly string[] => [
  ...sent.flatMap((message) => {
    if (!('params' in message)) return [];
    const id = message.method.startsWith('tasks/') ? textIn(message.params, 'taskId') : undefined;
    return [...(id === undefined ? [] : [`task ${id}`]), ...stateIn(message.params)];
  }),
  ...received.flatMap((message) =>
    memberOf(message.json, 'method') === 'notifications/tasks' ? [`task ${taskIn(message)?.id ?? ''}`] : [],
  ),
];

/** A round that repeats a state may itself go on with another. */
function callIn({ exchange, rpc }: Facts): ContinuedCall | undefined {
  for (const message of rpc?.sent ?? []) {
    const name = calledOn(message);
    if ('method' in message && name !== undefined)
      return { method: message.method, name, askedIn: exchange.index };
  }
  return undefined;
}
