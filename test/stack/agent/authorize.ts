/** Whether the user logs in in a window of the browser: the page's address says so, by `?login=window`. */
export const isInWindow = new URLSearchParams(location.search).get('login') === 'window';

/**
 * Sends the user to an authorization URL in a frame of the page, as single-sign-on libraries do when nobody has to
 * type: the page stays, and so does its recording.
 * @returns the parameters that came back to the page's own callback.html
 * @throws when the login ends anywhere else
 */
export async function authorizeInFrame(url: URL): Promise<URLSearchParams> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  const ended = new Promise<never>((_, reject) => {
    // A document of another origin is out of reach, and so is the browser's own error page.
    frame.addEventListener('load', () => {
      if (frame.contentDocument === null) reject(new Error('the login ended on a page of its own'));
    });
  });
  frame.src = url.href;
  document.body.append(frame);
  try {
    return await Promise.race([comingBack(frame.contentWindow), ended]);
  } finally {
    frame.remove();
  }
}

/** No event tells the page that a window is closed. */
const LOOKS_EVERY = 200;

/**
 * Sends the user to an authorization URL in a window that the page opens, as clients do whose users have to sign in.
 * @returns the parameters that came back to the page's own callback.html
 * @throws when the browser opens no window, and when it is closed before the user comes back
 */
export async function authorizeInWindow(url: URL): Promise<URLSearchParams> {
  const popup = open(url, '_blank', 'popup,width=500,height=600');
  if (!popup) throw new Error('the browser opened no window');
  let timer: ReturnType<typeof setInterval> | undefined;
  const closed = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (popup.closed) reject(new Error('the window was closed before the user came back'));
    }, LOOKS_EVERY);
  });
  try {
    return await Promise.race([comingBack(popup), closed]);
  } finally {
    clearInterval(timer);
    popup.close();
  }
}

/** The parameters with which the user comes back to callback.html in a frame or a window of the page. */
function comingBack(place: Window | null): Promise<URLSearchParams> {
  return new Promise((resolve) => {
    addEventListener('message', function hear({ data, source, origin }) {
      if (source !== place || origin !== location.origin) return;
      removeEventListener('message', hear);
      resolve(new URLSearchParams(String(data)));
    });
  });
}
