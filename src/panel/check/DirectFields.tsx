import { Choice } from './Choice.tsx';

interface Properties {
  /** What is typed; undefined where it is not to be asked. */
  readonly direct: string | undefined;
  /** Addresses to offer. */
  readonly offered: readonly string[];
  readonly onDirect: (direct: string | undefined) => void;
}

/** Whether a check asks the MCP server without the gateway, and where that is. */
export function DirectFields({ direct, offered, onDirect }: Properties) {
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={direct !== undefined}
          onChange={({ currentTarget }) => onDirect(currentTarget.checked ? (offered[0] ?? '') : undefined)}
        />
        Ask the MCP server itself
      </label>
      {direct !== undefined && (
        <div class="more-fields">
          <p class="dim">Without the gateway, and without a key.</p>
          <Choice
            label="Address of the MCP server"
            placeholder="http://localhost:3000/mcp"
            value={direct}
            offered={offered}
            onValue={onDirect}
          />
        </div>
      )}
    </>
  );
}
