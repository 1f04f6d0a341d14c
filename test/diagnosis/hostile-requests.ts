import type { Entry, PostData } from 'har-format';
import { readJson } from '../../src/exchange/json.ts';

/** Runs where a shell reads it bare or in quotes of either kind; all of it stays in the path of an URL. */
const WORDS = "$(touch$IFS.ran)';touch$IFS.ran;'";

/** Finds them. */
export const ASKED = /touch/;

/** Headers in which a page may write what it likes without being refused for it. */
const FREE = /^(?:origin|mcp-protocol-version|mcp-name|mcp-method|x-mcp-servers|referer|user-agent|accept)$/i;

/** Members of JSON that name something: tools, prompts, resources, labels of servers. */
const NAMES: ReadonlySet<string> = new Set(['name', 'uri', 'server_label', 'server_id', 'client_name']);

/** An entry as a hostile page would have asked it: words in the URL, in names and in headers. */
export function askedBy(entry: Entry): Entry {
  const { request } = entry;
  const { postData } = request;
  const json = readJson(postData?.text);
  const text = json === undefined ? postData?.text : JSON.stringify(inNames(json));
  return {
    ...entry,
    request: {
      ...request,
      url: inUrl(request.url),
      headers: request.headers.map((header) =>
        FREE.test(header.name) ? { ...header, value: `${header.value}${WORDS}` } : header,
      ),
      ...(postData && { postData: { ...postData, text } as PostData }),
    },
  };
}

/** As a browser writes it; parameters that hold a credential get another name. */
function inUrl(text: string): string {
  const url = new URL(text);
  if (/\/mcp\/\w+$/.test(url.pathname)) url.pathname += WORDS;
  return url.href.replace(/(?<=[?&])(api_key|key)=/, `${encodeURIComponent(WORDS)}_key=`);
}

function inNames(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(inNames);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      NAMES.has(key) && typeof value === 'string' ? value + WORDS : inNames(value),
    ]),
  );
}
