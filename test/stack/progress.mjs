/**
 * Shows one line while something long goes on: what, and for how many seconds. Rewritten in place on a terminal,
 * printed again every ten seconds elsewhere.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work returned
 */
export async function progress(what, work) {
  const { isTTY } = process.stderr;
  const started = Date.now();
  /** @param {string} mark @param {string} end */
  const show = (mark, end) =>
    process.stderr.write(
      `${isTTY ? '\r\x1b[K' : ''}${mark} ${what} ${Math.round((Date.now() - started) / 1000)} s${end}`,
    );
  process.stderr.write(isTTY ? `… ${what}` : `… ${what}\n`);
  const ticking = setInterval(() => show('…', isTTY ? '' : '\n'), isTTY ? 1000 : 10_000);
  try {
    const result = await work();
    show('✓', '\n');
    return result;
  } catch (error) {
    show('✗', '\n');
    throw error;
  } finally {
    clearInterval(ticking);
  }
}
