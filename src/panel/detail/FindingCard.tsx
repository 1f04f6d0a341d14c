import type { Evidence, Finding, Fix, Step } from '../../diagnosis/rule.ts';
import { CopyButton } from '../layout/CopyButton.tsx';
import { Icon } from '../layout/Icon.tsx';
import { TagInFocus } from '../wire/MaskChip.tsx';
import { Wire } from '../wire/Wire.tsx';
import { HOP_NAMES, LEVEL_NAMES } from '../words/hops.ts';

interface Properties {
  readonly finding: Finding;
  readonly onEvidence: (evidence: Evidence) => void;
}

/** A finding: what is wrong, why, what proves it, what to change. */
export function FindingCard({ finding, onEvidence }: Properties) {
  return (
    <article class={`finding ${finding.level}`}>
      <header>
        <Icon name={finding.level} />
        <div>
          <h3>
            <Wire text={finding.title} />
          </h3>
          <p class="dim">
            {LEVEL_NAMES[finding.level]} · {HOP_NAMES[finding.hop]} · {finding.rule}
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
    </article>
  );
}

function FixSteps({ fix }: { readonly fix: Fix }) {
  return (
    <>
      {fix.user && <FixStep title="What you change" step={fix.user} />}
      {fix.operator && <FixStep title="What the gateway’s operator changes" step={fix.operator} />}
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
