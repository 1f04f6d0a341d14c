import { type Finding, HOPS, type Hop, type HopVerdict, type HopVerdicts } from '../../diagnosis/rule.ts';
import { HOP_MEANINGS, HOP_NAMES, VERDICT_WORDS } from '../../words/hops.ts';
import { Icon } from '../layout/Icon.tsx';

interface Properties {
  readonly hops: HopVerdicts;
  /** The gravest first. */
  readonly findings: readonly Finding[];
  /** Whose strip this is: `this exchange`, `the recording`. */
  readonly of: string;
}

// The wires between the nodes; the other hops are nodes.
const EDGE_NAMES: Readonly<Partial<Record<Hop, string>>> = {
  'client-to-gateway': 'Client to LiteLLM',
  'gateway-to-server': 'LiteLLM to MCP server',
};
// The authorization server stands beside the way, so it comes last on the screen.
const ORDER: readonly Hop[] = [
  ...HOPS.filter((hop) => hop !== 'authorization-server'),
  'authorization-server',
];

/** The way of a request as a strip of hops, each proved good, proved bad or not known. */
export function HopStrip({ hops, findings, of }: Properties) {
  const worst = findings.find((finding) => hops[finding.hop] === 'bad');
  return (
    <ol class="hop-strip" aria-label={`Hops of ${of}`}>
      {ORDER.map((hop) => (
        <HopItem
          key={hop}
          hop={hop}
          verdict={hops[hop]}
          finding={findings.find((finding) => finding.hop === hop)}
          isWorst={worst?.hop === hop}
        />
      ))}
    </ol>
  );
}

interface ItemProperties {
  readonly hop: Hop;
  readonly verdict: HopVerdict;
  /** The gravest finding at this hop. */
  readonly finding: Finding | undefined;
  readonly isWorst: boolean;
}

function HopItem({ hop, verdict, finding, isWorst }: ItemProperties) {
  const edge = EDGE_NAMES[hop];
  const warning = verdict === 'bad' && finding !== undefined && finding.level !== 'error';
  return (
    <li
      class={['hop', edge ? 'edge' : 'node', hop, verdict, warning && 'mild', isWorst && 'worst']
        .filter(Boolean)
        .join(' ')}
      title={HOP_MEANINGS[hop]}
    >
      <span class="unseen">{edge}</span>
      {!edge && <span class="hop-name">{HOP_NAMES[hop]}</span>}
      <span class="hop-verdict">
        <Icon name={warning ? 'warning' : verdict} />
        {warning ? 'warning' : VERDICT_WORDS[verdict]}
      </span>
    </li>
  );
}
