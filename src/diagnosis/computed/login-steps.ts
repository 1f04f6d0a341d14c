import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import type { Facts } from '../rule.ts';

const steps = groupIncrementally(({ kind }: Facts) =>
  kind === 'oauth' || kind === 'oauth-metadata' ? (['step'] as const) : [],
);

/** The latest exchange that is a step of a login: metadata, registration, authorization, token. */
export const lastLoginStep = (login: readonly Facts[]): Facts | undefined => steps(login).get('step')?.at(-1);

/** Authorization requests by their `state`, which the callback repeats (RFC 6749 section 4.1.2). */
export const authorizationsByState = groupIncrementally(({ oauthStep }: Facts) =>
  oauthStep?.step === 'authorize' ? [oauthStep.parameters['state']] : [],
);
