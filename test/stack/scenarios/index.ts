import { ADDRESSES } from './addresses.ts';
import { KEYS } from './keys.ts';
import { LOGINS, METADATA } from './logins.ts';
import { MODELS } from './models.ts';
import { NETWORK } from './network.ts';
import { OUTAGES } from './outages.ts';
import { PROTOCOL } from './protocol.ts';
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

export const SCENARIOS: readonly Scenario[] = GROUPS.flatMap(({ scenarios }) => scenarios);
