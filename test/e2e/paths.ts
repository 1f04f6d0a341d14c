import type { Driver } from './driver.ts';
import type { Address } from './path-servers.ts';

/** A way in which a request can leave a tab. */
export interface RequestPath {
  readonly name: string;
  /** Runs in the page: makes the request, and waits for its end where a page can see that. */
  readonly call: (url: string) => unknown;
  /** Whether the debug header is on it, inside a tab in debug mode and to a gateway that is switched on. */
  readonly carries: boolean;
  /** Which of the gateway's addresses it goes to. */
  readonly to?: Address;
  /** What arrives where Hopscope adds nothing, when it is not just a request without the header. */
  readonly untouched?: readonly string[];
  /** Works in the tab in front only. */
  readonly inFront?: true;
  /** Takes the tab to another page. */
  readonly leaves?: true;
  /** The only browser that has it. */
  readonly only?: Driver['name'];
}

/**
 * Every way that matters, in Chromium and Firefox. A rule of a tab does not reach service workers and shared workers,
 * which belong to no tab, nor other windows. It is meant for the API calls of a page, so what loads documents, images
 * or scripts, and WebSockets, go without.
 */
export const PATHS: readonly RequestPath[] = [
  { name: 'fetch', carries: true, call: (url) => fetch(url) },
  {
    name: 'fetch with preflight',
    carries: true,
    call: (url) =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
  },
  { name: 'fetch without CORS', carries: true, call: (url) => fetch(url, { mode: 'no-cors' }) },
  {
    name: 'fetch with keepalive',
    carries: true,
    call: (url) => fetch(url, { method: 'POST', body: 'x', keepalive: true }),
  },
  {
    name: 'XMLHttpRequest',
    carries: true,
    call: (url) =>
      new Promise((done) => {
        const request = new XMLHttpRequest();
        request.open('GET', url);
        request.onload = () => done(undefined);
        request.send();
      }),
  },
  {
    name: 'EventSource',
    carries: true,
    call: (url) =>
      new Promise<void>((done) => {
        const source = new EventSource(url);
        source.onmessage = () => {
          source.close();
          done();
        };
      }),
  },
  { name: 'beacon', carries: false, call: (url) => navigator.sendBeacon(url, 'x') },
  {
    name: 'WebSocket',
    carries: false,
    call: (url) =>
      new Promise<void>((done) => {
        new WebSocket(url.replace('http', 'ws')).onclose = () => done();
      }),
  },
  {
    name: 'frame',
    carries: false,
    call: (url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
    },
  },
  {
    name: 'fetch in a frame',
    carries: true,
    call: (url) => {
      const frame = document.createElement('iframe');
      frame.src = `/caller?url=${encodeURIComponent(url)}`;
      document.body.append(frame);
    },
  },
  {
    name: 'fetch in a srcdoc frame',
    carries: true,
    call: (url) => {
      const frame = document.createElement('iframe');
      frame.srcdoc = `<script>fetch('${url}')</script>`;
      document.body.append(frame);
    },
  },
  {
    name: 'fetch in a sandboxed frame',
    carries: true,
    call: (url) => {
      const frame = document.createElement('iframe');
      frame.sandbox.add('allow-scripts');
      frame.srcdoc = `<script>fetch('${url}')</script>`;
      document.body.append(frame);
    },
  },
  {
    name: 'dedicated worker',
    carries: true,
    call: (url) => void new Worker(`/caller.js?url=${encodeURIComponent(url)}`),
  },
  {
    name: 'dedicated worker from a blob',
    carries: true,
    call: (url) => void new Worker(URL.createObjectURL(new Blob([`fetch('${url}')`]))),
  },
  {
    name: 'shared worker',
    carries: false,
    call: (url) => void new SharedWorker(`/caller.js?url=${encodeURIComponent(url)}`),
  },
  {
    name: 'service worker',
    carries: false,
    call: async (url) => {
      // Neither address may hold an escaped slash.
      const scope = `/unused/${new URL(url).port}/`;
      await navigator.serviceWorker.register(`/caller.js?url=${url}`, { scope });
    },
  },
  {
    name: 'page behind a service worker',
    carries: false,
    call: async (url) => {
      const registration = await navigator.serviceWorker.register('/relay.js', { scope: '/relayed/' });
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      while (worker?.state !== 'activated')
        await new Promise((done) => worker?.addEventListener('statechange', done, { once: true }));
      const frame = document.createElement('iframe');
      frame.src = `/relayed/caller?url=${encodeURIComponent(url)}`;
      document.body.append(frame);
    },
  },
  {
    name: 'popup',
    carries: false,
    call: (url) => void open(`/caller?url=${encodeURIComponent(url)}`, '', 'popup'),
  },
  {
    name: 'prerendered page',
    carries: true,
    only: 'chromium',
    inFront: true,
    call: (url) => {
      const script = document.createElement('script');
      script.type = 'speculationrules';
      script.text = JSON.stringify({
        prerender: [{ urls: [`/caller?url=${encodeURIComponent(url)}`], eagerness: 'immediate' }],
      });
      document.head.append(script);
    },
  },
  {
    name: 'redirect to the gateway',
    carries: true,
    call: (url) => fetch(`/redirect?to=${encodeURIComponent(url)}`),
  },
  {
    name: 'redirect within the gateway',
    carries: true,
    call: (url) => fetch(`${url}?to=${encodeURIComponent(`${url}/again`)}`),
  },
  {
    name: 'redirect away from the gateway',
    carries: true,
    call: (url) => fetch(`${url}?to=${encodeURIComponent(`${location.origin}/away`)}`),
  },
  { name: 'other name of the host', carries: false, to: 'other-name', call: (url) => fetch(url) },
  { name: 'host name', carries: true, to: 'name', call: (url) => fetch(url) },
  { name: 'subdomain', carries: false, to: 'subdomain', call: (url) => fetch(url) },
  { name: 'IPv6', carries: true, to: 'ipv6', call: (url) => fetch(url) },
  {
    name: 'international name',
    carries: true,
    to: 'idn',
    call: (url) => fetch(url.replace('xn--bcher-kva', 'bücher')),
  },
  {
    // The browser holds a rule against the address as the page wrote it.
    name: 'user and password',
    carries: false,
    call: (url) =>
      new Promise((done) => {
        const request = new XMLHttpRequest();
        request.open('GET', url.replace('//', '//user:password@'));
        request.onloadend = () => done(undefined);
        request.send();
      }),
  },
  {
    name: 'gateway in place of user and password',
    carries: false,
    to: 'other-name',
    call: (url) =>
      new Promise((done) => {
        const request = new XMLHttpRequest();
        request.open('GET', url.replace('localhost:', '127.0.0.1:80@localhost:'));
        request.onloadend = () => done(undefined);
        request.send();
      }),
  },
  {
    name: 'header set by the page',
    carries: true,
    // The preflight and the request.
    untouched: ['-', 'page'],
    call: (url) => fetch(`${url}?allow=x-litellm-mcp-debug`, { headers: { 'x-litellm-mcp-debug': 'page' } }),
  },
  {
    name: 'refused preflight',
    carries: true,
    call: (url) => fetch(url, { headers: { 'x-not-allowed': '1' } }).catch(() => undefined),
  },
  {
    name: 'form',
    carries: false,
    call: (url) => {
      const frame = document.createElement('iframe');
      frame.name = url;
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: url, target: url });
      document.body.append(frame, form);
      form.submit();
    },
  },
  {
    name: 'image',
    carries: false,
    call: (url) => {
      new Image().src = url;
    },
  },
  {
    name: 'script',
    carries: false,
    call: (url) => {
      const script = document.createElement('script');
      script.src = url;
      document.head.append(script);
    },
  },
  {
    name: 'navigation',
    carries: false,
    leaves: true,
    call: (url) => location.assign(url),
  },
];
