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

/** Whether the client had a client id before, as it sent one. */
export const hasClientId = (login: readonly Facts[]): boolean => withClientId(login).has('step');

const withClientId = groupIncrementally(({ oauthStep }: Facts) =>
  oauthStep?.parameters['client_id'] === undefined ? [] : (['step'] as const),
);

/** The latest request for the metadata of a protected resource (RFC 9728 section 3.1). */
export const lastResourceMetadata = (past: readonly Facts[]): Facts | undefined =>
  resourceMetadata(past).get('asked')?.at(-1);

const resourceMetadata = groupIncrementally(({ kind, exchange }: Facts) =>
  kind === 'oauth-metadata' && exchange.request.url.includes('oauth-protected-resource')
    ? (['asked'] as const)
    : [],
);
