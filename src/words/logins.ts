import type { Login, LoginStep, LoginStepName, LoginStepState, Tie } from '../logins/login.ts';
import { patience } from '../logins/patience.ts';
import { count } from './quantity.ts';

/** What each step of a login is called. */
export const STEP_NAMES: Readonly<Record<LoginStepName, string>> = {
  challenge: 'Challenge',
  'resource-metadata': 'Resource metadata',
  'server-metadata': 'Authorization server metadata',
  registration: 'Client registration',
  authorize: 'User sent to log in',
  callback: 'Return to the client',
  token: 'Token request',
  call: 'First request with the token',
};

export const STEP_MEANINGS: Readonly<Record<LoginStepName, string>> = {
  challenge: 'An MCP endpoint answers 401 and says where to log in',
  'resource-metadata': 'RFC 9728: which authorization server the endpoint trusts',
  'server-metadata': 'RFC 8414: where that server registers clients, logs users in and issues tokens',
  registration: 'RFC 7591: the client gets an id; one that has an id already leaves this out',
  authorize: 'The browser goes to the authorization endpoint, by way of LiteLLM or straight',
  callback: 'The browser is sent back to the client, with a code or an error',
  token: 'The client exchanges the code for a token',
  call: 'The client calls the MCP endpoint again, now with the token',
};

/** What became of a login, in a few words. */
export function headline(login: Login): string {
  const { state, failure, steps } = login;
  switch (state) {
    case 'done':
      return 'Logged in';
    case 'failed':
      return `Failed at: ${failure ? STEP_NAMES[failure.step] : ''}`;
    case 'waiting':
      return lastOf(steps) === 'authorize' ? 'Waiting for the user' : 'Under way';
    case 'left':
      return left(login);
    case 'unfinished':
      return 'Not finished';
  }
}

/** The last step that was taken, in this login or in one before it. */
const lastOf = (steps: readonly LoginStep[]): LoginStepName =>
  steps.findLast(({ parts }) => parts.length > 0)?.name ?? 'challenge';

/** Where a login was left. Only this tab is seen, and windows that it opened where debug mode covers them. */
function left({ end, steps }: Login): string {
  if (end === 'restart') return 'Abandoned, then restarted';
  const last = lastOf(steps);
  switch (last) {
    case 'authorize':
      return `The user did not come back from the login ${isInWindow(steps) ? 'window' : 'page'}`;
    case 'callback':
      return 'The callback was reached; the token was not requested in this tab (the page’s own server may have done it)';
    case 'token':
    case 'call':
      return 'A token was issued; no request in this tab carried it (the page’s own server may use it)';
    case 'challenge':
    case 'resource-metadata':
    case 'server-metadata':
    case 'registration': {
      const own = steps.findLast(({ parts }) => parts.some(({ earlier }) => !earlier))?.name ?? last;
      return `Stopped after the ${inSentence(STEP_NAMES[own])}: ${MISSING[last]}`;
    }
  }
}

const isInWindow = (steps: readonly LoginStep[]): boolean =>
  steps.some(({ parts }) => parts.some(({ facts }) => facts.exchange.window !== undefined));

const inSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** What a client did not do that had taken this step last. */
const MISSING = {
  challenge: 'the client did not ask for the metadata',
  'resource-metadata': 'the client did not ask for the authorization server’s metadata',
  'server-metadata': 'the client did not register, and this tab opened no login page',
  registration: 'this tab opened no login page',
} as const;

/** What shows that a login was left, one sentence; '' where the headline says so. */
export function endWords({ end, steps }: Login): string {
  if (end === undefined || end === 'restart') return '';
  switch (end) {
    case 'call':
      return 'The client called the endpoint again without the token of this login.';
    case 'page':
      return 'The page was loaded again.';
    case 'silence':
      return `No further step came within ${seconds(patience(lastOf(steps)) / 1000)}.`;
  }
}

/** A round number of seconds. */
const seconds = (number: number): string =>
  number < 60 ? count(number, 'second') : count(number / 60, 'minute');

/** What of an address tells it from others of the same gateway. */
export const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** How a step stands, where that is not simply done. */
export function stateWords(name: LoginStepName, state: LoginStepState): string {
  switch (state) {
    case 'done':
      return 'done';
    case 'failed':
      return 'failed';
    case 'not-seen':
      return 'not seen';
    case 'not-reached':
      return 'not reached';
    case 'waiting':
      return name === 'callback' ? 'waiting for the user' : 'waiting';
  }
}

/** What joined an exchange to its login; '' where its address alone says so. */
export function tieWords(step: LoginStepName, by: Tie): string {
  if (step === 'token' && (by === 'redirect_uri' || by === 'client_id')) return `${TIE_WORDS[by]} only`;
  if (step === 'callback' && by === 'redirect_uri') return 'by its address only, its state is another';
  return TIE_WORDS[by];
}

const TIE_WORDS: Readonly<Record<Tie, string>> = {
  address: '',
  redirect: 'redirected',
  state: 'same state',
  code_challenge: 'same code challenge',
  code: 'same code',
  repeat: 'same code as the token request before',
  client_id: 'same client id',
  redirect_uri: 'same redirect URI',
  token: 'with this token',
  'new-token': 'with a new token',
  order: 'without the token',
};

/** Said where a token was refused: nobody keeps what would have to be compared. */
export const NO_VERIFIER =
  'Whether the code verifier fits the code challenge can’t be seen: Hopscope keeps no verifier, and a challenge is not made from its mask.';
