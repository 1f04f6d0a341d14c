import { tail } from '../processes.mjs';

/** Rejects, with the service's name and last words, when it ends before it is ready. */
export async function earlyEnd(name: string, ended: Promise<string>, log: string): Promise<never> {
  const how = await ended;
  throw new Error(`${name} ended while starting (${how}). The end of ${log}:\n${tail(log)}`);
}
