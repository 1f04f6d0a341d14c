import type { Body, Header } from '../../exchange/exchange.ts';
import type { Target } from '../store/view.ts';
import { BodyView } from './BodyView.tsx';
import { HeaderTable } from './HeaderTable.tsx';
import { Section } from './Section.tsx';

interface Properties {
  readonly of: 'request' | 'response';
  readonly headers: readonly Header[];
  readonly body: Body | undefined;
  /** As in BodyView. */
  readonly missing?: string | undefined;
  readonly target: Target | undefined;
}

/** What a request and a response have both: headers and a body. */
export function MessageParts({ of, headers, body, missing, target }: Properties) {
  const name = of === 'request' ? 'Request' : 'Response';
  const at = target?.place.in;
  return (
    <>
      <Section title={`${name} headers`} aside={<span class="dim">{headers.length}</span>}>
        <HeaderTable headers={headers} noun="Header" target={at === `${of}-header` ? target : undefined} />
      </Section>
      <BodyView
        title={`${name} body`}
        body={body}
        missing={missing}
        target={at === `${of}-body` ? target : undefined}
      />
    </>
  );
}
