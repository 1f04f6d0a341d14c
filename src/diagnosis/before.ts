import type { Facts } from './rule.ts';

/** What rules may look back on, oldest first. */
export interface Before {
  readonly past: readonly Facts[];
  readonly login: readonly Facts[];
  add(facts: Facts): void;
}

/** By so much a list outgrows its bound until it is cut: a list that is cut is grouped anew (group.ts). */
const SLACK = 1.1;

/** @param most how many exchanges rules look back on, at least */
export function createBefore(most = Number.POSITIVE_INFINITY): Before {
  let past: Facts[] = [];
  let login: Facts[] = [];
  const bounded = (list: Facts[]): Facts[] => (list.length > most * SLACK ? list.slice(-most) : list);
  return {
    get past() {
      return past;
    },
    get login() {
      return login;
    },
    add(facts) {
      past.push(facts);
      if (facts.challenge || facts.kind.startsWith('oauth')) login.push(facts);
      past = bounded(past);
      login = bounded(login);
    },
  };
}
