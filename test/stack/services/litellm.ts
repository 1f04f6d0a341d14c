import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startProcess } from '../processes.mjs';
import { earlyEnd } from './early-end.ts';
import { freeOrigin, type Service } from './http-server.ts';

/** How LiteLLM is to log, where that is not as it does by itself. */
export interface Logging {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Lines of `litellm_settings`. */
  readonly settings?: readonly string[];
}

/**
 * Starts the real proxy and waits until it serves.
 * @param python of the environment LiteLLM is installed in
 * @param config text of its configuration file
 * @param directory where its configuration file and its log go
 * @param logging when there, LiteLLM also notes which request it writes for (log_origins.py)
 * @returns with `log`, the file of its log, and `origins`, the file of those notes
 * @throws when it ends before it is ready, with the end of its log
 */
export async function startLiteLLM(
  python: string,
  config: string,
  directory: string,
  logging?: Logging,
): Promise<Service & { readonly log: string; readonly origins: string }> {
  const configFile = join(directory, 'litellm.yaml');
  const log = join(directory, 'litellm.log');
  const origins = join(directory, 'log-origins.jsonl');
  await mkdir(directory, { recursive: true });
  await writeFile(configFile, config);
  const origin = await freeOrigin();
  const { hostname, port } = new URL(origin);
  const program = fileURLToPath(import.meta.resolve('./litellm-child.py'));
  const args = [
    program,
    '--config',
    configFile,
    '--host',
    hostname,
    '--port',
    port,
    ...(logging?.args ?? []),
  ];
  const noting = logging && { TZ: 'UTC', ...logging.env, HOPSCOPE_LOG_ORIGINS: origins };
  const child = startProcess(python, args, { env: { ...environment(), ...noting }, log });
  const controller = new AbortController();
  try {
    await Promise.race([
      alive(`${origin}/health/liveliness`, controller.signal),
      earlyEnd('LiteLLM', child.ended, log),
    ]);
  } finally {
    controller.abort();
  }
  return { origin, log, origins, close: child.stop };
}

async function alive(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const response = await fetch(url, { signal }).catch(() => undefined);
    if (response?.ok) return;
    await pause(200);
  }
}

/**
 * Nothing may leave this machine: the price list is the one in the package, and whatever else would go out meets a
 * proxy that nobody runs. The person's own LiteLLM and OpenAI settings stay out.
 */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(LITELLM|OPENAI|DATABASE)_|_proxy$|^PYTHONDONTWRITEBYTECODE$/i.test(name),
  );
  const nowhere = 'http://127.0.0.1:9';
  return {
    ...Object.fromEntries(own),
    LITELLM_LOCAL_MODEL_COST_MAP: 'True',
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    NO_PROXY: '127.0.0.1,localhost',
    PYTHONUNBUFFERED: '1',
  };
}
