import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { focusInSight } from '../layout/into-sight.ts';
import { TABS, type Tab } from '../store/view.ts';

const TITLES: Readonly<Record<Tab, string>> = {
  diagnosis: 'Diagnosis',
  debug: 'Debug headers',
  messages: 'Messages',
  request: 'Request',
  response: 'Response',
  timing: 'Timing',
};

interface Properties {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  /** The open tab's content. */
  readonly children: ComponentChildren;
}

export function Tabs({ tab, onTab, children }: Properties) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const keys = (event: KeyboardEvent) => {
    const at = TABS.indexOf(tab);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];
    const goal = next === undefined ? undefined : TABS.at(next % TABS.length);
    if (!goal) return;
    event.preventDefault();
    onTab(goal);
    focusInSight(list.current?.querySelector<HTMLElement>(`[data-tab="${goal}"]`));
  };
  return (
    <>
      <div role="tablist" class="tabs" aria-label="Details" ref={list} onKeyDown={keys} tabIndex={-1}>
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`${id}-${each}`}
            data-tab={each}
            aria-selected={each === tab}
            aria-controls={`${id}-panel`}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => onTab(each)}
          >
            {TITLES[each]}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it (APG tabs pattern) */}
      <div role="tabpanel" class="tab-panel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} tabIndex={0}>
        {children}
      </div>
    </>
  );
}
