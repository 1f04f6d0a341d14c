import { bodyWords } from '../../words/bodies.ts';
import { Elapsed } from '../layout/Elapsed.tsx';
import { Icon } from '../layout/Icon.tsx';
import type { Row } from '../rows/row.ts';

interface Properties {
  readonly row: Row;
  readonly showsOpenStreams: boolean;
}

/** Explains why a request is incomplete. */
export function PhaseNote({ row: { phase, inspected }, showsOpenStreams }: Properties) {
  const { exchange } = inspected;
  if (phase === 'finished') {
    const words = bodyWords(exchange);
    return (
      words && (
        <p class="phase-note">
          <Icon name="info" />
          {words.sentence}
        </p>
      )
    );
  }
  if (phase === 'ended') {
    return (
      <p class="phase-note" role="status">
        <Icon name="not-seen" />
        This request ended. Which of the finished rows is its own can’t be told for sure, so what stands here
        is what was known before its end.
      </p>
    );
  }
  return (
    <p class="phase-note">
      <Icon name="waiting" />
      <span>
        {exchange.response.status === 0 ? 'Still open: no answer yet.' : 'Still open: the answer goes on.'}{' '}
        {exchange.response.status > 0 &&
          !showsOpenStreams &&
          'This browser tells the messages of a stream when it closes. '}
        <Elapsed since={exchange.startedAt} />
      </span>
    </p>
  );
}
