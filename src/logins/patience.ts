import type { LoginStepName } from './login.ts';

/** So long, in milliseconds, a client takes at most for a step that it makes by itself. */
const CLIENT = 30_000;

/** The same for a user at a login page, with a password to be found and a second factor. */
const USER = 10 * 60_000;

/** A page sends requests side by side, so one that starts this soon (milliseconds) before or after a step says nothing of the login. */
export const BESIDE = 5_000;

/** How long the next step may take, after this one, in milliseconds. */
export const patience = (step: LoginStepName): number => (step === 'authorize' ? USER : CLIENT);
