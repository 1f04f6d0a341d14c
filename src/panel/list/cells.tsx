import type { ComponentChildren } from 'preact';
import { bodyWords } from '../../words/bodies.ts';
import { HOP_NAMES, LEVEL_NAMES } from '../../words/hops.ts';
import { clock, duration } from '../../words/quantity.ts';
import { Elapsed } from '../layout/Elapsed.tsx';
import { Icon } from '../layout/Icon.tsx';
import type { ColumnId } from '../rows/columns.ts';
import { debugHeaderSentence, debugHeaderWord } from '../rows/debug-header-words.ts';
import type { Row } from '../rows/row.ts';
import { Wire } from '../wire/Wire.tsx';

/** What the cells of each column show. */
export const CELLS: Readonly<Record<ColumnId, (row: Row) => ComponentChildren>> = {
  method: ({ inspected }) => <Wire text={inspected.exchange.request.method} />,
  name: ({ label, phase, inspected }) => (
    <>
      {inspected.exchange.sentBy && (
        <span
          class="tag by-check"
          title={`Sent by Hopscope’s check ${inspected.exchange.sentBy.check}, not by the page`}
        >
          check
        </span>
      )}
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
  server: ({ server }) => <Wire text={server} />,
  status: ({ phase, inspected: { exchange } }) => {
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
  auth: ({ inspected, debugHeader }) => (
    <span class={`debug-header-fate ${debugHeader.state}`} title={debugHeaderSentence(debugHeader)}>
      <Icon name={debugHeader.state} />
      {inspected.debug?.resolution ? (
        <Wire text={inspected.debug.resolution} />
      ) : (
        debugHeaderWord(debugHeader)
      )}
    </span>
  ),
  findings: ({ worst, inspected, phase }) =>
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
  hop: ({ worst }) => worst && HOP_NAMES[worst.hop],
  time: ({ inspected }) => clock(inspected.exchange.startedAt),
  duration: ({ inspected, phase }) =>
    phase === 'open' ? (
      <Elapsed since={inspected.exchange.startedAt} />
    ) : (
      duration(inspected.exchange.duration)
    ),
};

function BodyTag({ words }: { readonly words: ReturnType<typeof bodyWords> }) {
  return (
    words && (
      <span class="tag" title={words.sentence}>
        {words.word}
      </span>
    )
  );
}
