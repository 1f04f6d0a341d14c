import { charles } from './charles.ts';
import { chrome, chromeSanitized } from './chrome.ts';
import { fiddler } from './fiddler.ts';
import { firefox, firefoxWithoutBodies } from './firefox.ts';
import { httpToolkit } from './http-toolkit.ts';
import { mitmproxy } from './mitmproxy.ts';
import { playwright } from './playwright.ts';
import { proxyman } from './proxyman.ts';
import { safari } from './safari.ts';
import type { Writer } from './writer.ts';

export const WRITERS: readonly Writer[] = [
  chrome,
  chromeSanitized,
  firefox,
  firefoxWithoutBodies,
  safari,
  ...playwright,
  ...mitmproxy,
  charles,
  ...fiddler,
  proxyman,
  ...httpToolkit,
];
