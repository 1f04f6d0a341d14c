import type { CheckResult } from '../../checks/plan.ts';
import type { StepId } from '../../checks/step.ts';
import { inQuotes } from '../../diagnosis/words.ts';
import { HOP_NAMES } from '../../words/hops.ts';
import type { CheckRun } from '../store/checks.ts';

/** What each step of a check is called; of the login as the login timeline calls it. */
export const STEP_NAMES: Readonly<Record<StepId, string>> = {
  reach: 'Reach the gateway',
  initialize: 'Begin to speak MCP',
  tools: 'List the tools',
  call: 'Call a tool',
  'resource-metadata': 'Resource metadata',
  'server-metadata': 'Authorization server metadata',
  registration: 'Client registration',
  preflight: 'CORS preflight',
  direct: 'MCP server itself, without the gateway',
};

/** How a check stands, in a line. */
export function headline({ plan, state, result }: CheckRun): string {
  const name = inQuotes(plan.name);
  if (plan.again) return againHeadline(name, state, result);
  if (result) return `${name} ${verdictWords(result)}`;
  return state === 'running'
    ? `Checking ${name}…`
    : `The check of ${name} was stopped. Nothing more is sent.`;
}

function againHeadline(name: string, state: CheckRun['state'], result: CheckResult | undefined): string {
  if (result) return `${name} ${result.verdict === 'ready' ? 'works' : verdictWords(result)}`;
  return state === 'running' ? `Sending ${name} again…` : `${name} was stopped. Nothing more is sent.`;
}

/** What a check came to, behind the name of what was checked. */
function verdictWords({ verdict, failingHop, cause, failed }: CheckResult): string {
  switch (verdict) {
    case 'ready':
      return 'is ready';
    case 'login-required':
      return 'needs a login';
    case 'broken': {
      const what = cause?.title ?? failed?.says ?? '';
      return `fails at ${failingHop ? HOP_NAMES[failingHop] : 'an unknown hop'}: ${what}`;
    }
  }
}

/** What follows of a verdict that no finding explains. */
export const NEXT: Readonly<Partial<Record<CheckResult['verdict'], string>>> = {
  ready: 'Everything that was asked works.',
  'login-required':
    'It works up to the OAuth login, which only you can do. Log in with your client, then check again with its token.',
};
