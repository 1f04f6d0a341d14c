import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * Takes files that are dropped anywhere on the panel, which the browser would otherwise open in its place.
 * @returns whether a file is being dragged over the panel
 */
export function useDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const stops = new AbortController();
    const listen = (name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      addEventListener(
        name,
        (event) => {
          if (!event.dataTransfer?.types.includes('Files')) return;
          event.preventDefault();
          act(event);
        },
        { signal: stops.signal },
      );
    listen('dragenter', () => setOver(true));
    listen('dragover', () => setOver(true));
    // Out of the panel it leaves for no element; inside for another one.
    listen('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false));
    listen('drop', ({ dataTransfer }) => {
      setOver(false);
      latest.current([...(dataTransfer?.files ?? [])]);
    });
    return () => stops.abort();
  }, []);
  return over;
}
