import type { Inspected } from '../inspect.ts';
import { whyNotAsked } from './addresses.ts';
import type { CheckStep } from './step.ts';
import type { CheckTarget } from './target.ts';

/** What a step found, and the exchanges that show it. */
export interface Found extends Pick<CheckStep, 'status' | 'says' | 'notAllowed'> {
  readonly answers: readonly Inspected[];
}

/** A step that was left out, and why. */
export const skipped = (says: string): Found => ({ status: 'skipped', says, answers: [] });

/**
 * A step that can't ask an address which a server named: it failed, or was left out where somebody may still allow it.
 * @returns undefined where the address may be asked
 */
export function notAsked(url: string, target: CheckTarget): Found | undefined {
  const why = whyNotAsked(url, target);
  return why && { status: why.notAllowed === undefined ? 'failed' : 'skipped', answers: [], ...why };
}
