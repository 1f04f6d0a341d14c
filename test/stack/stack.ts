import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { installLiteLLM, PINNED_LITELLM } from './install/litellm.ts';
import { state } from './paths.ts';
import { progress } from './progress.mjs';
import { startAgentPage } from './services/agent-page.ts';
import { fetchToken, MACHINE, startAuthorizationServer, USER } from './services/authorization-server.ts';
import { startEverything } from './services/everything.ts';
import { startFront } from './services/front.ts';
import { answerGuarded } from './services/guarded-server.ts';
import { freeOrigin, listen, type Service } from './services/http-server.ts';
import { type Logging, startLiteLLM } from './services/litellm.ts';
import { litellmConfig } from './services/litellm-config.ts';
import { startModel } from './services/model.ts';
import { startMoody } from './services/moody-server.ts';
import { startNginx } from './services/nginx.ts';
import { policyConfig } from './services/policy-config.ts';

/** Milliseconds that a test may wait for it: LiteLLM starts in 10 to 40 s, and later where its files are not in memory yet. */
export const STACK_START = 400_000;

/** The real services, running on loopback. */
export interface Stack {
  /** The proxy's release. */
  readonly litellm: string;
  /** The proxy's origin, without a slash at the end. */
  readonly proxy: string;
  /** Origins the agent page sends MCP to: the proxy's, and that of what stands in front of it. */
  readonly gateways: readonly string[];
  /** URL of the agent page, on an origin of its own. */
  readonly agent: string;
  /** The proxy's one valid key, without "Bearer ". */
  readonly key: string;
  /** A user's token for the server `guarded`, without "Bearer ". */
  readonly userToken: string;
  /** Origin of the server `moody`, which behaves as it is told (services/moods.ts). */
  readonly moody: string;
  /** The proxy's configuration file, as text. */
  readonly config: string;
  /** The file of the proxy's log. */
  readonly log: string;
  /** The file that says for which request each line of it was written, where `logging` was asked for. */
  readonly origins: string;
  /** Stops everything; resolves when no process and no port is left. */
  close(): Promise<void>;
}

interface Options {
  /** A release, installed if need be; the pinned one when absent. */
  readonly litellm?: string;
  /** Starts a gateway with policies, which only recent releases know, and nginx, too. */
  readonly withPolicies?: boolean;
  /** How the proxy logs, for who reads its log. */
  readonly logging?: Logging | undefined;
}

/**
 * Starts LiteLLM, its MCP servers, the authorization server, a local model and the agent page, each on a free port.
 * @throws when one of them does not start, named, with the end of its log; the others are stopped by then
 */
export async function startStack({
  litellm = PINNED_LITELLM,
  withPolicies = false,
  logging,
}: Options = {}): Promise<Stack> {
  const python = await installLiteLLM(litellm);
  await mkdir(state, { recursive: true });
  const files = await mkdtemp(join(state, 'run-'));
  const removeFiles = () => rmSync(files, { recursive: true, force: true });
  process.once('exit', removeFiles);
  const running: Service[] = [];
  const close = async () => {
    await Promise.all(running.splice(0).map((service) => service.close()));
  };
  try {
    const services = await progress(`Starting LiteLLM ${litellm} and its servers`, () =>
      start(python, files, running, { withPolicies, logging }),
    );
    return { ...services, litellm, close };
  } catch (error) {
    // The message names its logs.
    process.off('exit', removeFiles);
    await close();
    throw error;
  }
}

/** Names the variable in which a run's processes find the stack that they share. */
const SHARED = 'HOPSCOPE_STACK';

/** Starts a stack for processes to come, which find it by `env` (joinStack). */
export async function shareStack(options: Options = {}): Promise<{
  close(): Promise<void>;
  readonly env: Record<string, string>;
}> {
  const stack = await startStack(options);
  return { close: () => stack.close(), env: { [SHARED]: JSON.stringify(stack) } };
}

/** The stack that the run shares, which stays when it is closed here; or a new one, for a test file that runs by itself. */
export async function joinStack(): Promise<Stack> {
  const shared = process.env[SHARED];
  if (shared === undefined) return startStack();
  return { ...(JSON.parse(shared) as Omit<Stack, 'close'>), close: async () => undefined };
}

/**
 * @param files directory for configuration and logs
 * @param running gets each service as soon as it runs
 */
async function start(
  python: string,
  files: string,
  running: Service[],
  { withPolicies, logging }: Pick<Options, 'withPolicies' | 'logging'>,
): Promise<Omit<Stack, 'litellm' | 'close'>> {
  const keep = async <S extends Service>(starting: Promise<S>): Promise<S> => {
    const service = await starting;
    running.push(service);
    return service;
  };
  const masterKey = 'sk-throwaway-master-key-1234';
  const staticToken = 'throwaway-service-token';
  const everything = await keep(startEverything(join(files, 'everything.log')));
  const guarded = await keep(listen());
  const resource = `${guarded.origin}/mcp`;
  const authorizationServer = await keep(
    startAuthorizationServer(resource, join(files, 'authorization-server.log')),
  );
  await answerGuarded(guarded, authorizationServer.origin, staticToken);
  const model = await keep(startModel());
  const moody = await keep(startMoody());
  const config = litellmConfig(
    {
      masterKey,
      everything: `${everything.origin}/mcp`,
      guarded: resource,
      admin: `${guarded.origin}/admin`,
      staticToken,
      authorizationServer: authorizationServer.origin,
      machine: MACHINE,
      down: `${await freeOrigin()}/mcp`,
      model: model.origin,
      moody: `${moody.origin}/mcp`,
    },
    logging?.settings,
  );
  const proxy = await keep(startLiteLLM(python, config, files, logging));
  const front = await keep(startFront(proxy.origin));
  const policies = policyConfig({
    masterKey,
    everything: `${everything.origin}/mcp`,
    moody: `${moody.origin}/mcp`,
    model: model.origin,
  });
  const strict = withPolicies
    ? await keep(startLiteLLM(python, policies, join(files, 'policies')))
    : undefined;
  const edge = withPolicies ? await keep(startNginx(proxy.origin, join(files, 'nginx'))) : undefined;
  const userToken = await fetchToken(authorizationServer.origin, USER);
  const agent = await keep(
    startAgentPage({
      proxy: proxy.origin,
      key: masterKey,
      userToken,
      moody: moody.origin,
      front: front.origin,
      policies: strict?.origin ?? '',
      edge: edge?.origin ?? '',
      nowhere: await freeOrigin(),
    }),
  );
  return {
    proxy: proxy.origin,
    gateways: [proxy, front, strict, edge].flatMap((each) => each?.origin ?? []),
    agent: `${agent.origin}/`,
    key: masterKey,
    userToken,
    moody: moody.origin,
    config: strict ? `${config}---\n${policies}` : config,
    log: proxy.log,
    origins: proxy.origins,
  };
}
