import { useEffect, useRef, useState } from 'preact/hooks';

const AT_MOST_EVERY = 2000;

/** Tells screen readers what changed, politely and not too often. */
export function LiveRegion({ text }: { readonly text: string }) {
  const [spoken, setSpoken] = useState('');
  const latest = useRef(text);
  latest.current = text;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setSpoken(latest.current);
    }, AT_MOST_EVERY);
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div class="unseen" role="status">
      {spoken}
    </div>
  );
}
