import { ask } from '../../src/browser/ask.ts';
import { createCheckPort } from '../../src/browser/check-port.ts';
import { network } from '../../src/browser/network.ts';
import type { CheckPort } from '../../src/ports/check.ts';

declare global {
  var checkPort: CheckPort;
}

/** Runs in the panel's document beside the panel: gives tests what the panel's checks get of the browser. */
globalThis.checkPort = createCheckPort(network, ask);
