import { count } from '../../words/quantity.ts';
import { Wire } from '../wire/Wire.tsx';

interface Properties {
  readonly name: string;
  /** How many requests the file has. */
  readonly requests: number;
  readonly onClose: () => void;
}

/** In place of the list when a file holds nothing to show. */
export function NoMcpInFile({ name, requests, onClose }: Properties) {
  return (
    <main class="empty">
      <h1>{count(requests, 'request')} in this file, none is MCP</h1>
      <p>
        <Wire text={name} /> has no request to LiteLLM or to an MCP server that can be read.
      </p>
      <ul>
        <li>Record while your agent lists tools or calls one, then save the recording again.</li>
        <li>
          Save it with content. Without headers and bodies, nothing tells MCP from other requests: a recording
          that was cleaned by another tool may have lost them.
        </li>
      </ul>
      <p>
        <button type="button" class="primary" onClick={onClose}>
          Back to the tab
        </button>
      </p>
    </main>
  );
}
