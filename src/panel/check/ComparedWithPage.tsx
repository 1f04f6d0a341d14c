import { compareWithRecorded } from '../../checks/again.ts';
import { hopsOfBoth } from '../../checks/both-hops.ts';
import { compareWithPage } from '../../checks/compare.ts';
import { isDone } from '../../diagnosis/done.ts';
import type { Inspected } from '../../inspect.ts';
import { Compared } from '../detail/Compared.tsx';
import { HopStrip } from '../detail/HopStrip.tsx';
import type { Row } from '../rows/row.ts';

interface Properties {
  /** Of the check. */
  readonly rows: readonly Row[];
  readonly all: readonly Row[];
  readonly onRow: (row: number) => void;
}

/** Whether the check and the page fare alike, and in what their requests differ; nothing where the page called another URL. */
export function ComparedWithPage({ rows, all, onRow }: Properties) {
  const ofCheck = rows.map(({ inspected }) => inspected);
  const found = compareWithPage(
    ofCheck,
    all.map(({ inspected }) => inspected),
  );
  if (!found) return null;
  return (
    <>
      <Compared
        says={found.says}
        links={[
          ['The check’s request', found.check],
          ['The page’s request', found.page],
        ]}
        onRow={onRow}
      />
      {!isDone(found.page) && (
        <HopStrip
          hops={hopsOfBoth(found, ofCheck)}
          findings={found.page.findings}
          of="the page’s request and of the check"
        />
      )}
    </>
  );
}

interface AgainProperties {
  readonly rows: readonly Row[];
  readonly recorded: Inspected;
  readonly onRow: (row: number) => void;
}

/** What changed when a request was sent again. */
export function ComparedWithRecorded({ rows, recorded, onRow }: AgainProperties) {
  const found = compareWithRecorded(
    rows.map(({ inspected }) => inspected),
    recorded,
  );
  if (!found) return null;
  return (
    <Compared
      says={found.says}
      links={[
        ['The new request', found.sent],
        ['The recorded request', recorded],
      ]}
      onRow={onRow}
    />
  );
}
