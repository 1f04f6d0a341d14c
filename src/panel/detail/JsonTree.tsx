import { useState } from 'preact/hooks';
import { count, size } from '../../words/quantity.ts';
import { Wire } from '../wire/Wire.tsx';

const OPEN_TO = 4;
const MEMBERS_AT_ONCE = 100;
const STRING_AT_ONCE = 2000;

interface Properties {
  readonly value: unknown;
  /** The member's name; absent at the root. */
  readonly name?: string;
  readonly depth?: number;
}

/** A JSON value as a tree that opens and closes; members are made when they are first looked at. */
export function JsonTree({ value, name, depth = 0 }: Properties) {
  if (typeof value !== 'object' || value === null) {
    return (
      <div class="leaf">
        <Name name={name} />
        <Scalar value={value} />
      </div>
    );
  }
  return <Branch value={value} name={name} depth={depth} />;
}

interface BranchProperties {
  readonly value: object;
  readonly name: string | undefined;
  readonly depth: number;
}

function Branch({ value, name, depth }: BranchProperties) {
  const members = Object.entries(value);
  const [open, setOpen] = useState(depth < OPEN_TO && members.length <= MEMBERS_AT_ONCE);
  const [shown, setShown] = useState(MEMBERS_AT_ONCE);
  const [left, right] = Array.isArray(value) ? '[]' : '{}';
  if (members.length === 0) {
    return (
      <div class="leaf">
        <Name name={name} />
        {left}
        {right}
      </div>
    );
  }
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Name name={name} />
        {left}
        {!open && (
          <span class="dim">
            {count(members.length, Array.isArray(value) ? 'item' : 'member')}
            {right}
          </span>
        )}
      </summary>
      {open && (
        <div class="members">
          {members.slice(0, shown).map(([key, member]) => (
            <JsonTree key={key} name={key} value={member} depth={depth + 1} />
          ))}
          {members.length > shown && (
            <button type="button" class="link" onClick={() => setShown(shown + MEMBERS_AT_ONCE)}>
              Show more of {members.length}
            </button>
          )}
        </div>
      )}
      {open && <div class="leaf">{right}</div>}
    </details>
  );
}

function Name({ name }: { readonly name: string | undefined }) {
  if (name === undefined) return null;
  return (
    <>
      <span class="json-name">
        <Wire text={name} />
      </span>
      {': '}
    </>
  );
}

function Scalar({ value }: { readonly value: unknown }) {
  const [whole, setWhole] = useState(false);
  if (typeof value !== 'string') return <span class="json-scalar">{String(value)}</span>;
  const cut = !whole && value.length > STRING_AT_ONCE;
  return (
    <>
      <span class="json-string">
        "<Wire text={cut ? value.slice(0, STRING_AT_ONCE) : value} />
        {cut ? '…' : '"'}
      </span>
      {cut && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          Show all {size(value.length)}
        </button>
      )}
    </>
  );
}
