import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Properties {
  readonly title: string;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A titled part of a tab. */
export function Section({ title, aside, children }: Properties) {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id}>
      <div class="section-head">
        <h3 id={id}>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
