import { GIVEN_UP, type HttpAnswer, type SendHttp, turnOfCheck } from '../checks/http.ts';
import { originOf } from '../exchange/origin.ts';
import type { CheckPort } from '../ports/check.ts';
import type { Network } from '../ports/network.ts';
import type { ask as Ask } from './ask.ts';
import { inTurn } from './in-turn.ts';

/** Milliseconds after which the background is asked again whether it is there. Browsers end one that has nothing to do for 30 s. */
const BEAT = 5_000;

const GONE = 'the browser ended Hopscope’s background before an answer came. Run it again.';

const UNSENT: HttpAnswer = { status: 0, statusText: '', headers: [], size: 0, error: GIVEN_UP };

/** What the panel's checks get of the real browser. What it needs is handed over: it is loaded late, and shares nothing then. */
export const createCheckPort = (network: Pick<Network, 'soFar'>, ask: typeof Ask): CheckPort => ({
  send: sendBy(ask),
  async credentialsOf(url, names) {
    const sent = (await network.soFar()).map(({ entry: { request } }) => ({
      url: request.url,
      headers: request.headers
        .filter(({ name }) => names.includes(name.toLowerCase()))
        .map(({ name, value }) => ({ name, value })),
    }));
    const withAny = sent.filter(({ headers }) => headers.length > 0);
    const last =
      withAny.findLast((each) => each.url === url) ??
      withAny.findLast((each) => originOf(each.url) === originOf(url));
    return last?.headers ?? [];
  },
});

/**
 * Has the background send. It ends the request when this lets go of its turn: at the answer, when the check is stopped, and when the
 * panel is closed. Nothing is sent twice: of a background that was killed meanwhile nobody knows how far it came.
 *
 * A request under way does not keep a background alive in Firefox (153). So the background is asked now and then, which does, and tells
 * whether it is another one.
 */
function sendBy(ask: typeof Ask): SendHttp {
  return async (request, stop) => {
    const id = crypto.randomUUID();
    return inTurn(turnOfCheck(id), async () => {
      let [end, fail] = [() => {}, () => {}];
      const ended = new Promise<HttpAnswer>((resolve, reject) => {
        end = () => resolve(UNSENT);
        fail = () => reject(new Error(GONE));
      });
      ended.catch(() => undefined);
      const beat = setInterval(() => {
        ask('check.continues', { id }).then((continues) => continues || fail(), fail);
      }, BEAT);
      stop.addEventListener('abort', end);
      try {
        // One that is being ended takes no message.
        await ask('check.continues', { id });
        if (stop.aborted) return UNSENT;
        return await Promise.race([ask('check.send', { id, request }, 1), ended]);
      } catch {
        // That the gateway gave no answer would accuse it.
        if (stop.aborted) return UNSENT;
        throw new Error(GONE);
      } finally {
        clearInterval(beat);
        stop.removeEventListener('abort', end);
      }
    });
  };
}
