import type { Login, LoginStepName, LoginStepState, Tie } from '../../logins/login.ts';

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
export function headline({ state, failure, restarted, steps }: Login): string {
  const left = steps.findLast(({ parts }) => parts.length > 0);
  switch (state) {
    case 'done':
      return 'Logged in';
    case 'failed':
      return `Failed at: ${failure ? STEP_NAMES[failure.step] : ''}`;
    case 'waiting':
      return left?.name === 'authorize' ? 'Waiting for the user' : 'Under way';
    case 'unfinished':
      return restarted ? 'Left, and begun again' : 'Not finished';
  }
}

/** What of an MCP endpoint tells it from others. */
export const pathOf = (endpoint: string): string =>
  URL.canParse(endpoint) ? new URL(endpoint).pathname : endpoint;

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
export const TIE_WORDS: Readonly<Record<Tie, string>> = {
  address: '',
  redirect: 'redirected',
  state: 'same state',
  code_challenge: 'same code challenge',
  code: 'same code',
  client_id: 'same client id',
  redirect_uri: 'by its address only, its state is another',
  token: 'with this token',
  order: 'without the token',
};

/** Said where a token was refused: nobody keeps what would have to be compared. */
export const NO_VERIFIER =
  'Whether the code verifier fits the code challenge can’t be seen: Hopscope keeps no verifier, and a challenge is not made from its mask.';
