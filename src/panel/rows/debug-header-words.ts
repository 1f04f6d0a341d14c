import type { DebugHeaderFate } from './debug-header-fate.ts';

/** One line on what became of the debug header, in the second person. */
export function debugHeaderSentence(debugHeader: DebugHeaderFate): string {
  switch (debugHeader.state) {
    case 'answered':
      return 'Asked for debug headers, and LiteLLM answered with them.';
    case 'sent':
      return debugHeader.by === 'hopscope'
        ? 'The request asked for debug headers, none came back.'
        : 'The page, or another extension, asked for debug headers itself, none came back.';
    case 'not-applied':
      return `Not asked for debug headers: ${reason(debugHeader.why)}`;
  }
}

function reason(why: Extract<DebugHeaderFate, { state: 'not-applied' }>['why']): string {
  switch (why.reason) {
    case 'before-panel':
      return 'the request is older than this panel.';
    case 'off':
      return 'debug mode was off in this tab.';
    case 'other-origin':
      return `debug mode was on for ${why.gateways.join(', ')}, not for this origin.`;
    case 'gateway-not-permitted':
      return `Hopscope has no permission for ${why.origin}.`;
    case 'page-not-permitted':
      return `Hopscope has no permission for the page${why.origin ? `, ${why.origin}` : ''}.`;
    case 'out-of-reach':
      return 'debug mode was on, but it reaches only requests of the tab itself. A service worker, a shared worker or another window sent this one: the overview, beside the list while nothing is selected, says what can be done.';
  }
}

/** One or two words for a column. */
export function debugHeaderWord(debugHeader: DebugHeaderFate): string {
  return debugHeader.state === 'not-applied' ? 'not sent' : debugHeader.state;
}
