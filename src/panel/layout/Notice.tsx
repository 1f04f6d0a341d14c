import { useEffect, useState } from 'preact/hooks';

const SHOWN_FOR = 2500;

/** A short word on what was just done, for eyes and, politely, for screen readers. A new object is a new word. */
export function Notice({ notice }: { readonly notice: { readonly text: string } | undefined }) {
  const [gone, setGone] = useState<object>();
  useEffect(() => {
    const timer = setTimeout(() => setGone(notice), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div class="notice-done" aria-live="polite">
      {notice && notice !== gone && <span>{notice.text}</span>}
    </div>
  );
}
