import type { ComponentChildren } from 'preact';
import type { HopVerdicts } from '../../diagnosis/rule.ts';
import type { Login } from '../../logins/login.ts';
import { HOP_NAMES, LEVEL_NAMES } from '../../report/words/hops.ts';
import { Icon } from '../layout/Icon.tsx';
import type { RuleGroup } from '../store/summary.ts';
import { Wire } from '../wire/Wire.tsx';
import { HopStrip } from './HopStrip.tsx';
import { LoginList } from './LoginList.tsx';
import { provedLine } from './proved.ts';

interface Properties {
  readonly hops: HopVerdicts;
  readonly groups: readonly RuleGroup[];
  readonly logins: readonly Login[];
  /** Debug mode is off, so some hops can't be known. */
  readonly debugOff: boolean;
  /** What debug mode does not reach; nothing of a file. */
  readonly coverage: ComponentChildren;
  readonly onSelect: (row: number) => void;
  readonly onSwitchOn: () => void;
}

/** The whole recording at a glance: shown while no exchange is selected. */
export function Overview({ hops, groups, logins, debugOff, coverage, onSelect, onSwitchOn }: Properties) {
  return (
    <div class="overview tab-panel">
      <h2>This recording</h2>
      <HopStrip hops={hops} findings={groups.map(({ finding }) => finding)} of="the recording" />
      {groups.length === 0 ? (
        <p class="nothing-found">
          <b>No problem found.</b> {provedLine(hops)}
        </p>
      ) : (
        <ul class="groups">
          {groups.map(({ finding, count, first }) => (
            <li key={finding.rule}>
              <button type="button" class={`group ${finding.level}`} onClick={() => onSelect(first)}>
                <Icon name={finding.level} />
                <span class="unseen">{LEVEL_NAMES[finding.level]}: </span>
                <span class="group-title">
                  <Wire text={finding.title} />
                </span>
                <span class="dim">{HOP_NAMES[finding.hop]}</span>
                <span class="number" title={`${count} times`}>
                  × {count}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <LoginList logins={logins} onRow={onSelect} />
      {coverage}
      {debugOff && (
        <p class="injection-line">
          <Icon name="not-applied" />
          Debug mode is off in this tab, so LiteLLM does not say how it logs in to the MCP server.{' '}
          <button type="button" class="link" onClick={onSwitchOn}>
            Switch on debug mode
          </button>
        </p>
      )}
    </div>
  );
}
