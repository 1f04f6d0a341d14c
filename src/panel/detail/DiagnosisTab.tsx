import type { Comparison } from '../../checks/compare.ts';
import type { Evidence, HopVerdicts } from '../../diagnosis/rule.ts';
import type { Inspected } from '../../inspect.ts';
import { tellsServerLogin } from '../../litellm/server-login.ts';
import type { CheckAccess } from '../layout/CheckButton.tsx';
import type { Row } from '../rows/row.ts';
import { Compared } from './Compared.tsx';
import { DebugHeaderLine } from './DebugHeaderLine.tsx';
import { FindingCard } from './FindingCard.tsx';
import { HopStrip } from './HopStrip.tsx';
import { provedLine } from './proved.ts';

interface Properties {
  readonly row: Row;
  /** Of this exchange and a check that asked for the same. */
  readonly compared: BesideCheck | undefined;
  readonly onEvidence: (evidence: Evidence) => void;
  readonly onSwitchOn: () => void;
  readonly check: CheckAccess;
}

export interface BesideCheck {
  readonly comparison: Comparison;
  readonly hops: HopVerdicts;
  readonly onRow: (row: number) => void;
}

/** Which hop failed, why, on what evidence, and what to change. */
export function DiagnosisTab({ row, compared, onEvidence, onSwitchOn, check }: Properties) {
  const { findings } = row.inspected;
  const hops = compared?.hops ?? row.inspected.hops;
  return (
    <>
      <HopStrip
        hops={hops}
        findings={findings}
        of={compared ? 'this exchange and of the check' : 'this exchange'}
      />
      {compared && (
        <Compared
          says={compared.comparison.says}
          links={[['The check’s request', compared.comparison.check]]}
          onRow={compared.onRow}
        />
      )}
      <DebugHeaderLine debugHeader={row.debugHeader} onSwitchOn={onSwitchOn} />
      {findings.length === 0 && (
        <p class="nothing-found">
          {row.phase === 'finished' ? (
            <>
              <b>{allClear(row.inspected)}</b>{' '}
            </>
          ) : (
            <b>Not judged yet: that needs the whole answer. </b>
          )}
          {provedLine(hops)}
        </p>
      )}
      {findings.map((finding) => (
        <FindingCard key={finding.rule} finding={finding} onEvidence={onEvidence} check={check} />
      ))}
    </>
  );
}

/** Only what was looked at can be clear. */
function allClear({ exchange, kind, debug }: Inspected): string {
  if (exchange.bodies) return 'No problem found in what was recorded.';
  const isChecked = kind !== 'mcp' || (debug !== undefined && tellsServerLogin(debug));
  return isChecked ? 'No problem found.' : 'No problem in what the page can see.';
}
