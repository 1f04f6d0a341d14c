import { type HttpAnswer, type HttpRequest, turnOfCheck } from '../checks/http.ts';
import { originOf } from '../exchange/origin.ts';
import type { BackgroundPort } from '../ports/background.ts';
import { checkRuleOf, FIRST_CHECK_RULE, isCheckRule } from './check-rule.ts';

/** What Chromium says of a request that an extension keeps from being sent. */
const NOT_PERMITTED = 'net::ERR_BLOCKED_BY_CLIENT';

/** Sends what a check in a panel asks for. It keeps nothing of it. */
export interface Checks {
  /**
   * Sends a request as long as its panel wants the answer. To an origin without host permission nothing is sent.
   * @param id of the turn that the panel holds meanwhile
   */
  send(id: string, request: HttpRequest): Promise<HttpAnswer>;
  /** Whether a request is under way. */
  continues(id: string): boolean;
  /** Takes out the rules of a background that was killed over a request. */
  settle(): Promise<void>;
}

export function createChecks({
  self,
  permissions,
  sessionRules,
  inTurn,
  sendOwn,
}: Pick<BackgroundPort, 'self' | 'permissions' | 'sessionRules' | 'inTurn' | 'sendOwn'>): Checks {
  let lastRule = FIRST_CHECK_RULE;
  const underWay = new Set<string>();

  async function sendByRule(request: HttpRequest, stop: AbortSignal): Promise<HttpAnswer> {
    lastRule += 1;
    const rule = checkRuleOf(lastRule, request, self);
    await sessionRules.update({ removeRuleIds: [rule.id], addRules: [rule] });
    try {
      return await sendOwn(request, stop);
    } finally {
      await sessionRules.update({ removeRuleIds: [rule.id], addRules: [] });
    }
  }

  return {
    async send(id, request) {
      const origin = originOf(request.url);
      if (origin === undefined || !(await permissions.has(origin))) return unsent(NOT_PERMITTED);
      const stop = new AbortController();
      void inTurn(turnOfCheck(id), async () => stop.abort());
      underWay.add(id);
      try {
        // A rule is for an origin, and so for one request at a time.
        return await inTurn(`check ${origin}`, () => sendByRule(request, stop.signal));
      } finally {
        underWay.delete(id);
      }
    },
    continues: (id) => underWay.has(id),
    async settle() {
      const left = (await sessionRules.read()).filter(isCheckRule).map(({ id }) => id);
      if (left.length > 0) await sessionRules.update({ removeRuleIds: left, addRules: [] });
    },
  };
}

const unsent = (error: string): HttpAnswer => ({ status: 0, statusText: '', headers: [], size: 0, error });
