import { splitMasks } from '../../exchange/mask.ts';
import { MaskChip } from './MaskChip.tsx';
import { reveal, revealed } from './reveal.ts';

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

// In an URL and in a form a mask is percent-encoded like any other value (see mask.ts for its grammar).
const ENCODED_MASK = /%5Bmasked%20[\w*.-]+%20(?:short|medium|long)%20%23[0-9a-z]+%5D/gi;

function withMasksDecoded(text: string): string {
  return text.includes('%5Bmasked') ? text.replace(ENCODED_MASK, decodeURIComponent) : text;
}
