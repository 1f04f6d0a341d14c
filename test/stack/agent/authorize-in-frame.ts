/**
 * Sends the user to an authorization URL in a frame of the page, as single-sign-on libraries do when nobody has to
 * type: the page stays, and so does its recording.
 * @returns the parameters that came back to the page's own callback.html
 * @throws when the login ends anywhere else
 */
export async function authorizeInFrame(url: URL): Promise<URLSearchParams> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  const returned = new Promise<URLSearchParams>((resolve, reject) => {
    addEventListener('message', function hear({ data, source, origin }) {
      if (source !== frame.contentWindow || origin !== location.origin) return;
      removeEventListener('message', hear);
      resolve(new URLSearchParams(String(data)));
    });
    // A document of another origin is out of reach, and so is the browser's own error page.
    frame.addEventListener('load', () => {
      if (frame.contentDocument === null) reject(new Error('the login ended on a page of its own'));
    });
  });
  frame.src = url.href;
  document.body.append(frame);
  try {
    return await returned;
  } finally {
    frame.remove();
  }
}
