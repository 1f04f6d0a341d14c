import type { Body } from '../../exchange/exchange.ts';
import { size } from '../../words/quantity.ts';
import { CopyButton } from '../layout/CopyButton.tsx';
import type { Target } from '../store/view.ts';
import { LongText } from '../wire/LongText.tsx';
import { HeaderTable } from './HeaderTable.tsx';
import { layOut } from './lay-out.ts';
import { findQuote } from './quote.ts';
import { Section } from './Section.tsx';
import { useArrival } from './useArrival.ts';

interface Properties {
  readonly title: string;
  readonly body: Body | undefined;
  /** What to say where there is none, if not that there is none. */
  readonly missing?: string | undefined;
  /** The jump that leads here. */
  readonly target?: Target | undefined;
}

/** A request's or response's body: JSON pretty-printed, a form as a table, anything else as text. */
export function BodyView({ title, body, missing, target }: Properties) {
  const section = useArrival<HTMLDivElement>(target);
  return (
    <div {...section}>
      <Section title={title} aside={body && <Facts body={body} />}>
        <Text body={body} missing={missing} target={target} />
      </Section>
    </div>
  );
}

function Facts({ body }: { readonly body: Body }) {
  return (
    <>
      <span class="dim">
        {[body.mimeType, body.size >= 0 && size(body.size)].filter(Boolean).join(' · ')}
      </span>
      {body.text && <CopyButton text={body.text} label="Copy the body" />}
    </>
  );
}

function Text({ body, missing, target }: Omit<Properties, 'title'>) {
  if (!body || body.size === 0) return <p class="dim">{missing ?? 'No body.'}</p>;
  if (!body.text) return <p class="dim">{missing ?? 'The browser kept no text of this body.'}</p>;
  if (body.mimeType === 'application/x-www-form-urlencoded') {
    const fields = [...new URLSearchParams(body.text)].map(([name, value]) => ({ name, value }));
    return <HeaderTable headers={fields} noun="Field" />;
  }
  const text = layOut(body.text);
  return <LongText text={text} marked={target && findQuote(text, target.quote)} />;
}
