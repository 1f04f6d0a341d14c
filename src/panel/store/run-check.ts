import type { Entry } from 'har-format';
import { planAgain } from '../../checks/again.ts';
import type { SendHttp } from '../../checks/http.ts';
import { type CheckResult, planCheck } from '../../checks/plan.ts';
import { runCheck } from '../../checks/run.ts';
import { CheckStopped, createSend, type Sending } from '../../checks/send.ts';
import type { CheckStep } from '../../checks/step.ts';
import type { CheckTarget } from '../../checks/target.ts';
import type { Inspected } from '../../inspect.ts';

/**
 * Runs a check and adds what it sends to a recording. Apart from the panel's first script.
 * @param add takes an entry into the recording that the check belongs to
 * @param onStep called when a step is over
 * @throws CheckStopped, and where the background is gone an error that says it
 */
export function runInPanel(
  target: CheckTarget & { readonly again?: Inspected },
  sending: Omit<Sending, 'target'>,
  sendHttp: SendHttp,
  add: (entry: Entry) => Inspected | undefined,
  onStep: (step: CheckStep) => void,
): Promise<CheckResult> {
  const send = createSend(sendHttp, Date.now, { ...sending, target: target.url });
  const plan = target.again ? planAgain(target.again) : planCheck(target, onStep);
  return runCheck(plan, send, (entry) => {
    // The recording may be another one since.
    if (sending.stop.aborted) throw new CheckStopped();
    const inspected = add(entry);
    if (!inspected) throw new Error('what it sent was not recorded.');
    return inspected;
  });
}
