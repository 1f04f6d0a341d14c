import { memoize } from '../exchange/memoize.ts';
import { answersOf } from '../litellm/answers.ts';
import { withoutQuery } from '../litellm/routes.ts';
import { toolResult, toolsListed } from '../mcp/rpc.ts';
import { isDone } from './done.ts';
import type { Finding, HopVerdicts, Judged } from './rule.ts';
import { senderOf } from './senders.ts';

/** What can be settled: what was judged when it came, and each of its hops. */
interface Settling extends Judged {
  readonly hops: HopVerdicts;
}

/**
 * Looks at a recording as a whole. What a rule can't know when its exchange comes is whether the client gets over it: a finding with `endsWith`
 * becomes an error where nothing in the recording shows that its state ended, and no error of its endpoint, then or later, names another cause.
 * @returns the same objects, but for the exchanges that have such a finding; of those the same as last time, where the same became an error.
 * Settling again changes nothing
 */
export function settle<T extends Settling>(recording: readonly T[]): readonly T[] {
  const open = recording.flatMap(({ findings }) => findings.filter(isOpen));
  if (open.length === 0) return recording;
  const isAboutTools = open.some(({ endsWith }) => endsWith === 'tools');
  const withTools = new Set(isAboutTools ? recording.filter(showsTools).map(endpointOf) : []);
  const answered = new Set<string>();
  const explained = new Set<string>();
  const settled = recording.toReversed().map((each) => {
    const endpoint = endpointOf(each);
    const isStuck = !isDone(each) && !answered.has(endpoint);
    if (isDone(each)) answered.add(endpoint);
    if (each.findings.some(({ level }) => level === 'error')) explained.add(endpoint);
    if (explained.has(endpoint)) return each;
    const lasting = each.findings.filter(
      (finding) => isOpen(finding) && (finding.endsWith === 'tools' ? !withTools.has(endpoint) : isStuck),
    );
    return lasting.length === 0 ? each : withErrors(each, lasting);
  });
  return settled.toReversed();
}

const isOpen = ({ endsWith, level }: Finding): boolean => endsWith !== undefined && level !== 'error';

interface Raised {
  readonly lasting: readonly Finding[];
  readonly settled: Settling;
}

/** What is remembered by object, and shown, depends on its being the same one. */
const raisedBefore = new WeakMap<Settling, Raised>();

function withErrors<T extends Settling>(each: T, lasting: readonly Finding[]): T {
  const before = raisedBefore.get(each);
  const isSame =
    before?.lasting.length === lasting.length && lasting.every((one, at) => one === before.lasting[at]);
  if (before && isSame) return before.settled as T;
  const settled = raise(each, lasting);
  raisedBefore.set(each, { lasting, settled });
  return settled;
}

function raise<T extends Settling>(each: T, lasting: readonly Finding[]): T {
  const raised = new Set(lasting);
  const errors = lasting.map((finding) => ({ ...finding, level: 'error' as const }));
  return {
    ...each,
    findings: [...errors, ...each.findings.filter((finding) => !raised.has(finding))],
    hops: { ...each.hops, ...Object.fromEntries(errors.map(({ hop }) => [hop, 'bad'])) },
  };
}

/** Who sent an exchange where, whatever its method. */
export const endpointOf = memoize(
  ({ exchange }: Pick<Judged, 'exchange'>): string =>
    `${senderOf({ exchange })} ${withoutQuery(exchange.request.url)}`,
);

/** Whether tools were listed, or one ran. */
const showsTools = memoize(({ exchange, rpc, route }: Judged): boolean =>
  answersOf(exchange, rpc, route).some(
    (message) => (toolsListed(message)?.length ?? 0) > 0 || toolResult(message)?.isError === false,
  ),
);
