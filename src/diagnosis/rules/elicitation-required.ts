import type { Refusal } from '../../answers/refusal.ts';
import { arrayIn, isRecord, memberOf, textIn } from '../../exchange/json.ts';
import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires on the JSON-RPC error -32042: a person has to open a URL before the call can go on. Also on a result that asks for input
 * (`input_required`) where the request names an older revision than 2026-07-28, which has no such result. A warning, because nothing is
 * broken. Source: MCP 2025-11-25, client/elicitation, "URL mode"; MCP 2026-07-28, basic/patterns/mrtr.
 */
export const elicitationRequired = refusalRule({
  id: 'elicitation-required',
  reasons: ['elicitation'],
  hop: 'tool',
  level: 'warning',
  title: (refusal) =>
    isLost(refusal) && urlsIn(refusal).length === 0
      ? 'The tool asks for input that this client can’t give'
      : 'The tool needs you to open a URL first',
  why: (refusal) =>
    isLost(refusal)
      ? 'The result asks for input before the call goes on (input_required). The request names a revision of MCP before 2026-07-28, whose clients can’t answer that.'
      : 'The server wants something that must not pass through the client, such as a login or a payment, and names a page for it. The call can be repeated after that.',
  fix: (refusal) => {
    const urls = urlsIn(refusal);
    return {
      user: {
        text:
          urls.length === 0 && isLost(refusal)
            ? 'Use a client that speaks MCP 2026-07-28 and can ask you, or a tool that needs no input.'
            : `Open the URL in your browser if you trust it, do what it asks, then repeat the call.${urls
                .map((url) => ` ${url}`)
                .join('')}`,
      },
      operator: {
        text: 'Clients without URL elicitation can’t show this page to the user: say so to your users.',
      },
    };
  },
});

const isLost = ({ code }: Refusal): boolean => code === 'input_required';

/** The addresses that the refusal names, as text: in its data, else in its words. */
function urlsIn({ data, words }: Refusal): readonly string[] {
  const asked = memberOf(data, 'inputRequests');
  const requests = isRecord(asked) ? Object.values(asked).map((each) => memberOf(each, 'params')) : [];
  const named = [data, ...arrayIn(data, 'elicitations'), ...requests].flatMap(
    (each) => textIn(each, 'url') ?? [],
  );
  return named.length > 0 ? named : (/https?:\/\/[^\s"'<>]{1,2000}/.exec(words)?.slice(0, 1) ?? []);
}
