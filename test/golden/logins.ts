import { joinLogins } from '../../src/logins/join.ts';
import type { Login, LoginPart, LoginStep } from '../../src/logins/login.ts';
import type { Recording } from './recordings.ts';

/** The logins of every recording that has any, a step a line, so that a changed verdict is a changed line. */
export function loginTimelines(recordings: readonly Recording[]): string {
  const scenarios = recordings.flatMap(({ litellm, scenario, inspected }) => {
    const logins = joinLogins(inspected, false);
    return logins.length === 0 ? [] : [[`${scenario} (${litellm})`, ...logins.flatMap(lines)].join('\n')];
  });
  return [...HEADER, ...scenarios].join('\n\n').concat('\n');
}

const HEADER = [
  [
    'The logins in each recording (test/fixtures/LITELLM/SCENARIO.har), written by `npm run generate`.',
    'A line is a step: its state, then the entries of the HAR file that belong to it and what joined them. `!` marks',
    'an entry that failed, `^` one that an earlier login made.',
  ].join('\n'),
];

function lines({ endpoint, state, failure, restarted, steps }: Login): readonly string[] {
  const why = failure
    ? ` at ${failure.step}, #${failure.exchange}: ${failure.finding?.rule ?? 'no finding'}`
    : '';
  const path = endpoint === undefined ? 'unknown endpoint' : new URL(endpoint).pathname;
  return [`  ${path}: ${state}${why}${restarted ? ', begun again' : ''}`, ...steps.map(line)];
}

const line = ({ name, state, parts }: LoginStep): string =>
  `    ${name.padEnd(18)} ${state.padEnd(12)} ${parts.map(entry).join('  ')}`.trimEnd();

const entry = ({ facts, by, failed, earlier }: LoginPart): string =>
  `#${facts.exchange.index}${failed ? '!' : ''}${earlier ? '^' : ''} by ${by}`;
