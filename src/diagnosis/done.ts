import { isUnfinished } from '../mcp/unfinished.ts';
import type { Judged } from './rule.ts';

/** Whether an exchange did what its client asked, and the page got the answer. A preflight only asks whether it may. */
export const isDone = ({ exchange: { response }, kind, rpc, refusals, findings }: Judged): boolean =>
  kind !== 'preflight' &&
  response.status >= 200 &&
  response.status < 300 &&
  refusals === undefined &&
  // A round that asks for input and a task that goes on are no success yet.
  !rpc?.received.some(isUnfinished) &&
  !findings.some(({ level, hop }) => level === 'error' || (level === 'warning' && hop === 'browser'));
