import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { CloseButton } from './CloseButton.tsx';
import { onEscape } from './focus.ts';

interface Properties {
  /** Filled in here, for who closes it. */
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly class: string;
  readonly title: string;
  /** What the close button closes: `Close the page`. */
  readonly closeLabel: string;
  readonly onClosed: () => void;
  readonly children: ComponentChildren;
}

/** A window over the panel, open from the start. Esc, its button and a click outside close it; the focus then goes back. */
export function Dialog({ dialog, class: name, title, closeLabel, onClosed, children }: Properties) {
  const id = useId();
  useEffect(() => dialog.current?.showModal(), [dialog]);
  const close = () => dialog.current?.close();
  return (
    <dialog
      class={name}
      aria-labelledby={id}
      ref={dialog}
      closedby="any"
      onKeyDown={onEscape(close)}
      onClose={onClosed}
    >
      <div class="about-head">
        <h2 id={id}>{title}</h2>
        <CloseButton label={closeLabel} onClose={close} />
      </div>
      {children}
    </dialog>
  );
}
