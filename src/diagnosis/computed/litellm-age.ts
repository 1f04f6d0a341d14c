import { header } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { originOf } from '../../exchange/origin.ts';
import type { Facts } from '../rule.ts';

/** The releases at which advice differs: the second number of LiteLLM 1.x. */
type Release = 100 | 108;
const RELEASES: readonly Release[] = [100, 108];

/** Whether a gateway is LiteLLM of a release or newer, and what shows it. */
export interface Age {
  readonly is: 'older' | 'newer';
  /** As people read it: `the header x-litellm-version`. */
  readonly because: string;
}

/**
 * Whether the LiteLLM that a request went to is older than 1.{release}, or that one or newer: by what it says and only some versions say, in this
 * exchange or before.
 * @returns undefined where nothing shows it, and where both show, as with replicas of different versions
 */
export function litellmAge(release: Release, facts: Facts, past: readonly Facts[]): Age | undefined {
  const origin = originOf(facts.exchange.request.url);
  const sign = (is: Age['is']): Sign | undefined =>
    signsOf(facts).find((each) => shows(each, is, release)) ??
    bySign(past)
      .get(keyOf(origin, is, release))
      ?.slice(0, 1)
      .flatMap(signsOf)
      .find((each) => shows(each, is, release));
  const [older, newer] = [sign('older'), sign('newer')];
  if (older && newer) return undefined;
  if (older) return { is: 'older', because: older.says };
  return newer && { is: 'newer', because: newer.says };
}

/** Something that only some versions say: from a release on, or before one. */
interface Sign {
  readonly from?: number;
  readonly before?: number;
  readonly says: string;
}

const shows = ({ from, before }: Sign, is: Age['is'], release: Release): boolean =>
  is === 'newer' ? from !== undefined && from >= release : before !== undefined && before <= release;

const keyOf = (origin: string | undefined, is: Age['is'], release: Release): string =>
  `${is} ${release} ${origin}`;

const bySign = groupIncrementally((facts: Facts) => {
  const signs = signsOf(facts);
  if (signs.length === 0) return [];
  const origin = originOf(facts.exchange.request.url);
  return RELEASES.flatMap((release) =>
    (['older', 'newer'] as const)
      .filter((is) => signs.some((sign) => shows(sign, is, release)))
      .map((is) => keyOf(origin, is, release)),
  );
});

/** Words that came with a release, or went with one (recorded with 1.81, 1.100, 1.108 and 1.110; catalog.py, proxy_server.py). */
const WORDS: readonly (Sign & { readonly words: RegExp })[] = [
  {
    from: 109,
    words: /Every MCP server in scope failed to list tools/,
    says: 'the words “Every MCP server in scope failed to list tools”',
  },
  {
    from: 100,
    words: /MCP server, toolset, or access group '/,
    says: 'the words “MCP server, toolset, or access group”',
  },
  { before: 100, words: /^MCP server '[^']{1,200}' not found/, says: 'the words “MCP server … not found”' },
];

/** Labels of `x-mcp-debug-auth-resolution` that came with 1.108 (mcp_debug.py). */
const NEW_LABELS: ReadonlySet<string> = new Set([
  'stored-user-token',
  'token-exchange',
  'id-jag',
  'aws-sigv4',
  'extra-headers',
  'unresolved',
  'multiple',
  'not-applicable',
  'resolution-failed',
]);

function signsOf({ exchange: { response }, failure, refusals, debug, outcomes }: Facts): readonly Sign[] {
  // What a tool says may be of another gateway.
  const own = (refusals ?? []).filter(({ carrier }) => carrier !== 'tool-result');
  const said = [failure?.message ?? '', ...own.map(({ words }) => words)];
  const [, minor] = /^1\.(\d{1,4})\b/.exec(header(response.headers, 'x-litellm-version') ?? '') ?? [];
  const challenge = header(response.headers, 'www-authenticate') ?? '';
  return [
    ...(minor === undefined
      ? []
      : [{ from: Number(minor), before: Number(minor) + 1, says: 'the header x-litellm-version' }]),
    ...WORDS.filter(({ words }) => said.some((each) => words.test(each))),
    ...(NEW_LABELS.has(debug?.resolution ?? '')
      ? [{ from: 108, says: `the label “${debug?.resolution}” of a debug header` }]
      : []),
    ...(outcomes?.some(({ said: instead }) => instead === undefined)
      ? [{ from: 100, says: 'litellm.ai/server_outcomes in a list of tools' }]
      : []),
    ...(/^Bearer authorization_uri=[^"\s]/i.test(challenge)
      ? [{ before: 100, says: 'authorization_uri without quotes in a challenge' }]
      : []),
  ];
}
