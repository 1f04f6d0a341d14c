import type { Exchange } from '../../exchange/exchange.ts';
import { CopyButton } from '../layout/CopyButton.tsx';
import type { Target } from '../store/view.ts';
import { Wire } from '../wire/Wire.tsx';
import { MessageParts } from './MessageParts.tsx';
import { Section } from './Section.tsx';
import { useArrival } from './useArrival.ts';

interface Properties {
  readonly exchange: Exchange;
  readonly target: Target | undefined;
}

export function RequestTab({ exchange: { request }, target }: Properties) {
  const at = target?.place.in;
  const url = useArrival<HTMLParagraphElement>(at === 'url' ? target : undefined, 'mono');
  return (
    <>
      <Section title="URL" aside={<CopyButton text={request.url} label="Copy the URL" />}>
        <p {...url}>
          <b>
            <Wire text={request.method} />
          </b>{' '}
          <Wire text={request.url} />
        </p>
      </Section>
      <MessageParts of="request" headers={request.headers} body={request.body} target={target} />
    </>
  );
}
