import type { TabDebug } from '../messages.ts';
import type { Badge } from '../ports/background.ts';

const GREEN = '#1a7f37';
const AMBER = '#9a4b00';
const GREY = '#5f6368';

/**
 * The toolbar button for a state.
 * @param clickPermits whether a click on it lets Hopscope act on the page
 */
export function badgeOf({ gateways, page, paused }: TabDebug, clickPermits: boolean): Badge {
  if (paused) {
    return {
      text: 'off',
      title: 'Hopscope is paused in every tab. Click for the page to resume.',
      color: GREY,
    };
  }
  if (gateways.length === 0) {
    return { text: '', title: 'Hopscope: debug mode is off in this tab', color: GREY };
  }
  const names = gateways.map((each) => each.origin).join(', ');
  if (!page) {
    return {
      text: '!',
      title: `Hopscope: debug mode is on for ${names}, but not applied: Hopscope may not act on this page. ${clickPermits ? 'Click to let it, until the page goes to another site.' : 'Allow it in the Hopscope panel.'}`,
      color: AMBER,
    };
  }
  const refused = gateways.filter((each) => !each.permitted).map((each) => each.origin);
  if (refused.length > 0) {
    return {
      text: '!',
      title: `Hopscope: debug mode is on, but not applied for ${refused.join(', ')}: the permission is missing. Switch it on again in the Hopscope panel.`,
      color: AMBER,
    };
  }
  return { text: 'on', title: `Hopscope: debug mode is on in this tab for ${names}`, color: GREEN };
}

/** The toolbar button after a click with no gateway to switch on. */
export const NO_GATEWAY: Badge = {
  text: '?',
  title:
    'Hopscope has no gateway to switch on yet. Open DevTools on this page, go to the Hopscope panel and switch on debug mode there once.',
  color: GREY,
};
