/** A part of a rule's page. */
export type Block =
  | { readonly type: 'title' | 'heading' | 'paragraph'; readonly text: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string };

/** A piece of a line. */
export interface Inline {
  readonly text: string;
  readonly isCode: boolean;
}

const FENCED = /^```\w*\n([\s\S]*?)\n```$/gm;
const BLOCK = /(#{1,2}) (.*)|([\s\S]+)/;

/**
 * Reads the Markdown that `npm run generate` writes (test/golden/rule-page.ts) and no other: two levels of headings,
 * paragraphs, code spans, fenced code.
 */
export function readMarkdown(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const found of markdown.matchAll(FENCED)) {
    blocks.push(...readProse(markdown.slice(end, found.index)), { type: 'code', text: found[1] ?? '' });
    end = found.index + found[0].length;
  }
  return [...blocks, ...readProse(markdown.slice(end))];
}

function readProse(prose: string): readonly Block[] {
  return prose
    .split(/\n{2,}/)
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const [, marks, heading, paragraph = ''] = BLOCK.exec(text.trim()) ?? [];
      if (heading === undefined) return { type: 'paragraph', text: readInline(paragraph) };
      return { type: marks === '#' ? 'title' : 'heading', text: readInline(heading) };
    });
}

function readInline(text: string): readonly Inline[] {
  return text.split(/(?<!\\)`([^`]+)`/).flatMap((piece, index) => {
    const isCode = index % 2 === 1;
    return piece === '' ? [] : { text: isCode ? piece : piece.replace(/\\([\\`*<])/g, '$1'), isCode };
  });
}
