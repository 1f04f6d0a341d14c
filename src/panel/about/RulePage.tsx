import { FIX_TITLES } from '../../words/fix.ts';
import { TagInFocus } from '../wire/MaskChip.tsx';
import { Wire } from '../wire/Wire.tsx';
import { type Block, type Inline, readMarkdown } from './markdown.ts';

/**
 * A rule's page below its title, up to what to change: the finding says that for the exchange at hand. Credentials are
 * those of another recording, so they light up nothing here.
 */
export function RulePage({ markdown }: { readonly markdown: string }) {
  const blocks = readMarkdown(markdown);
  const end = blocks.findIndex(isFix);
  return (
    <TagInFocus.Provider value={undefined}>
      {(end === -1 ? blocks : blocks.slice(0, end)).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </TagInFocus.Provider>
  );
}

const FIXES: readonly string[] = Object.values(FIX_TITLES);

const isFix = (block: Block): boolean =>
  block.type === 'heading' && FIXES.includes(block.text.map(({ text }) => text).join(''));

function BlockView({ block }: { readonly block: Block }) {
  switch (block.type) {
    case 'title':
      // The dialog has it in its head.
      return null;
    case 'heading':
      return (
        <h3>
          <Line text={block.text} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Line text={block.text} />
        </p>
      );
    case 'code':
      return (
        <pre class="text">
          <Wire text={block.text} />
        </pre>
      );
  }
}

function Line({ text }: { readonly text: readonly Inline[] }) {
  return (
    <>
      {text.map((piece, index) =>
        piece.isCode ? (
          <code key={index}>
            <Wire text={piece.text} />
          </code>
        ) : (
          <Wire key={index} text={piece.text} />
        ),
      )}
    </>
  );
}
