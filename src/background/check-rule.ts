import type { HttpRequest } from '../checks/http.ts';
import { originOf } from '../exchange/origin.ts';
import type { SessionRule } from '../ports/background.ts';

/** Session rules of checks have this id or a higher one, which no header rule gets. */
export const FIRST_CHECK_RULE = 1_000_000;

export const isCheckRule = ({ id }: Pick<SessionRule, 'id'>): boolean => id >= FIRST_CHECK_RULE;

/** What `fetch` takes from nobody (Fetch, "forbidden request-header"), and checks want. */
const isForbidden = (name: string): boolean => /^(?:origin|access-control-request-.*)$/i.test(name);

/**
 * The session rule that makes one request of Hopscope's own look as it is meant. Both browsers add the extension's origin to a POST, for
 * which LiteLLM answers “Invalid Origin header”, and no script may set or remove it. It holds for what the background sends to that
 * origin, and for nothing else.
 * @param self where this extension's own pages are
 */
export function checkRuleOf(id: number, { url, headers }: HttpRequest, self: string): SessionRule {
  const set = headers.filter(({ name }) => isForbidden(name));
  const isNamed = set.some(({ name }) => name.toLowerCase() === 'origin');
  return {
    id,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [
        ...(isNamed ? [] : [{ header: 'origin', operation: 'remove' }]),
        ...set.map(({ name, value }) => ({ header: name.toLowerCase(), operation: 'set', value })),
      ],
    },
    condition: {
      tabIds: [-1],
      initiatorDomains: [new URL(self).host],
      // Without the path: an URL may hold a credential.
      urlFilter: `|${originOf(url)}/`,
      resourceTypes: ['xmlhttprequest'],
    },
  };
}
