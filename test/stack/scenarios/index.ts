import { ADDRESSES } from './addresses.ts';
import { EDGE } from './edge.ts';
import { KEYS } from './keys.ts';
import { LOGINS, METADATA } from './logins.ts';
import { MODELS } from './models.ts';
import { NETWORK } from './network.ts';
import { OUTAGES } from './outages.ts';
import { POLICIES } from './policies.ts';
import { PROTOCOL } from './protocol.ts';
import { RECENT } from './recent.ts';
import { REST } from './rest.ts';
import type { Scenario } from './scenario.ts';
import { SERVERS } from './servers.ts';
import { SESSIONS } from './sessions.ts';
import { TOOLS } from './tools.ts';

/** Every scenario of the agent page, by what it is about, in the order the page shows them. */
export const GROUPS: readonly { readonly title: string; readonly scenarios: readonly Scenario[] }[] = [
  { title: 'Servers', scenarios: SERVERS },
  { title: 'Keys', scenarios: KEYS },
  { title: 'Addresses', scenarios: ADDRESSES },
  { title: 'Tools', scenarios: TOOLS },
  { title: 'Models', scenarios: MODELS },
  { title: 'Servers in trouble', scenarios: OUTAGES },
  { title: 'Protocol', scenarios: PROTOCOL },
  { title: 'Sessions', scenarios: SESSIONS },
  { title: 'REST', scenarios: REST },
  { title: 'Logins', scenarios: LOGINS },
  { title: 'Login metadata', scenarios: METADATA },
  { title: 'Network', scenarios: NETWORK },
];

/** Those that want more than the demo starts: a recent LiteLLM, a second gateway, nginx. They are recorded, and not played in tests. */
export const RECORDED_GROUPS: typeof GROUPS = [
  { title: 'Policies', scenarios: POLICIES },
  { title: 'LiteLLM 1.110', scenarios: RECENT },
  { title: 'nginx', scenarios: EDGE },
];

export const RECORDED_SCENARIOS: readonly Scenario[] = RECORDED_GROUPS.flatMap(({ scenarios }) => scenarios);

export const SCENARIOS: readonly Scenario[] = GROUPS.flatMap(({ scenarios }) => scenarios);
