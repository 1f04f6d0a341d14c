import type { RefObject } from 'preact';
import { useId, useState } from 'preact/hooks';
import { onEscape } from '../layout/focus.ts';
import { Icon } from '../layout/Icon.tsx';
import type { View } from '../store/view.ts';

interface Properties {
  readonly view: View;
  readonly input: RefObject<HTMLInputElement | null>;
}

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['text', 'anywhere in the URL, headers and bodies'],
  ['/reg.*exp/', 'the same, as a regular expression'],
  ['status:4xx', 'HTTP status'],
  ['method:POST', 'HTTP method'],
  ['rpc:tools/call', 'JSON-RPC method; * stands for anything'],
  ['tool:echo', 'tool name'],
  ['server:everything', 'alias of the MCP server'],
  ['level:error', 'error, warning or info'],
  ['rule:key-*', 'rule of a finding'],
  ['hop:gateway', 'hop of a finding'],
  ['auth:no-auth', 'how LiteLLM logs in'],
  ['kind:mcp', 'mcp, mcp-rest, llm, oauth, oauth-metadata, preflight'],
  ['by:check', 'sent by Hopscope’s checks; by:page, by the page'],
  ['-kind:preflight', 'a minus turns any of them round'],
];

export function FilterBox({ view, input }: Properties) {
  const text = view.filterText.value;
  const { problem } = view.filter.value;
  const id = useId();
  const [help, setHelp] = useState(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not in every browser yet
    <div class="filter" role="search">
      <Icon name="filter" />
      <input
        type="search"
        ref={input}
        aria-label="Filter"
        placeholder="Filter: text, status:4xx, rpc:tools/call, -kind:preflight"
        spellcheck={false}
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onInput={(event) => view.setFilter(event.currentTarget.value)}
        onKeyDown={text === '' ? undefined : onEscape(() => view.setFilter(''))}
      />
      <button
        type="button"
        class="icon-button"
        aria-label="What the filter understands"
        aria-expanded={help}
        onClick={() => setHelp(!help)}
        onKeyDown={help ? onEscape(() => setHelp(false)) : undefined}
        onBlur={() => setHelp(false)}
      >
        ?
      </button>
      {help && (
        <dl class="filter-help">
          {EXAMPLES.map(([term, meaning]) => (
            <div key={term}>
              <dt>
                <code>{term}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
      <span id={`${id}-problem`} class="problem" role="alert">
        {problem}
      </span>
    </div>
  );
}
