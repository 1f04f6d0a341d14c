import type { Entry } from 'har-format';
import { identityOf } from '../capture/identity.ts';
import type { Content } from '../ports/network.ts';

type Resource = chrome.devtools.inspectedWindow.Resource;

/** Two ends so many milliseconds apart may have come in either order. */
const TOO_CLOSE = 2;

/** With so many addresses known none is looked for any more. */
const MOST = 100_000;

interface Wanted {
  readonly entry: Entry;
  readonly give: (content: Content | undefined) => void;
}

/** Finds the bodies of requests that Chromium no longer knows. */
export interface ForgottenBodies {
  /** To be called with each finished request. Returns how to find its body, if that may be possible. */
  readonly finderOf: (entry: Entry) => () => Promise<Content | undefined>;
  /** To be called when listening begins and at each new document: what DevTools have by then is of no request that is still to come. */
  readonly noteKnown: () => void;
}

/**
 * Whenever the page sets its URL, DevTools forget the numbers by which they told an extension of requests, and answer a `getContent` under
 * way, and any after it, with nothing (`inspectedURLChanged` in ExtensionServer.ts; Chromium 156). They still have the page's resources, by
 * URL, each with the first response that the page got from there, preflights left out.
 *
 * A body is never guessed: none is found where another request to the same URL may have finished before, where the size is another, and
 * where the page is gone.
 */
export function createForgottenBodies(): ForgottenBodies {
  const waiting: Wanted[] = [];
  let isLooking = false;
  /**
   * Where a response came from before. It is never emptied: a resource may outlive its document, and of what was answered while a page was
   * left nothing is told.
   */
  const answered = new Set<string>();

  /** Those that were forgotten together are looked for together. */
  const look = async () => {
    isLooking = true;
    while (waiting.length > 0) {
      const wanted = waiting.splice(0);
      const found = await contentsAt(new Set(wanted.map(({ entry }) => entry.request.url)));
      const log = found.size > 0 ? await entriesByUrl() : new Map<string, readonly Entry[]>();
      for (const { entry, give } of wanted) {
        const { url } = entry.request;
        const content = found.get(url);
        const isItsOwn =
          content && sizeOf(content) === entry.response.content.size && isFirst(entry, log.get(url) ?? []);
        give(isItsOwn ? content : undefined);
      }
    }
    isLooking = false;
  };

  return {
    finderOf(entry) {
      const { url } = entry.request;
      if (answered.has(url) || answered.size >= MOST) return async () => undefined;
      if (entry._resourceType !== 'preflight') answered.add(url);
      return () =>
        new Promise((give) => {
          waiting.push({ entry, give });
          if (!isLooking) void look();
        });
    },
    noteKnown() {
      chrome.devtools.inspectedWindow.getResources((resources) => {
        for (const { url } of resources) answered.add(url);
      });
    },
  };
}

async function contentsAt(urls: ReadonlySet<string>): Promise<ReadonlyMap<string, Content>> {
  const resources = await new Promise<readonly Resource[]>((resolve) =>
    chrome.devtools.inspectedWindow.getResources(resolve),
  );
  const found = await Promise.all(
    resources
      .filter(({ url }) => urls.has(url))
      .map(async (resource) => [resource.url, await contentOf(resource)] as const),
  );
  return new Map(found.flatMap(([url, content]) => (content ? [[url, content]] : [])));
}

function contentOf(resource: Resource): Promise<Content | undefined> {
  return new Promise((resolve) =>
    resource.getContent((text: string | null | undefined, encoding) =>
      resolve(typeof text === 'string' ? { text, base64: encoding === 'base64' } : undefined),
    ),
  );
}

async function entriesByUrl(): Promise<ReadonlyMap<string, readonly Entry[]>> {
  const entries = await new Promise<readonly Entry[]>((resolve) =>
    chrome.devtools.network.getHAR((log) => resolve(log.entries as unknown as readonly Entry[])),
  );
  return Map.groupBy(entries, ({ request }) => request.url);
}

/** Whether an entry finished first of those to its URL, beyond doubt. */
function isFirst(entry: Entry, sameUrl: readonly Entry[]): boolean {
  const identity = identityOf(entry);
  const others = sameUrl.filter((each) => identityOf(each) !== identity);
  return (
    sameUrl.length - others.length === 1 &&
    others.every((each) => each._resourceType === 'preflight' || endOf(each) > endOf(entry) + TOO_CLOSE)
  );
}

const endOf = ({ startedDateTime, time }: Entry): number => Date.parse(startedDateTime) + time;

const sizeOf = ({ text, base64 }: Content): number =>
  base64 ? Math.floor((text.replace(/=+$/, '').length * 3) / 4) : new TextEncoder().encode(text).length;
