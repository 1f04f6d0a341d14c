import { allInQuotes } from '../../diagnosis/words.ts';
import { memberOf, textIn } from '../../exchange/json.ts';
import { count } from '../../words/quantity.ts';
import { failureOf, resultOf, took } from '../answer.ts';
import type { Found } from '../found.ts';
import { open } from '../open.ts';
import { type Asking, type Endpoint, endSession } from '../request.ts';
import { listTools } from './tools.ts';

/** What the MCP server itself answers. */
export interface DirectFound extends Found {
  /** How many tools it lists; absent where it lists none. */
  readonly tools?: number;
}

const UNPROVED = 'This does not prove that the gateway can’t reach it.';

/**
 * Asks the MCP server for the same, without the gateway and without a credential.
 * @param through the tools that the gateway listed, by its names
 */
export function* askDirectly(url: string, through: readonly string[]): Asking<DirectFound> {
  const endpoint: Endpoint = { url, isDirect: true };
  const opening = yield* open(endpoint, 'direct');
  const { last, revisions, answers } = opening;
  const { status } = last.exchange.response;
  if (status === 401 || status === 403)
    return {
      status: 'ok',
      says: `The MCP server answers ${status} to a request without a credential in ${took(last)}: it can be reached, and wants a login.`,
      answers,
    };
  if (revisions.length === 0)
    return { status: 'failed', says: `From here: ${failureOf(last)} ${UNPROVED}`, answers };
  const listing = yield* listTools(opening.endpoint, 'direct', revisions[0]);
  const all = [...answers, ...listing.answers];
  if (opening.hasSession) all.push(yield endSession(opening.endpoint, revisions[0]));
  const failed = listing.answers.find(({ rpc }) => !rpc?.received.some(({ type }) => type === 'result'));
  if (failed) return { status: 'failed', says: `From here: ${failureOf(failed)} ${UNPROVED}`, answers: all };
  const info = memberOf(resultOf(last), 'serverInfo');
  const about = [textIn(info, 'name'), textIn(info, 'version')]
    .filter((each) => each !== undefined)
    .join(' ');
  return {
    status: 'ok',
    says: `${about === '' ? 'The MCP server' : allInQuotes([about])} lists ${count(listing.names.length, 'tool')} itself${differenceOf(listing.names, through)}.`,
    answers: all,
    tools: listing.names.length,
  };
}

/** What the gateway does not pass on, its prefix taken off: an alias and a separator before the server's own name. */
function differenceOf(own: readonly string[], through: readonly string[]): string {
  if (through.length === 0) return '';
  const missing = own.filter(
    (name) =>
      !through.some(
        (each) => each === name || (/[-_:/.]$/.test(each.slice(0, -name.length)) && each.endsWith(name)),
      ),
  );
  if (missing.length === 0) return ', and the gateway passes all of them on';
  return `, of which the gateway does not pass on ${allInQuotes(missing.slice(0, 5))}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`;
}
