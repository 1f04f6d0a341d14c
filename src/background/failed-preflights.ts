import type { RequestEvent } from '../ports/web-request.ts';

/**
 * What Firefox (153) says of a request whose preflight failed, whatever that failed of: no connection, or a response that does not
 * allow it. Its DevTools list the preflight and never the request. Of a request that was sent it says so only beside a response.
 */
const KEPT_FROM_BEING_SENT = 'NS_ERROR_DOM_BAD_URI';

interface Failure {
  readonly tabId: number;
  readonly error: string;
}

const MOST = 200;

export interface FailedPreflights {
  /**
   * Has a request that its preflight kept from being sent say so, and why, which Firefox says of the preflight only. That ends just
   * before it, so of several to one URL the last is meant, or one that failed in the same way. Chromium gives both one reason, and lists both.
   * @returns any other event as it is
   */
  explain(event: RequestEvent): RequestEvent;
  /** Lets go of those of some tabs. */
  forget(isOff: (failure: Failure) => boolean): void;
}

export function createFailedPreflights(): FailedPreflights {
  /** Those of lately, by tab and URL without its query, which may hold credentials. */
  const failures = new Map<string, Failure>();
  return {
    explain(event) {
      const { stage, method, tabId, url, error } = event;
      if (stage !== 'ended' || error === undefined) return event;
      const key = `${tabId} ${url.split('?', 1)[0]}`;
      if (method === 'OPTIONS') {
        failures.delete(key);
        failures.set(key, { tabId, error });
        const [oldest] = failures.keys();
        if (failures.size > MOST && oldest !== undefined) failures.delete(oldest);
        return event;
      }
      return error === KEPT_FROM_BEING_SENT && !event.statusCode
        ? { ...event, error: failures.get(key)?.error ?? error, isUnsent: true }
        : event;
    },
    forget(isOff) {
      for (const [key, failure] of failures) if (isOff(failure)) failures.delete(key);
    },
  };
}
