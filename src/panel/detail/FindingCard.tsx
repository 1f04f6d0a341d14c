import { useRef, useState } from 'preact/hooks';
import type { Evidence, Finding, Fix, Hop, Step } from '../../diagnosis/rule.ts';
import { FIX_TITLES } from '../../words/fix.ts';
import { HOP_NAMES, LEVEL_NAMES } from '../../words/hops.ts';
import { RuleDialog } from '../about/RuleDialog.tsx';
import { type CheckAccess, CheckButton } from '../layout/CheckButton.tsx';
import { CopyButton } from '../layout/CopyButton.tsx';
import { Icon } from '../layout/Icon.tsx';
import { focusInSight } from '../layout/into-sight.ts';
import { TagInFocus } from '../wire/MaskChip.tsx';
import { Wire } from '../wire/Wire.tsx';

interface Properties {
  readonly finding: Finding;
  readonly onEvidence: (evidence: Evidence) => void;
  /** Where Hopscope may ask the gateway itself. */
  readonly check?: CheckAccess;
}

/** Where a check tells more than the page's own request. */
const CHECKED: ReadonlySet<Hop> = new Set(['gateway', 'gateway-to-server', 'authorization-server']);

/** A finding: what is wrong, why, what proves it, what to change. Its rule's id opens the rule's page. */
export function FindingCard({ finding, onEvidence, check }: Properties) {
  const about = useRef<HTMLButtonElement>(null);
  const [isAbout, setAbout] = useState(false);
  const closed = () => {
    setAbout(false);
    focusInSight(about.current);
  };
  return (
    <article class={`finding ${finding.level}`}>
      <header>
        <Icon name={finding.level} />
        <div>
          <h3>
            <Wire text={finding.title} />
          </h3>
          <p class="dim">
            {LEVEL_NAMES[finding.level]} · {HOP_NAMES[finding.hop]} ·{' '}
            <button
              type="button"
              class="link about-rule"
              aria-label={`About ${finding.rule}`}
              title="When this rule fires, and how it looked for real"
              aria-haspopup="dialog"
              ref={about}
              onClick={() => setAbout(true)}
            >
              {finding.rule}
            </button>
          </p>
        </div>
      </header>
      <p>
        <Wire text={finding.why} />
      </p>
      <ul class="evidence" aria-label="Evidence">
        {finding.evidence.map((each, index) => (
          <li key={index}>
            <button type="button" title="Show where this stands" onClick={() => onEvidence(each)}>
              <Icon name="jump" />
              {/* A button cannot hold the buttons that masks are elsewhere. */}
              <TagInFocus.Provider value={undefined}>
                <span class="mono">
                  <Wire text={each.quote} />
                </span>
              </TagInFocus.Provider>
              {each.exchange !== undefined && <span class="dim">in another request</span>}
            </button>
          </li>
        ))}
      </ul>
      <FixSteps fix={finding.fix} />
      {check && CHECKED.has(finding.hop) && (
        <p>
          <CheckButton label="Check…" {...check} />{' '}
          <span class="dim">Hopscope asks the gateway itself, step by step.</span>
        </p>
      )}
      {isAbout && <RuleDialog rule={finding.rule} onClosed={closed} />}
    </article>
  );
}

function FixSteps({ fix }: { readonly fix: Fix }) {
  return (
    <>
      {fix.user && <FixStep title={FIX_TITLES.user} step={fix.user} />}
      {fix.operator && <FixStep title={FIX_TITLES.operator} step={fix.operator} />}
    </>
  );
}

function FixStep({ title, step }: { readonly title: string; readonly step: Step }) {
  return (
    <div class="fix">
      <h4>{title}</h4>
      <p>
        <Wire text={step.text} />
      </p>
      {step.commands?.map((command) => (
        <figure key={command.text} class="command">
          <figcaption>
            <Wire text={command.label} />
            <CopyButton text={command.text} label={`Copy: ${command.label}`} />
          </figcaption>
          <pre>
            <Wire text={command.text} />
          </pre>
        </figure>
      ))}
    </div>
  );
}
