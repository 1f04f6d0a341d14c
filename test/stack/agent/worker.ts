import type { PlainRequest } from '../scenarios/scenario.ts';
import { send } from './send.ts';

/** What the page asks its service worker to send. */
export interface Errand {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly request: PlainRequest;
}

/** The page's service worker: sends what it is asked to, and hands back the answer, or what was thrown. */
addEventListener('message', ({ data, ports: [port] }: MessageEvent<Errand>) => {
  send(new URL(data.url), data.headers, data.request).then(
    (text) => port?.postMessage({ text }),
    (error: unknown) => port?.postMessage({ failed: String(error) }),
  );
});
