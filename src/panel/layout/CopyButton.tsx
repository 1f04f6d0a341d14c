import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';

/** How text gets to the clipboard; the composition root fills it in. */
export const Clipboard = createContext<(text: string) => Promise<void>>(() =>
  Promise.reject(new Error('no clipboard')),
);

interface Properties {
  readonly text: string;
  /** What is copied, for people who hear the button: `Copy the URL`. */
  readonly label: string;
}

/** Copies, and says for a moment whether that worked. */
export function CopyButton({ text, label }: Properties) {
  const copy = useContext(Clipboard);
  const [outcome, setOutcome] = useState<'Copied' | 'Not copied'>();
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), 1500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const click = () => {
    copy(text).then(
      () => setOutcome('Copied'),
      () => setOutcome('Not copied'),
    );
  };
  return (
    <button type="button" class="copy" aria-label={label} title={label} onClick={click}>
      <Icon name={outcome === 'Copied' ? 'good' : 'copy'} />
      <span aria-live="polite">{outcome ?? 'Copy'}</span>
    </button>
  );
}
