/** Something a page does, and all it can see of how it went. It runs in the page, so it may use nothing around it. */
export interface Probe {
  readonly name: string;
  /** @param base the gateway's address for this run, without a slash at the end */
  readonly run: (base: string) => unknown;
  /** What it comes to in any browser, where the comparison would prove nothing otherwise. */
  readonly sees?: unknown;
  /** Where only one browser has anything to compare; docs/firefox.md has the reasons. */
  readonly only?: 'chromium';
}

/**
 * Goes into every page before the probes: `describeAnswer` is what a page can see of an answer, in one object. There is room for
 * the traces of all requests, however often a page asks.
 */
export const PREPARATION = `performance.setResourceTimingBufferSize(100_000);
globalThis.describeAnswer = async (url, init) => {
  try {
    const response = await fetch(url, init);
    const { type, status, statusText, ok, redirected, url: finalUrl } = response;
    const body = await response.text().catch(String);
    return { type, status, statusText, ok, redirected, finalUrl, headers: [...response.headers], body };
  } catch (error) {
    return { name: error.name, message: error.message };
  }
};`;

declare global {
  function describeAnswer(url: string, init?: RequestInit): Promise<unknown>;
}

export const PROBES: readonly Probe[] = [
  {
    name: 'answers, errors, redirects and what CORS lets through',
    run: async (base) => {
      const seen: Record<string, unknown> = {};
      const names = ['exposed', 'closed-to-others', 'error', 'empty', 'moved', 'moved-in-circles', 'json'];
      for (const name of names) seen[name] = await describeAnswer(`${base}/${name}`);
      const inits: Record<string, RequestInit> = {
        'no-cors': { mode: 'no-cors' },
        'same-origin': { mode: 'same-origin' },
        'with-credentials': { credentials: 'include' },
        'redirect-manual': { redirect: 'manual' },
        'redirect-error': { redirect: 'error' },
        'refused-preflight': { headers: { 'x-not-allowed': '1' } },
        'granted-preflight': {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"é":1}',
        },
        keepalive: { method: 'POST', body: 'x', keepalive: true },
      };
      for (const [name, init] of Object.entries(inits))
        seen[name] = await describeAnswer(`${base}/${name.startsWith('redirect') ? 'moved' : name}`, init);
      seen['no server'] = await describeAnswer('http://127.0.0.1:1/');
      return seen;
    },
  },
  {
    name: 'bodies, as text, bytes, JSON, form and copy',
    run: async (base) => {
      const bytes = await (await fetch(`${base}/binary`)).bytes();
      const first = await fetch(`${base}/json`);
      const copy = first.clone();
      const twice = await first.text().then(() => first.text().catch(String));
      const invalid = await (await fetch(`${base}/error`)).json().catch(String);
      return { bytes: [...bytes], copy: await copy.json(), twice, invalid, used: first.bodyUsed };
    },
  },
  {
    name: 'chunks of a stream, in order and one at a time',
    run: async (base) => {
      const response = await fetch(`${base}/stream`);
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      const chunks: unknown[] = [await reader?.read()];
      for (const chunk of ['second', 'third', 'fourth']) {
        const next = reader?.read();
        await fetch(`${base}/push?chunk=${chunk}`);
        chunks.push(await next);
      }
      const last = reader?.read();
      await fetch(`${base}/end`);
      return [...chunks, await last];
    },
  },
  {
    name: 'a stream that the page cancels',
    only: 'chromium',
    run: async (base) => {
      const reader = (await fetch(`${base}/stream`)).body?.getReader();
      await reader?.read();
      await reader?.cancel('enough');
      return [await reader?.read(), await (await fetch(`${base}/closed`)).text()];
    },
  },
  {
    name: 'a stream that the page aborts',
    run: async (base) => {
      const controller = new AbortController();
      const reader = (
        await fetch(`${base}/stream`, { method: 'POST', signal: controller.signal })
      ).body?.getReader();
      await reader?.read();
      const next = reader?.read().catch(String);
      controller.abort();
      return [await next, await (await fetch(`${base}/closed`)).text()];
    },
  },
  {
    name: 'a stream that breaks',
    run: async (base) => {
      const reader = (await fetch(`${base}/broken`)).body?.getReader();
      await reader?.read();
      const next = reader?.read().catch(String);
      await fetch(`${base}/break`);
      return next;
    },
  },
  {
    name: 'a stream that the page reads slowly, which stays at the server',
    only: 'chromium',
    sees: { halfIsAtTheServer: true },
    run: async (base) => {
      const reader = (await fetch(`${base}/flood`)).body?.getReader();
      await reader?.read();
      let accepted = -1;
      for (let calm = 0; calm < 50; ) {
        const now = await (await fetch(`${base}/accepted`)).json();
        calm = now === accepted ? calm + 1 : 0;
        accepted = now;
      }
      await reader?.cancel();
      return { halfIsAtTheServer: accepted < 128 * 1024 * 1024 };
    },
  },
  {
    name: 'what the browser’s cache answers',
    run: async (base) => {
      const seen: unknown[] = [];
      const modes: readonly RequestCache[] = ['default', 'default', 'force-cache', 'reload', 'no-store'];
      for (const cache of modes) seen.push(await describeAnswer(`${base}/cached`, { cache }));
      for (const cache of modes) seen.push(await describeAnswer(`${base}/tagged`, { cache }));
      return seen;
    },
  },
  {
    name: 'XMLHttpRequest, EventSource and WebSocket',
    run: async (base) => {
      const request = new XMLHttpRequest();
      const states: unknown[] = [];
      await new Promise((done) => {
        request.onreadystatechange = () => states.push([request.readyState, request.status]);
        request.onloadend = done;
        request.open('GET', `${base}/moved`);
        request.send();
      });
      const source = new EventSource(`${base}/events`);
      const event = await new Promise<MessageEvent>((done) => source.addEventListener('note', done));
      source.close();
      const socket = new WebSocket(`${base.replace('http', 'ws')}/socket`);
      const closed = await new Promise<CloseEvent>((done) => {
        socket.onclose = done;
      });
      return {
        xhr: [states, request.getAllResponseHeaders(), request.responseURL, request.responseText],
        event: [event.data, event.lastEventId, event.origin, source.readyState],
        socket: [closed.code, closed.wasClean, closed.reason],
      };
    },
  },
  {
    name: 'names and traces in the page',
    run: async (base) => {
      await fetch(`${base}/json`);
      const chrome = (globalThis as { chrome?: object }).chrome ?? {};
      return {
        globals: Object.getOwnPropertyNames(globalThis).sort(),
        navigator: Object.getOwnPropertyNames(Navigator.prototype).sort(),
        chrome: Object.keys(chrome).sort(),
        fetch: [Function.prototype.toString.call(fetch), Object.keys(fetch)],
        document: document.documentElement.outerHTML,
        sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
        resources: performance
          .getEntriesByType('resource')
          // The page asked how things stand until they did.
          .filter((entry) => !entry.name.endsWith('/accepted'))
          .map((entry) => [entry.name, (entry as PerformanceResourceTiming).initiatorType]),
        storage: [localStorage.length, sessionStorage.length, await caches.keys(), document.cookie],
        workers: (await navigator.serviceWorker.getRegistrations()).length,
      };
    },
  },
];
