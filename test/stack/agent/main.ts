import { GROUPS, RECORDED_GROUPS } from '../scenarios/index.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { createAgent } from './agent.ts';
import type { Settings } from './settings.ts';

const settings = (await (await fetch('/settings.json')).json()) as Settings;
element('proxy').textContent = settings.proxy;
const groups = settings.policies === '' ? GROUPS : [...GROUPS, ...RECORDED_GROUPS];
element('scenarios').append(...groups.map(group));

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id} in the page`);
  return found;
}

function group({ title, scenarios }: (typeof GROUPS)[number]): HTMLElement {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  const list = document.createElement('ul');
  heading.textContent = title;
  list.append(...scenarios.map(card));
  section.append(heading, list);
  return section;
}

/** A button that plays the scenario, and the line that says how it went. `data-state`: running, done, failed. */
function card(scenario: Scenario): HTMLLIElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  const title = document.createElement('strong');
  const description = document.createElement('span');
  const result = document.createElement('output');
  item.dataset['scenario'] = scenario.id;
  title.textContent = scenario.title;
  description.textContent = scenario.description;
  button.append(title, description, result);
  item.append(button);

  const show = (state: 'running' | 'done' | 'failed', whole: string) => {
    const text = whole.slice(0, 200);
    item.dataset['state'] = state;
    result.textContent = text;
    result.title = text;
    button.disabled = state === 'running';
  };
  button.addEventListener('click', () => {
    show('running', 'Running…');
    const agent = createAgent(settings, (text) => show('running', text));
    scenario.play(agent).then(
      (text) => show('done', text),
      (error: unknown) => show('failed', error instanceof Error ? error.message : String(error)),
    );
  });
  return item;
}
