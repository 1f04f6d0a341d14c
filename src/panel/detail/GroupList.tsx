import { useState } from 'preact/hooks';
import type { FindingGroup } from '../../diagnosis/group-findings.ts';
import { notInTitle } from '../../diagnosis/words.ts';
import { GOT_OVER, HOP_NAMES, LEVEL_NAMES } from '../../words/hops.ts';
import { Icon } from '../layout/Icon.tsx';
import { Wire } from '../wire/Wire.tsx';

/** So many are made at a time: a page can bring about one for each of its requests. */
const STEP = 100;

interface Properties {
  readonly groups: readonly FindingGroup[];
  readonly onSelect: (row: number) => void;
}

/** What was found in the recording, a line for each group; how many lines are not shown, and a button for more. */
export function GroupList({ groups, onSelect }: Properties) {
  const [shown, setShown] = useState(STEP);
  const more = groups.length - shown;
  return (
    <>
      <ul class="groups">
        {groups.slice(0, shown).map((group) => (
          <GroupItem key={group.key} group={group} onSelect={onSelect} />
        ))}
      </ul>
      {more > 0 && (
        <p class="cut">
          Cut here: {more} of {groups.length} not shown.{' '}
          <button type="button" class="link" onClick={() => setShown(shown + STEP)}>
            Show {Math.min(more, STEP)} more
          </button>
        </p>
      )}
    </>
  );
}

interface ItemProperties {
  readonly group: FindingGroup;
  readonly onSelect: (row: number) => void;
}

function GroupItem({ group: { finding, about, first, exchanges, gotOver }, onSelect }: ItemProperties) {
  const names = notInTitle(about, finding.title);
  return (
    <li>
      <button type="button" class={`group ${finding.level}`} onClick={() => onSelect(first)}>
        <Icon name={finding.level} />
        <span class="unseen">{LEVEL_NAMES[finding.level]}: </span>
        <span class="group-title">
          <Wire text={finding.title} />{' '}
          <span class="group-about">
            {names.map((name, index) => (
              <>
                {index > 0 && ', '}
                <Wire text={name} />
              </>
            ))}
          </span>
        </span>
        <span class="dim">
          {gotOver && finding.level !== 'info' && `${GOT_OVER} · `}
          {HOP_NAMES[finding.hop]}
        </span>
        {!finding.once && (
          <span class="number" title={`${exchanges.length} times`}>
            × {exchanges.length}
          </span>
        )}
      </button>
    </li>
  );
}
