import type { Exchange } from '../../exchange/exchange.ts';
import { CopyButton } from '../layout/CopyButton.tsx';
import type { Target } from '../store/view.ts';
import { Wire } from '../wire/Wire.tsx';
import { BodyView } from './BodyView.tsx';
import { HeaderTable } from './HeaderTable.tsx';
import { Section } from './Section.tsx';
import { useArrival } from './useArrival.ts';

interface Properties {
  readonly exchange: Exchange;
  readonly target: Target | undefined;
}

export function RequestTab({ exchange: { request }, target }: Properties) {
  const at = target?.place.in;
  const url = useArrival<HTMLParagraphElement>(at === 'url' ? target : undefined);
  return (
    <>
      <Section title="URL" aside={<CopyButton text={request.url} label="Copy the URL" />}>
        <p ref={url} class={at === 'url' ? 'mono arrived' : 'mono'} tabIndex={-1}>
          <b>
            <Wire text={request.method} />
          </b>{' '}
          <Wire text={request.url} />
        </p>
      </Section>
      <Section title="Request headers" aside={<span class="dim">{request.headers.length}</span>}>
        <HeaderTable
          headers={request.headers}
          noun="Header"
          target={at === 'request-header' ? target : undefined}
        />
      </Section>
      <BodyView
        title="Request body"
        body={request.body}
        target={at === 'request-body' ? target : undefined}
      />
    </>
  );
}
