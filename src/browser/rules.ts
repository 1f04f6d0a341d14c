import type { DeclarativeNetRequest } from 'webextension-polyfill';
import { browser } from './api.ts';

type SessionRule = DeclarativeNetRequest.Rule;

/**
 * The session rules in force, as they were given. Firefox writes out what a rule leaves open: null for each condition,
 * and the priority 1 (153).
 */
export async function sessionRules(): Promise<SessionRule[]> {
  return (await browser.declarativeNetRequest.getSessionRules()).map(({ priority, ...rule }) => ({
    ...(JSON.parse(JSON.stringify(rule, withoutNull)) as SessionRule),
    ...(priority === undefined || priority === 1 ? {} : { priority }),
  }));
}

function withoutNull(_key: string, value: unknown): unknown {
  return value ?? undefined;
}
