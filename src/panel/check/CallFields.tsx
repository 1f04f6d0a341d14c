import { Choice } from './Choice.tsx';
import type { CheckForm } from './plan-of.ts';

interface Properties {
  readonly call: CheckForm['call'];
  /** Names to offer. */
  readonly tools: readonly string[];
  readonly onCall: (call: CheckForm['call']) => void;
}

/** Whether a check calls a tool, and which. */
export function CallFields({ call, tools, onCall }: Properties) {
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={call !== undefined}
          onChange={({ currentTarget }) =>
            onCall(currentTarget.checked ? { tool: '', arguments: '' } : undefined)
          }
        />
        Call a tool
      </label>
      {call && (
        <div class="more-fields">
          <p class="dim">The tool runs for real: it may change or send something.</p>
          <Choice
            label="Tool"
            value={call.tool}
            offered={tools}
            onValue={(tool) => onCall({ ...call, tool })}
          />
          <label class="typed">
            Arguments, as a JSON object
            <textarea
              rows={3}
              spellcheck={false}
              placeholder="{}"
              value={call.arguments}
              onInput={(event) => onCall({ ...call, arguments: event.currentTarget.value })}
            />
          </label>
        </div>
      )}
    </>
  );
}
