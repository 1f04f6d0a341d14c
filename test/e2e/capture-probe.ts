import type { Entry } from 'har-format';
import { network } from '../../src/browser/network.ts';
import { createCapture } from '../../src/capture/capture.ts';

declare global {
  var captured: Entry[];
}

/** Runs in the panel's document beside the panel: a second capture that keeps what it is given. */
globalThis.captured = [];
createCapture(network).start({
  began: async () => undefined,
  entry: (entry) => captured.push(entry),
  streams: () => undefined,
  navigated: () => undefined,
});
