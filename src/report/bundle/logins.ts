import { joinLogins } from '../../logins/join.ts';
import type { Login, LoginPart, LoginStep, LoginStepName } from '../../logins/login.ts';
import { endWords, headline, pathOf, STEP_NAMES, stateWords, tieWords } from '../../words/logins.ts';
import { count } from '../../words/quantity.ts';
import { inline, prose, table } from '../markdown.ts';
import type { Reported } from '../report.ts';

const MOST = 5;

/** The latest OAuth logins, each step with the requests it took; nothing where there are none. */
export function loginParts(exchanges: readonly Reported[]): readonly string[] {
  const logins = joinLogins(exchanges, false);
  if (logins.length === 0) return [];
  return [
    '## OAuth logins',
    ...logins.slice(-MOST).flatMap(loginPart),
    ...(logins.length > MOST ? [`The last ${MOST} of ${count(logins.length, 'login')} shown.`] : []),
  ];
}

function loginPart(login: Login): readonly string[] {
  const { endpoint, failure, startedAt, steps } = login;
  const why = failure?.finding
    ? `Request ${failure.exchange}: ${inline(failure.finding.rule)}.`
    : endWords(login);
  const forWhat = endpoint === undefined ? '' : ` for ${inline(pathOf(endpoint))}`;
  return [
    `**${headline(login)}**${forWhat}, begun at ${new Date(startedAt).toISOString()}.${why && ` ${why}`}`,
    table(['Step', 'State', 'Requests'], steps.map(row)),
  ];
}

const row = ({ name, state, parts }: LoginStep): readonly string[] => [
  STEP_NAMES[name],
  state === 'failed' ? '**failed**' : stateWords(name, state),
  parts.map((part) => told(name, part)).join(', ') || '–',
];

function told(step: LoginStepName, { facts, by, failed, earlier }: LoginPart): string {
  const more = [failed ? 'failed' : '', tieWords(step, by), earlier ? 'from before' : ''].filter(Boolean);
  return `${facts.exchange.index}${more.length > 0 ? ` (${prose(more.join(', '))})` : ''}`;
}
