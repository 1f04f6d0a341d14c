import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it, vi } from 'vitest';
import { eventually } from '../eventually.ts';
import { closeAfterAll } from './closing.ts';
import { driver, inEach } from './driver.ts';
import { ALLOWED, type PathGateway, startGateway, startSite } from './path-servers.ts';
import { PATHS, type RequestPath } from './paths.ts';
import type { Server } from './server.ts';

/** A browser with Hopscope in it. */
export interface PathsBrowser {
  /** Opens a page in a tab of its own, with debug mode on for these origins. */
  openTab(url: string, gateways: readonly string[]): Promise<Page>;
  close(): Promise<void>;
}

interface Side {
  readonly name: string;
  readonly gateway: PathGateway;
  readonly page: Page;
}

/**
 * Declares the tests: two tabs in debug mode, each for a gateway of its own, make a request by every path to both
 * gateways at the same time; the gateways say what arrived.
 */
export function testPaths(launch: () => Promise<PathsBrowser>): void {
  const closing = closeAfterAll();
  let site: Server;
  let sides: readonly Side[];

  beforeAll(async () => {
    site = closing(await startSite());
    const browser = closing(await launch());
    const open = async (name: string): Promise<Side> => {
      const gateway = closing(await startGateway());
      const origins = ALLOWED.map((address) => gateway.origins[address]);
      return { name, gateway, page: await browser.openTab(site.origin, origins) };
    };
    sides = [await open('one'), await open('two')];
  });

  /** Makes the request from one tab to one gateway. Returns the values of the header that arrived, each once. */
  const send = async (path: RequestPath, from: Side, to: Side): Promise<readonly string[]> => {
    const route = `/${path.name.replaceAll(' ', '-')}/${from.name}`;
    const call = () => from.page.evaluate(path.call, to.gateway.origins[path.to ?? 'number'] + route);
    const expectArrival = () => expect(to.gateway.received(route)).not.toEqual([]);
    if (path.leaves) {
      await vi.waitFor(
        async () => {
          // A page that is gone can't say that the call was made, and one that is being loaded may not make it.
          await call().catch(() => undefined);
          expectArrival();
        },
        { timeout: 20_000, interval: 500 },
      );
      // A call that is under way aborts this one.
      await eventually(() => from.page.goto(site.origin));
    } else {
      await call();
      await eventually(expectArrival);
    }
    return [...new Set(to.gateway.received(route).map(({ debug }) => debug ?? '-'))];
  };

  // First: a page that was left may be left once more on a busy machine.
  it('knows of prerendered pages where the browser does', async () => {
    const page = sides[0]?.page;
    expect(await page?.evaluate(() => HTMLScriptElement.supports('speculationrules'))).toBe(
      inEach({ chromium: true, firefox: false }),
    );
  });

  it.each(PATHS.filter(({ only = driver.name }) => only === driver.name))(
    '$name: debug header inside $carries, outside never',
    async (path) => {
      const arrived: Record<string, readonly string[]> = {};
      const sendToBoth = async (from: Side) => {
        if (path.inFront) await from.page.bringToFront();
        for (const to of sides) arrived[`${from.name} to ${to.name}`] = await send(path, from, to);
      };
      if (path.inFront) for (const from of sides) await sendToBoth(from);
      else await Promise.all(sides.map(sendToBoth));
      const { carries, untouched: outside = ['-'] } = path;
      const inside = carries ? ['true'] : outside;
      expect(arrived).toEqual({
        'one to one': inside,
        'one to two': outside,
        'two to one': outside,
        'two to two': inside,
      });
    },
  );

  it('never reached the page’s own server', () => {
    expect(site.received.length).toBeGreaterThan(0);
    expect(site.received.filter(({ debug }) => debug !== undefined)).toEqual([]);
  });
}
