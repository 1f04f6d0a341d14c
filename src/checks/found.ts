import type { Inspected } from '../inspect.ts';
import type { CheckStep } from './step.ts';

/** What a step found, and the exchanges that show it. */
export interface Found extends Pick<CheckStep, 'status' | 'says'> {
  readonly answers: readonly Inspected[];
}

/** A step that was left out, and why. */
export const skipped = (says: string): Found => ({ status: 'skipped', says, answers: [] });
