import type { Agent } from '../scenarios/scenario.ts';
import { logIn } from './login.ts';
import { askModel } from './responses.ts';
import { openSession, send } from './send.ts';
import { sendFromWorker } from './send-from-worker.ts';
import { useServer } from './server.ts';
import type { Settings } from './settings.ts';

/**
 * What scenarios play with.
 * @param onProgress is told how far a slow tool is
 */
export function createAgent(
  { proxy, key, userToken, moody, front, policies, edge, nowhere }: Settings,
  onProgress: (text: string) => void,
): Agent {
  const at = (address: string) => new URL(address, proxy);
  return {
    key,
    userToken,
    moody,
    useServer: (address, headers, call) => useServer(at(address), headers, call, onProgress),
    ask: (address, headers, prompt) => askModel(at(address), headers, prompt),
    send: (address, headers, request) => send(at(address), headers, request),
    sendFromWorker: (address, headers, request) =>
      sendFromWorker({ url: at(address).href, headers, request }),
    openSession: (address, headers) => openSession(at(address), headers),
    front,
    policies,
    edge,
    nowhere,
    logIn: (address, headers, login) => logIn(at(address), headers, login, onProgress),
  };
}
