import { header, nameOf } from '../../exchange/exchange.ts';
import type { Inspected } from '../../inspect.ts';
import { DEBUG_REQUEST_HEADER } from '../../litellm/header-names.ts';
import type { Row } from '../rows/row.ts';
import type { Target } from '../store/view.ts';
import { DebugHeaderCard } from './DebugHeaderCard.tsx';
import { DebugHeaderLine } from './DebugHeaderLine.tsx';
import { DEBUG_HEADERS } from './debug-meanings.tsx';

interface Properties {
  readonly row: Row;
  readonly target: Target | undefined;
  readonly onSwitchOn: () => void;
}

/** LiteLLM's debug headers: what each says in plain words, decoded, and as it stood on the wire. */
export function DebugTab({ row, target, onSwitchOn }: Properties) {
  const { inspected, debugHeader } = row;
  const { debug } = inspected;
  return (
    <>
      <DebugHeaderLine debugHeader={debugHeader} onSwitchOn={onSwitchOn} />
      {debug?.raw.map((raw) => (
        <DebugHeaderCard
          key={raw.name}
          raw={raw}
          meaning={DEBUG_HEADERS[nameOf(raw)]?.(debug)}
          target={isAt(target, raw.name) ? target : undefined}
        />
      ))}
      <SignerCard inspected={inspected} />
    </>
  );
}

function isAt(target: Target | undefined, name: string): boolean {
  const place = target?.place;
  return place?.in === 'response-header' && place.name.toLowerCase() === name.toLowerCase();
}

/** LiteLLM's JWT signer guardrail answers under the request header's name; that is no echo of it. */
function SignerCard({ inspected }: { readonly inspected: Inspected }) {
  const value = header(inspected.exchange.response.headers, DEBUG_REQUEST_HEADER);
  if (value === undefined) return null;
  return (
    <DebugHeaderCard
      raw={{ name: DEBUG_REQUEST_HEADER, value }}
      meaning={{
        title: 'JWT signer',
        decoded: null,
        words:
          'LiteLLM’s JWT signer guardrail says which key (kid) and subject (sub) it signed the request to the MCP server with.',
      }}
      target={undefined}
    />
  );
}
