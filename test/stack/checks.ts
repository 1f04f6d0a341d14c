import type { Entry } from 'har-format';
import type { HttpRequest, SendHttp } from '../../src/checks/http.ts';
import { type CheckResult, planCheck, type Verdict } from '../../src/checks/plan.ts';
import { runCheck } from '../../src/checks/run.ts';
import { createSend } from '../../src/checks/send.ts';
import type { CheckTarget } from '../../src/checks/target.ts';
import type { Hop } from '../../src/diagnosis/rule.ts';
import type { Header } from '../../src/exchange/exchange.ts';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { KEY_HEADER } from '../../src/litellm/header-names.ts';
import { freeOrigin } from './services/http-server.ts';
import type { Stack } from './stack.ts';

/** A check of the real stack, and what it has to come to with every release that is recorded. */
export interface CheckCase {
  readonly id: string;
  /** Below the proxy's origin. */
  readonly path: string;
  /** Below that of the reverse proxy in front instead (services/front.ts). */
  readonly isBehindFront?: true;
  /** An address of its own. */
  readonly url?: (stack: Stack) => string | Promise<string>;
  /** The key, `right` when absent. */
  readonly key?: 'right' | 'wrong' | 'malformed' | 'none';
  readonly hasUserToken?: true;
  /** What the server `moody` is told before (services/moods.ts). */
  readonly mood?: string;
  readonly target?: (stack: Stack) => Partial<CheckTarget>;
  readonly verdict: Verdict;
  /** Several where releases differ. */
  readonly hops?: readonly Hop[];
  /** LiteLLM 1.81 names the bare origin as the issuer of every server (issuer-mismatch). */
  readonly hasOtherIssuerIn81?: true;
  /** LiteLLM asks the server at `initialize` or only at `tools/list`, from one time to the next (1.100 to 1.110). */
  readonly failsAtEitherStep?: true;
}

const PAGE = 'http://agent.example';

export const CHECKS: readonly CheckCase[] = [
  { id: 'healthy', path: '/mcp/everything', verdict: 'ready' },
  { id: 'healthy-short-url', path: '/everything/mcp', verdict: 'ready' },
  { id: 'healthy-service', path: '/mcp/service', verdict: 'ready' },
  {
    id: 'healthy-page',
    path: '/mcp/everything',
    target: ({ config }) => ({
      origin: PAGE,
      call: { tool: 'everything-echo', arguments: { message: 'hello' } },
      direct: /everything: \{ url: ([^,]+),/.exec(config)?.[1] ?? '',
    }),
    verdict: 'ready',
  },
  { id: 'dead', path: '/mcp/down', verdict: 'broken', hops: ['gateway-to-server'] },
  { id: 'upstream-401', path: '/mcp/expired', verdict: 'broken', hops: ['gateway-to-server'] },
  { id: 'upstream-403', path: '/mcp/moody', mood: 'forbid', verdict: 'broken', hops: ['gateway-to-server'] },
  {
    id: 'upstream-html',
    path: '/mcp/moody',
    mood: 'html',
    verdict: 'broken',
    hops: ['gateway-to-server'],
    failsAtEitherStep: true,
  },
  {
    id: 'upstream-hangs',
    path: '/mcp/moody',
    mood: 'hang',
    verdict: 'broken',
    hops: ['gateway-to-server'],
    failsAtEitherStep: true,
  },
  {
    id: 'upstream-429',
    path: '/mcp/moody',
    mood: 'throttle',
    verdict: 'broken',
    hops: ['gateway-to-server'],
  },
  {
    id: 'upstream-crashes',
    path: '/mcp/moody',
    mood: 'fail',
    verdict: 'broken',
    hops: ['gateway-to-server'],
  },
  {
    id: 'wrong-key',
    path: '/mcp/everything',
    key: 'wrong',
    verdict: 'broken',
    hops: ['client-to-gateway', 'gateway'],
  },
  {
    id: 'malformed-key',
    path: '/mcp/everything',
    key: 'malformed',
    verdict: 'broken',
    hops: ['client-to-gateway', 'gateway'],
  },
  { id: 'no-key', path: '/mcp/everything', key: 'none', verdict: 'broken', hops: ['client-to-gateway'] },
  { id: 'unknown-alias', path: '/nowhere/mcp', verdict: 'broken', hops: ['gateway'] },
  { id: 'unknown-alias-empty', path: '/mcp/nowhere', verdict: 'broken', hops: ['gateway'] },
  { id: 'login', path: '/mcp/personal', verdict: 'login-required', hasOtherIssuerIn81: true },
  { id: 'logged-in', path: '/mcp/personal', hasUserToken: true, verdict: 'ready' },
  {
    id: 'no-pkce',
    path: '/mcp/pkceless',
    isBehindFront: true,
    verdict: 'broken',
    hops: ['authorization-server'],
  },
  {
    id: 'other-issuer',
    path: '/mcp/misissued',
    isBehindFront: true,
    verdict: 'broken',
    hops: ['authorization-server'],
  },
  {
    id: 'metadata-hidden',
    path: '/mcp/unreadable',
    isBehindFront: true,
    target: () => ({ origin: PAGE }),
    verdict: 'broken',
    hops: ['browser'],
    hasOtherIssuerIn81: true,
  },
  {
    id: 'preflight-refused',
    path: '/mcp/preflightless',
    isBehindFront: true,
    target: () => ({ origin: PAGE }),
    verdict: 'broken',
    hops: ['browser'],
  },
  {
    id: 'sign-in-page',
    path: '/mcp/signin',
    isBehindFront: true,
    verdict: 'broken',
    hops: ['client-to-gateway'],
  },
  {
    id: 'bad-gateway',
    path: '/mcp/badgateway',
    isBehindFront: true,
    verdict: 'broken',
    hops: ['client-to-gateway'],
  },
  {
    id: 'redirected',
    path: '/mcp/moved',
    isBehindFront: true,
    verdict: 'broken',
    hops: ['client-to-gateway'],
  },
  {
    id: 'gateway-down',
    path: '',
    url: async () => `${await freeOrigin()}/mcp`,
    verdict: 'broken',
    hops: ['client-to-gateway'],
  },
  {
    id: 'wrong-port',
    path: '',
    url: ({ agent }) => `${agent}mcp`,
    verdict: 'broken',
    hops: ['client-to-gateway'],
  },
  {
    id: 'tls-due',
    path: '',
    url: ({ proxy }) => `${proxy.replace('http:', 'https:')}/mcp/everything`,
    verdict: 'broken',
    hops: ['client-to-gateway'],
  },
];

/** What a check has to come to with a release. */
export function expectedOf(
  { verdict, hops, hasOtherIssuerIn81 }: CheckCase,
  litellm: string,
): { readonly verdict: Verdict; readonly hops: readonly (Hop | undefined)[] } {
  return hasOtherIssuerIn81 && litellm.startsWith('1.81.')
    ? { verdict: 'broken', hops: ['authorization-server'] }
    : { verdict, hops: hops ?? [undefined] };
}

/** What a check came to, and what it sent and got. */
export interface Checked {
  readonly target: CheckTarget;
  readonly result: CheckResult;
  readonly entries: readonly Entry[];
  readonly inspected: readonly Inspected[];
  /** What was sent, with its credentials. */
  readonly requests: readonly HttpRequest[];
}

/** A check of a running stack: what is to be checked, and the headers with its credentials. */
export interface Prepared {
  readonly target: CheckTarget;
  readonly credentials: readonly Header[];
}

/** Says a check in the addresses and keys of a stack. */
export async function prepareCheck(stack: Stack, each: CheckCase): Promise<Prepared> {
  const credentials = credentialsOf(stack, each);
  const origin = each.isBehindFront ? stack.gateways[1] : stack.proxy;
  const url = each.url ? await each.url(stack) : `${origin}${each.path}`;
  const credentialHeaders = credentials.map(({ name }) => name);
  return { target: { url, credentialHeaders, ...each.target?.(stack) }, credentials };
}

/** Does something while the server `moody` is as a check wants it. */
export async function inMood<T>({ moody }: Stack, { mood }: CheckCase, act: () => Promise<T>): Promise<T> {
  const become = async (which: string) => (await fetch(`${moody}/mood/${which}`)).text();
  await become(mood ?? 'well');
  try {
    return await act();
  } finally {
    await become('well');
  }
}

/** Runs a check of the stack. */
export async function checkStack(stack: Stack, each: CheckCase, sendHttp: SendHttp): Promise<Checked> {
  return inMood(stack, each, async () => runPrepared(await prepareCheck(stack, each), sendHttp));
}

/** Runs a check without a panel. */
export async function runPrepared({ target, credentials }: Prepared, sendHttp: SendHttp): Promise<Checked> {
  const [entries, inspected, requests]: [Entry[], Inspected[], HttpRequest[]] = [[], [], []];
  const inspector = createInspector();
  const noted: SendHttp = (request, stop) => {
    requests.push(request);
    return sendHttp(request, stop);
  };
  const stop = new AbortController().signal;
  const send = createSend(noted, Date.now, {
    check: 1,
    target: target.url,
    credentials,
    patience: PATIENCE,
    stop,
  });
  const result = await runCheck(planCheck(target), send, (entry) => {
    entries.push(entry);
    const one = inspector.add(entry);
    if (!one) throw new Error('what a check sent was not inspected');
    inspected.push(one);
    return one;
  });
  return { target, result, entries, inspected, requests };
}

/** Milliseconds; LiteLLM asks a rate-limited server again for 3 s. */
const PATIENCE = 10_000;

const KEYS = { wrong: 'Bearer sk-throwaway-wrong-key-5678', malformed: 'Bearer not-a-key', none: undefined };

function credentialsOf(
  { key, userToken }: Stack,
  { key: which = 'right', hasUserToken }: CheckCase,
): readonly Header[] {
  const value = which === 'right' ? `Bearer ${key}` : KEYS[which];
  return [
    ...(value === undefined ? [] : [{ name: KEY_HEADER, value }]),
    ...(hasUserToken ? [{ name: 'authorization', value: `Bearer ${userToken}` }] : []),
  ];
}
