import type { TabDebug } from '../../messages.ts';
import { count } from '../../words/quantity.ts';

/** How debug mode stands in this tab, for the switch and its tooltip. */
export interface DebugWords {
  readonly mode: 'off' | 'on' | 'not-applied' | 'paused';
  /** After "Debug mode". */
  readonly short: string;
  readonly long: string;
}

/** @param state undefined while the background has not answered */
export function debugWords(state: TabDebug | undefined): DebugWords {
  if (state?.paused) {
    return { mode: 'paused', short: 'paused', long: 'Hopscope is paused: debug mode is off in every tab.' };
  }
  if (!state || state.gateways.length === 0) {
    return { mode: 'off', short: 'off', long: 'LiteLLM is not asked for debug headers in this tab.' };
  }
  const forbidden = state.gateways.filter((gateway) => !gateway.permitted).map((gateway) => gateway.origin);
  if (!state.page) {
    return notApplied('The browser lets no extension act on this page, so it does not add the header here.');
  }
  if (!state.page.permitted) forbidden.push(state.page.origin);
  if (forbidden.length > 0) {
    return notApplied(
      `Hopscope has no permission for ${forbidden.join(', ')}, so the browser does not add the header.`,
    );
  }
  return {
    mode: 'on',
    short: `on for ${count(state.gateways.length, 'gateway')}`,
    long: `Requests of this tab to ${state.gateways.map((gateway) => gateway.origin).join(', ')} ask LiteLLM for debug headers.`,
  };
}

function notApplied(long: string): DebugWords {
  return { mode: 'not-applied', short: 'not applied', long };
}
