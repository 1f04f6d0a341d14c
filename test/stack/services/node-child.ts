import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startProcess } from '../processes.mjs';
import { earlyEnd } from './early-end.ts';
import type { Service } from './http-server.ts';

/**
 * Starts a Node program that listens, kept to loopback (see loopback-child.mjs).
 * @param name for messages
 * @param program a module specifier, TypeScript or JavaScript
 * @throws when it ends before it listens, with the end of its log
 */
export async function startNodeChild(
  name: string,
  program: string,
  args: readonly string[],
  log: string,
): Promise<Service> {
  const preloads = ['tsx', './loopback-child.mjs'].flatMap((each) => ['--import', import.meta.resolve(each)]);
  const file = fileURLToPath(import.meta.resolve(program));
  const child = startProcess(process.execPath, [...preloads, file, ...args], { log, ipc: true });
  const listening = once(child.process, 'message') as Promise<[AddressInfo]>;
  const [{ port }] = await Promise.race([listening, earlyEnd(name, child.ended, log)]);
  return { origin: `http://127.0.0.1:${port}`, close: child.stop };
}
