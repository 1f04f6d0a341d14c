import { mostRequests } from '../../checks/most-requests.ts';
import { count } from '../../words/quantity.ts';
import type { CheckPlan } from '../store/checks.ts';
import { Wire } from '../wire/Wire.tsx';

interface Properties {
  readonly plan: CheckPlan;
  readonly withKey: boolean;
}

/** Which hosts get how many requests of a check, before they do. */
export function WhatIsSent({ plan, withKey }: Properties) {
  const most = [...mostRequests({ ...plan, credentialHeaders: [] })];
  return (
    <p class="what-is-sent">
      Hopscope itself asks <Wire text={plan.url} />. It sends{' '}
      {most.map(([origin, number], index) => (
        <>
          {index > 0 && ' and '}at most {count(number, 'request')} to <Wire text={origin} />
        </>
      ))}
      {' ('}about ten where all is well{')'}, {withKey ? 'the key to the gateway only, ' : ''}no cookies, and
      nothing to anyone else.
    </p>
  );
}
