import type { Announcement, Protocol, TabDebug } from '../messages.ts';
import type { Background } from '../ports/panel.ts';
import { createQueue } from '../ports/queue.ts';
import { browser } from './api.ts';
import { ask, onChangeEnded } from './ask.ts';
import { pageOrigin, tabId } from './inspected-page.ts';

/** The panel's end of the protocol. */
export const background: Background = {
  async ask<Name extends keyof Protocol>(name: Name, input: Protocol[Name]['in']) {
    const answer = await ask(name, input);
    return isTabDebug(answer) ? ((await withPage(answer)) as Protocol[Name]['out']) : answer;
  },
  onAnnouncement(listener) {
    const inTurn = createQueue();
    const receive = (message: unknown): undefined => {
      // The requests of other panels come by here too.
      if (!isAnnouncement(message)) return;
      inTurn(async () =>
        listener('changed' in message ? { changed: await withPage(message.changed) } : message),
      ).catch((error: unknown) => console.error(error));
    };
    browser.runtime.onMessage.addListener(receive);
    const stop = onChangeEnded(() => {
      void ask('debug.read', { tabId }).then((changed) => receive({ changed }));
    });
    return () => {
      browser.runtime.onMessage.removeListener(receive);
      stop();
    };
  },
};

/** Names the page where the background can't: the browser does not tell it of a page that it may not act on. */
async function withPage(state: TabDebug): Promise<TabDebug> {
  if (state.page || state.tabId !== tabId) return state;
  const origin = await pageOrigin();
  return origin === undefined ? state : { ...state, page: { origin, permitted: false } };
}

function isAnnouncement(message: unknown): message is Announcement {
  return typeof message === 'object' && message !== null && ('changed' in message || 'observed' in message);
}

function isTabDebug(answer: unknown): answer is TabDebug {
  return typeof answer === 'object' && answer !== null && 'gateways' in answer;
}
