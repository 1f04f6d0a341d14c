import type { ComponentChildren } from 'preact';
import { HOPS } from '../../diagnosis/rule.ts';
import { bodyWords } from '../../report/words/bodies.ts';
import { HOP_NAMES, LEVEL_NAMES } from '../../report/words/hops.ts';
import { clock, duration } from '../../report/words/quantity.ts';
import { Elapsed } from '../layout/Elapsed.tsx';
import { Icon } from '../layout/Icon.tsx';
import { type Row, rank } from '../store/row.ts';
import { Wire } from '../wire/Wire.tsx';
import { injectionSentence, injectionWord } from '../words/injection.ts';

export type ColumnId =
  | 'method'
  | 'name'
  | 'server'
  | 'status'
  | 'auth'
  | 'findings'
  | 'hop'
  | 'time'
  | 'duration';

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** In pixels, as long as nobody resized it. The flexible column gets at least this, and what is left over. */
  readonly width: number;
  readonly flexible?: true;
  /** Who gives way first when the list is narrow: the greatest number. */
  readonly rank: number;
  /** What to sort by; undefined sorts last. */
  value(row: Row): string | number | undefined;
  cell(row: Row): ComponentChildren;
}

export const COLUMNS: readonly Column[] = [
  {
    id: 'method',
    title: 'Method',
    width: 70,
    rank: 6,
    value: ({ inspected }) => inspected.exchange.request.method,
    cell: ({ inspected }) => <Wire text={inspected.exchange.request.method} />,
  },
  {
    id: 'name',
    title: 'Call',
    width: 150,
    flexible: true,
    rank: 0,
    value: ({ label }) => label.name,
    cell: ({ label, phase, inspected }) => (
      <>
        <b>
          <Wire text={label.name} />
        </b>
        {label.method && (
          <span class="dim">
            {' '}
            <Wire text={label.method} />
          </span>
        )}
        {phase === 'finished' && <BodyTag words={bodyWords(inspected.exchange)} />}
      </>
    ),
  },
  {
    id: 'server',
    title: 'Server',
    width: 98,
    rank: 3,
    value: ({ server }) => server || undefined,
    cell: ({ server }) => <Wire text={server} />,
  },
  {
    id: 'status',
    title: 'Status',
    width: 64,
    rank: 2,
    value: ({ inspected }) => inspected.exchange.response.status,
    cell: ({ phase, inspected: { exchange } }) => {
      const { status } = exchange.response;
      if (phase !== 'finished' && status === 0) {
        return (
          <span class="dim" title="No answer yet">
            <span class="unseen">no answer yet</span>
            <span aria-hidden="true">…</span>
          </span>
        );
      }
      if (status === 0 && exchange.pageLeft) return <span class="dim">page left</span>;
      return (
        <span class={status === 0 || status >= 400 ? 'bad-text' : ''}>
          {status || 'failed'}
          {phase === 'finished' && exchange.bodies === 'not read' && (
            // The tag that says so is behind the call's name, where a long one hides it.
            <span class="dim" title={bodyWords(exchange)?.sentence}>
              {' '}
              <Icon name="not-seen" />
            </span>
          )}
        </span>
      );
    },
  },
  {
    id: 'auth',
    title: 'Auth',
    width: 142,
    rank: 4,
    value: ({ inspected }) => inspected.debug?.resolution,
    cell: ({ inspected, injection }) => (
      <span class={`injection ${injection.state}`} title={injectionSentence(injection)}>
        <Icon name={injection.state} />
        {inspected.debug?.resolution ? <Wire text={inspected.debug.resolution} /> : injectionWord(injection)}
      </span>
    ),
  },
  {
    id: 'findings',
    title: 'Findings',
    width: 108,
    rank: 1,
    value: ({ worst, inspected }) => (worst ? rank(worst) * 1000 + inspected.findings.length : undefined),
    cell: ({ worst, inspected, phase }) =>
      phase === 'finished' ? (
        worst && (
          <span class={`level ${worst.level}`}>
            <Icon name={worst.level} />
            {LEVEL_NAMES[worst.level]}
            {inspected.findings.length > 1 && (
              <span class="dim" title={`${inspected.findings.length} findings`}>
                {' '}
                +{inspected.findings.length - 1}
              </span>
            )}
          </span>
        )
      ) : (
        <span class="open-mark">
          <Icon name={phase === 'open' ? 'waiting' : 'not-seen'} />
          {phase}
          {phase === 'open' && <Elapsed since={inspected.exchange.startedAt} />}
        </span>
      ),
  },
  {
    id: 'hop',
    title: 'Hop',
    width: 126,
    rank: 5,
    value: ({ worst }) => (worst ? HOPS.indexOf(worst.hop) : undefined),
    cell: ({ worst }) => worst && HOP_NAMES[worst.hop],
  },
  {
    id: 'time',
    title: 'Time',
    width: 96,
    rank: 8,
    value: ({ inspected }) => inspected.exchange.startedAt,
    cell: ({ inspected }) => clock(inspected.exchange.startedAt),
  },
  {
    id: 'duration',
    title: 'Duration',
    width: 80,
    rank: 7,
    value: ({ inspected }) => inspected.exchange.duration,
    cell: ({ inspected, phase }) =>
      phase === 'open' ? (
        <Elapsed since={inspected.exchange.startedAt} />
      ) : (
        duration(inspected.exchange.duration)
      ),
  },
];

function BodyTag({ words }: { readonly words: ReturnType<typeof bodyWords> }) {
  return (
    words && (
      <span class="tag" title={words.sentence}>
        {words.word}
      </span>
    )
  );
}
