import type { Line } from './parts.ts';

/** The sources of LiteLLM's whose debug lines say nothing about MCP: what a call costs, callbacks, counters, limits. */
const OTHERS =
  /^[\d:]+ - LiteLLM(?: \w+)?:DEBUG: (?:cost_calculator|litellm_logging|utils|token_counter|model_info|main|http_handler|model_max_budget_limiter|parallel_request_limiter(?:_v\d)?|cache_control_check|callback_controls|cost_tracking_utils|proxy_server)\.py:\d+ - /;

/** How a record of LiteLLM's or uvicorn's begins; other lines go on with the one before. */
const BEGINNING = /^(?:\d\d:\d\d:\d\d - |[A-Z]+: |\{)/;

/** Characters of a line that are kept at its start and its end, where it is longer than both. */
const HEAD = 1200;
const TAIL = 200;

/** Lines of a log that are kept: LiteLLM says thousands when it starts. */
const LINES = 300;

/** Says what `shorten` does, for whoever reads its result. */
export const SHORTENED = `Left out: DEBUG records of cost_calculator, litellm_logging, utils, token_counter, model_info, main, http_handler, the limiters, cache_control_check, callback_controls, cost_tracking_utils and proxy_server. A line over ${HEAD + TAIL} characters has its middle left out, in which it says how much. After ${LINES} lines a log ends.`;

/** A debug log without what says nothing about MCP. */
export function shorten(lines: readonly Line[]): readonly Line[] {
  let isKept = true;
  return lines
    .filter(({ text }) => {
      if (BEGINNING.test(text)) isKept = !OTHERS.test(text);
      return isKept;
    })
    .slice(0, LINES)
    .map((line) => ({ ...line, text: cut(line.text) }));
}

function cut(text: string): string {
  const left = text.length - HEAD - TAIL;
  return left > 0 ? `${text.slice(0, HEAD)}... (${left} more chars left out) ...${text.slice(-TAIL)}` : text;
}
