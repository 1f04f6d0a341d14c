import type { Frame } from 'puppeteer-core';
import { expect } from 'vitest';

/** What a page of the extension showed, on the way through it. */
export interface Seen {
  /** All text that was on the screen, in titles and labels, and what the page gave away. */
  readonly shown: string;
  /** Elements that can run, load or lead somewhere. */
  readonly elements: readonly string[];
  /** Texts with a character in them that nobody can see. */
  readonly invisible: readonly string[];
  /** What the content-security policy kept from being loaded. */
  readonly blocked: readonly string[];
  /** Whether a script of a hostile text ran. */
  readonly ran: boolean;
}

/** Looks around in a page, for what walks through it. */
export interface Looker {
  /** Notes all that is in the document now, or in a part of it. */
  readonly look: (part?: Element) => void;
  /** Notes a text that the page gave away. */
  readonly note: (text: string) => void;
  /** Waits until something holds, and asks whenever the document changes. */
  readonly until: (holds: () => unknown) => Promise<void>;
  readonly find: (selector: string) => HTMLElement | null;
  /** Clicks an element once it is there. */
  readonly click: (selector: string) => Promise<void>;
  /** Writes into a field. */
  readonly fill: (selector: string, text: string) => void;
  /** Drops a file on the page. */
  readonly drop: (name: string, content: string) => void;
  /** What was noted since the last time. */
  readonly seen: () => Seen;
}

/** Where the looker stands in a page, for functions that run there. */
export interface Watched {
  readonly looker: Looker;
}

/** Puts a looker into the page that it runs in, so it may use nothing around it. */
export function installLooker(): void {
  const ACTIVE =
    'script:not([type="module"][src]), iframe, object, embed, img, image, audio, video, base, template, a[href], area, meta[http-equiv]:not(head > [http-equiv="Content-Security-Policy"]), form[action], style, [style*="url("], [srcdoc], [is]';
  // Without the joiner and the selector inside an emoji, tab and line feed.
  const HIDDEN = /(?!\t|\n|\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
  const shown: string[] = [];
  const elements = new Set<string>();
  const invisible = new Set<string>();
  const blocked: string[] = [];
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    blocked.push(`${violatedDirective} ${blockedURI}`),
  );
  const note = (text: string) => {
    shown.push(text);
    const hidden = HIDDEN.exec(text);
    if (hidden) invisible.add(text.slice(Math.max(0, hidden.index - 100), hidden.index + 100));
  };
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);
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
  const looker: Looker = {
    note,
    find,
    until,
    look(part = document.documentElement) {
      note(part.querySelector('body')?.textContent ?? part.textContent);
      for (const element of part.querySelectorAll('*')) {
        if (element.matches(ACTIVE)) elements.add(element.outerHTML.slice(0, 200));
        for (const { name, value } of element.attributes) {
          if (name.startsWith('on')) elements.add(element.outerHTML.slice(0, 200));
          note(value);
        }
      }
    },
    async click(selector) {
      await until(() => find(selector));
      find(selector)?.click();
    },
    fill(selector, text) {
      const field = document.querySelector<HTMLInputElement>(selector);
      if (!field) throw new Error(`no ${selector} in the page`);
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    drop(name, content) {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], name));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    seen() {
      const ran = 'ran' in globalThis;
      const all = { elements: [...elements], invisible: [...invisible], blocked: blocked.splice(0) };
      elements.clear();
      invisible.clear();
      return { ...all, shown: shown.splice(0).join('\n'), ran };
    },
  };
  Object.assign(globalThis, { looker });
}

/** Takes what was seen in a page: nothing in it may be more than text, or hidden. Returns the text. */
export async function expectOnlyText(page: Pick<Frame, 'evaluate'>): Promise<string> {
  const { shown, ...rest } = (await page.evaluate('looker.seen()')) as Seen;
  expect(rest).toEqual({ elements: [], invisible: [], blocked: [], ran: false });
  return shown;
}
