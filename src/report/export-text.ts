import type { Inspector } from '../inspect.ts';
import { toMarkdown } from './bundle/bundle.ts';
import { type About, harEntries, harLog } from './har/write-har.ts';
import type { Report } from './report.ts';

/**
 * A report as the text of a HAR file, piece by piece, each piece scanned for credentials of the recording. Nothing may be
 * saved before all pieces are there. No credential can lie across two pieces: each is a whole entry.
 * @throws what the scan throws, when one is left
 */
export function* exportPieces(report: Report, inspector: Inspector, about: About): Generator<string> {
  const scanned = (text: string): string => {
    inspector.assertNoCredentialIn(text);
    return text;
  };
  yield scanned(`{"log":${JSON.stringify(harLog(report, about)).slice(0, -1)},"entries":[`);
  let separator = '\n';
  for (const entry of harEntries(report)) {
    yield scanned(separator + JSON.stringify(entry));
    separator = ',\n';
  }
  yield '\n]}}\n';
}

/** The same in one. */
export function exportText(report: Report, inspector: Inspector, about: About): string {
  return [...exportPieces(report, inspector, about)].join('');
}

/** A report as the text of a support bundle, scanned like a HAR. */
export function bundleText(report: Report, inspector: Inspector, about: About): string {
  const text = toMarkdown(report, about);
  inspector.assertNoCredentialIn(text);
  return text;
}
