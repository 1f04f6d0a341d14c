import { allInQuotes, inQuotes } from '../../diagnosis/words.ts';
import { textIn } from '../../exchange/json.ts';
import type { Inspected } from '../../inspect.ts';
import { toolsListed } from '../../mcp/rpc.ts';
import { count } from '../../words/quantity.ts';
import { answered, causeOf, failureOf, faultOf, missesTarget, resultOf, took } from '../answer.ts';
import { type Asking, type Endpoint, rpcRequest } from '../request.ts';
import type { StepId } from '../step.ts';

/** The tools of an endpoint, as far as they were listed. */
export interface Listing {
  readonly names: readonly string[];
  readonly answers: readonly Inspected[];
  /** Whether every page came. */
  readonly isWhole: boolean;
}

/** So many pages are read of a list; a server may go on for ever. */
export const MOST_PAGES = 3;

/** Lists the tools of an endpoint, page by page (MCP, server/utilities/pagination). */
export function* listTools(endpoint: Endpoint, step: StepId, revision: string | undefined): Asking<Listing> {
  const answers: Inspected[] = [];
  let cursor: string | undefined;
  do {
    const params = cursor === undefined ? undefined : { cursor };
    const answer = yield rpcRequest(endpoint, {
      step,
      method: 'tools/list',
      id: 10 + answers.length,
      revision,
      ...(params && { params }),
    });
    answers.push(answer);
    cursor = textIn(resultOf(answer), 'nextCursor');
  } while (cursor !== undefined && answers.length < MOST_PAGES);
  const names = answers.flatMap(({ rpc }) =>
    (rpc?.received ?? []).flatMap((each) => toolsListed(each) ?? []),
  );
  return { names, answers, isWhole: cursor === undefined };
}

/** Whether a list is what its client wanted: it came, and nothing says that a server is missing in it, or that it is of others. */
export const isGood = ({ answers }: Listing): boolean =>
  answers.every((each) => answered(each) && faultOf(each) === undefined) && !answers.some(missesTarget);

/** What a list holds, or why there is none, in one sentence. */
export function listingWords(listing: Listing): string {
  const { names, answers, isWhole } = listing;
  const [first] = answers;
  const failed = answers.find((each) => causeOf(each) !== undefined || !answered(each));
  const missing = failed && !isGood(listing) ? failureOf(failed) : undefined;
  if (first === undefined || (names.length === 0 && missing !== undefined)) return missing ?? 'Nothing came.';
  const some = names.slice(0, MOST_NAMED);
  const left = names.length - some.length;
  const more = isWhole ? (left > 0 ? ` and ${left} more` : '') : ' and more';
  const list = some.length === 0 ? '' : `: ${allInQuotes(some)}${more}`;
  const number = `${isWhole ? '' : 'more than '}${count(names.length, 'tool')}`;
  const outcomes = first.outcomes?.filter(({ status }) => status !== 'ok') ?? [];
  const others = outcomes.map(({ server, status }) => `${inQuotes(server)} ${status.replaceAll('_', ' ')}`);
  return `${number} in ${took(first)}${list}.${others.length > 0 ? ` Not listed: ${others.join(', ')}.` : ''}`;
}

const MOST_NAMED = 3;
