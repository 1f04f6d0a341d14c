// @vitest-environment happy-dom
import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Block, readMarkdown } from '../../src/panel/about/markdown.ts';
import { pageOf } from '../../src/panel/about/pages.ts';
import { RuleDialog } from '../../src/panel/about/RuleDialog.tsx';
import { recorded } from '../golden/recordings.ts';
import { readRuleFiles } from '../golden/rule-files.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, openPanel } from './panel.tsx';

beforeAll(pretendLayout);

async function openPage(): Promise<HTMLElement> {
  const { store } = await openPanel(recorded('key-leak'));
  store.view.select(store.traffic.groups.value[0]?.first);
  const button = await screen.findByRole('button', { name: 'About litellm-key-leaks-upstream' });
  button.focus();
  fireEvent.click(button);
  await screen.findByRole('heading', { name: 'When it fires' });
  return button;
}

const dialog = () => screen.getByRole('dialog', { name: 'litellm-key-leaks-upstream' });

describe('a finding’s page', () => {
  it('says when the rule fires and how that looked; what to change is said beside it already', async () => {
    await openPage();
    const headings = within(dialog()).getAllByRole('heading', { level: 3 });
    expect(headings.map(({ textContent }) => textContent)).toEqual(['When it fires', 'How it looks']);
    expect(pageOf('litellm-key-leaks-upstream')).toContain('## What you change\n');
    expect(dialog().querySelector('pre')?.textContent).toContain('Your LiteLLM key is sent');
    expect(dialog().querySelector('p code')?.textContent).toBe('x-mcp-auth');
  });

  it('is text: no link, no markup, and masks that light nothing up', async () => {
    await openPage();
    expect(dialog().querySelectorAll('a, img, script, table')).toHaveLength(0);
    expect(dialog().querySelectorAll('.mask').length).toBeGreaterThan(0);
    expect(dialog().querySelectorAll('button.mask')).toHaveLength(0);
  });

  it.each(['Escape', 'the button'])('closes with %s, alone, and gives the focus back', async (way) => {
    const button = await openPage();
    const close = within(dialog()).getByRole('button', { name: 'Close the page' });
    if (way === 'Escape') fireEvent.keyDown(close, { key: 'Escape' });
    else fireEvent.click(close);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(button);
    expect(screen.getByRole('tabpanel')).toBeDefined();
  });

  it('says so where there is none', async () => {
    render(<RuleDialog rule="not-a-rule" onClosed={() => undefined} />);
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('can’t be shown'));
  });

  it('is usable by everybody', async () => {
    await openPage();
    expect(await accessibilityFaults()).toEqual([]);
  });
});

describe('the reader of Markdown', () => {
  const textOf = (block: Block): string =>
    block.type === 'code' ? block.text : block.text.map(({ text }) => text).join('');

  it.each(readRuleFiles())('reads the page of $id to the last word', ({ id }) => {
    const page = pageOf(id) ?? '';
    const blocks = readMarkdown(page);
    expect(blocks[0]).toEqual({ type: 'title', text: [{ text: id, isCode: false }] });
    const words = (text: string) =>
      text
        .replace(/^```\w*$|^#+ |[`\\]/gm, '')
        .trim()
        .split(/\s+/);
    expect(words(blocks.map(textOf).join('\n'))).toEqual(words(page));
    // What is Markdown's and not ours to show.
    const prose = blocks.filter(({ type }) => type !== 'code').map(textOf);
    expect(prose.filter((text) => /^#|```|^[-*] |\]\(/.test(text))).toEqual([]);
  });

  it('takes the backslash off what it keeps from being Markdown, outside code only', () => {
    expect(readMarkdown('# a\n\nfor \\<server>, \\* and \\` use `\\*`\n\n```sh\n# \\*\n\nx\n```\n')).toEqual([
      { type: 'title', text: [{ text: 'a', isCode: false }] },
      {
        type: 'paragraph',
        text: [
          { text: 'for <server>, * and ` use ', isCode: false },
          { text: '\\*', isCode: true },
        ],
      },
      { type: 'code', text: '# \\*\n\nx' },
    ]);
  });

  it('has no page for a rule that does not exist', () => {
    expect(pageOf('nothing-wrong')).toBeUndefined();
  });
});
