import { splitMasks, withMasksDecoded } from '../../exchange/mask.ts';
import { reveal, revealed } from '../../exchange/reveal.ts';
import { MaskChip } from './MaskChip.tsx';

/** Text with more hidden characters than this is no text: they are still spelled out, but not each made to stand out. */
const MOST_PIECES = 2000;

/**
 * The one way text from the wire gets on the screen: as text, isolated from the writing direction around it,
 * hidden characters spelled out, masks as chips. Never HTML, never a link.
 */
export function Wire({ text }: { readonly text: string }) {
  return (
    <bdi>
      {splitMasks(withMasksDecoded(text)).map((piece) =>
        typeof piece === 'string' ? spelled(piece) : <MaskChip mask={piece} />,
      )}
    </bdi>
  );
}

function spelled(text: string) {
  const pieces = reveal(text);
  if (pieces.length > MOST_PIECES) return revealed(text);
  return pieces.map((piece) =>
    typeof piece === 'string' ? piece : <span class="escape">{piece.escape}</span>,
  );
}
