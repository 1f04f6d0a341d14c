import type { Exchange } from '../../exchange/exchange.ts';
import type { Row } from '../rows/row.ts';
import type { Target } from '../store/view.ts';
import { Wire } from '../wire/Wire.tsx';
import { MessageParts } from './MessageParts.tsx';
import { Section } from './Section.tsx';
import { useArrival } from './useArrival.ts';

interface Properties {
  readonly exchange: Exchange;
  readonly phase: Row['phase'];
  readonly target: Target | undefined;
}

export function ResponseTab({ exchange: { response, bodies }, phase, target }: Properties) {
  const at = target?.place.in;
  const status = useArrival<HTMLParagraphElement>(at === 'status' ? target : undefined, 'mono');
  return (
    <>
      <Section title="Status">
        <p {...status}>
          {response.status === 0 ? (
            <>
              {phase === 'finished' ? 'The browser got no response.' : 'No answer yet.'}{' '}
              {response.error && <Wire text={response.error} />}
            </>
          ) : (
            <>
              <b>{response.status}</b> <Wire text={response.statusText} />
            </>
          )}
        </p>
      </Section>
      <MessageParts
        of="response"
        headers={response.headers}
        body={response.body}
        missing={
          bodies === 'not read' ? 'Not read.' : bodies || phase !== 'finished' ? 'Not recorded.' : undefined
        }
        target={target}
      />
    </>
  );
}
