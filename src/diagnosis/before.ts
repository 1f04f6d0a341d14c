import type { Exchange } from '../exchange/exchange.ts';
import type { Page } from '../exchange/page.ts';
import type { Facts, Judged } from './rule.ts';
import { senderOf } from './senders.ts';

/** What rules may look back on, oldest first. */
export interface Before {
  readonly past: readonly Judged[];
  readonly login: readonly Facts[];
  readonly pages: readonly Page[];
  add(judged: Judged): void;
  addPage(page: Page): void;
}

/** So many pages are remembered, at least: what is asked of them is among the latest. */
const MOST_PAGES = 1_000;

/** By so much a list outgrows its bound until it is cut: a list that is cut is grouped anew (incremental-groups.ts). */
const SLACK = 1.1;

/** The same for each of those who send exchanges (senders.ts). */
export interface Befores {
  readonly page: Before;
  of(exchange: Exchange): Before;
}

/** @param most as in `createBefore` */
export function createBefores(most?: number): Befores {
  const page = createBefore(most);
  const all = new Map([['', page]]);
  return {
    page,
    of(exchange) {
      const sender = senderOf({ exchange });
      const before = all.get(sender) ?? createBefore(most);
      all.set(sender, before);
      return before;
    },
  };
}

/** @param most how many exchanges rules look back on, at least */
function createBefore(most = Number.POSITIVE_INFINITY): Before {
  let past: Judged[] = [];
  let login: Facts[] = [];
  let pages: Page[] = [];
  return {
    get past() {
      return past;
    },
    get login() {
      return login;
    },
    get pages() {
      return pages;
    },
    addPage(page) {
      if (pages.push(page) > MOST_PAGES * SLACK) pages = pages.slice(-MOST_PAGES);
    },
    add(judged) {
      past.push(judged);
      if (judged.challenge || judged.kind.startsWith('oauth')) login.push(judged);
      if (past.length <= most * SLACK) return;
      past = past.slice(-most);
      const oldest = past[0]?.exchange.index ?? 0;
      login = login.filter(({ exchange }) => exchange.index >= oldest);
    },
  };
}
