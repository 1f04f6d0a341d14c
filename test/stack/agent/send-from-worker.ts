import type { Errand } from './worker.ts';

/**
 * Sends one request from a service worker of the page, which lives as long as that takes.
 * @returns the answer, read to its end
 * @throws what `send` throws
 */
export async function sendFromWorker(errand: Errand): Promise<string> {
  const registration = await navigator.serviceWorker.register('/worker.js', { type: 'module' });
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  try {
    return await new Promise<string>((resolve, reject) => {
      port1.onmessage = ({ data }: MessageEvent<{ text: string } | { failed: string }>) =>
        'text' in data ? resolve(data.text) : reject(new Error(data.failed));
      active?.postMessage(errand, [port2]);
    });
  } finally {
    port1.close();
    await registration.unregister();
  }
}
