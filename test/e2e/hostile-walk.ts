/** What the panel showed, on the way through all of it. */
export interface Walk {
  /** All text that was on the screen, and in titles and labels. */
  readonly shown: string;
  /** Elements that can run, load or lead somewhere. */
  readonly elements: readonly string[];
  /** Texts with a character in them that nobody can see. */
  readonly invisible: readonly string[];
}

/**
 * Opens a HAR file in the panel, looks at every tab of every row, then filters by a text that hides them all, and
 * closes the file. Runs in the panel, so it may use nothing around it.
 */
export async function walkPanel(har: string, fileName: string, filter: string): Promise<Walk> {
  const shown: string[] = [];
  const elements = new Set<string>();
  const invisible = new Set<string>();
  const ACTIVE =
    'script:not([type="module"][src]), iframe, object, embed, img, image, audio, video, base, template, a[href], area, meta[http-equiv], form[action], style, [style*="url("], [srcdoc], [is]';
  // Without the joiner and the selector inside an emoji, tab and line feed.
  const HIDDEN = /(?!\t|\n|\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

  const until = async (holds: () => unknown) => {
    while (!holds()) {
      await new Promise<void>((done) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          done();
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      });
    }
  };
  const unfold = async () => {
    for (;;) {
      const folded = document.querySelector<HTMLDetailsElement>('.detail details:not([open])');
      if (!folded) return;
      const unfolded = new Promise((done) => folded.addEventListener('toggle', done, { once: true }));
      folded.open = true;
      await unfolded;
    }
  };
  const look = () => {
    const texts = [document.body.textContent];
    for (const element of document.querySelectorAll('*')) {
      if (element.matches(ACTIVE)) elements.add(element.outerHTML.slice(0, 200));
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) elements.add(element.outerHTML.slice(0, 200));
        texts.push(value);
      }
    }
    shown.push(...texts);
    for (const text of texts) if (HIDDEN.test(text)) invisible.add(text.slice(0, 200));
  };
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);

  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([har], fileName));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  const rows = () => [...document.querySelectorAll('[role="grid"] [data-id]')];
  const { length } = JSON.parse(har).log.entries;
  await until(() => find('.file-bar.opened') && rows().length === length);
  look();
  const ids = rows().map((row) => row.getAttribute('data-id'));
  for (const id of ids) {
    find(`[data-id="${id}"]`)?.click();
    await until(() => find(`[data-id="${id}"][aria-selected="true"]`) && find('.detail [role="tab"]'));
    for (const tab of document.querySelectorAll<HTMLElement>('.detail [role="tab"]')) {
      tab.click();
      await until(() => tab.getAttribute('aria-selected') === 'true');
      await unfold();
      look();
    }
  }
  const box = document.querySelector<HTMLInputElement>('input[type="search"]');
  const type = (text: string) => {
    if (box) box.value = text;
    box?.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  type(filter);
  await until(() => find('.nothing-shown'));
  look();
  type('');
  await until(() => !find('.nothing-shown'));
  find('.file-bar.opened button')?.click();
  await until(() => !find('.file-bar'));
  return { shown: shown.join('\n'), elements: [...elements], invisible: [...invisible] };
}
