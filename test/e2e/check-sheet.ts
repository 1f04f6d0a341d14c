import type { CheckTarget } from '../../src/checks/target.ts';
import type { Header } from '../../src/exchange/exchange.ts';
import { KEY_HEADER } from '../../src/litellm/header-names.ts';
import { click, clickFirst, type Panel, waitFor, waitForElement } from './panel.ts';

/** How the sheet of a check says that it ended, as a person reads it. */
export interface ShownCheck {
  /** The class that colours its headline: a verdict. */
  readonly verdict: string;
  /** Where it fails, and with what; undefined where it does not. */
  readonly hop: string | undefined;
  readonly what: string | undefined;
  /** Name and state of each. */
  readonly steps: readonly string[];
}

/** What says a button's words, as an expression in the panel. */
export const button = (words: string, within = 'body'): string =>
  `[...document.querySelectorAll('${within} button')].find((each) => each.textContent.trim() === ${JSON.stringify(words)})`;

/** What is beside some words in the form, as an expression in the panel. */
const field = (words: string): string =>
  `[...document.querySelectorAll('.check-form label')].find((each) => each.textContent.trim().startsWith(${JSON.stringify(words)}))?.querySelector('input, textarea')`;

/** Opens an empty sheet, in place of one that is open. The recording is emptied before: what the page called would be offered. */
export async function openSheet(panel: Panel): Promise<void> {
  await panel.evaluate(`document.querySelector('[aria-label="Close the check"]')?.click()`);
  await click(panel, 'button[aria-label="Clear"]');
  await clickFirst(panel, button('Check a server…'));
  await waitForElement(panel, '.check-form');
}

/**
 * Fills the form in as a person does for a check.
 * @param credentials none where no key is to be sent
 */
export async function fillIn(
  panel: Panel,
  { url, direct, origin, call }: CheckTarget,
  credentials: readonly Header[],
): Promise<void> {
  // Either way to say an endpoint.
  const [, gateway = url, server = ''] = /^(https?:\/\/[^/]+)\/mcp\/([^/]+)$/.exec(url) ?? [];
  await type(panel, 'Gateway', gateway);
  await type(panel, 'MCP server (', server);
  await clickFirst(panel, field(credentials.length > 0 ? 'Typed here' : 'None'));
  for (const { name, value } of credentials) await type(panel, name === KEY_HEADER ? 'Key' : 'Token', value);
  if (origin === undefined) await panel.evaluate(`(${field('CORS preflight')})?.click()`);
  else await waitFor(panel, `(${field('CORS preflight')})?.checked`);
  if (direct !== undefined) {
    await clickFirst(panel, field('Ask the MCP server'));
    await type(panel, 'Address of the MCP server', direct);
  }
  if (call) {
    await clickFirst(panel, field('Call a tool'));
    await type(panel, 'Tool', call.tool);
    await type(panel, 'Arguments', JSON.stringify(call.arguments));
  }
}

async function type(panel: Panel, label: string, text: string): Promise<void> {
  await waitFor(
    panel,
    `((input) => {
      if (!input) return false;
      input.value = ${JSON.stringify(text)};
      return input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    })(${field(label)})`,
  );
}

/** Runs the check that the form says, and lets it ask wherever it offers to. */
export async function runCheck(panel: Panel): Promise<ShownCheck> {
  await clickToRun(panel, button('Run check'));
  const more = `[...document.querySelectorAll('.check-steps button')].find((each) => each.textContent.startsWith('Allow '))`;
  while (await panel.evaluate(`(${more}) !== undefined`)) await clickToRun(panel, more);
  return readCheck(panel);
}

/**
 * Clicks what runs a check, and waits for its end.
 * @param found the button, as an expression in the panel
 * @throws an error with what stands in the way, as the sheet says it
 */
export async function clickToRun(panel: Panel, found: string): Promise<void> {
  await panel.evaluate(`document.querySelector('.check-run')?.setAttribute('data-before', '')`);
  await clickFirst(panel, found);
  const problem = `[...document.querySelectorAll('.check-sheet .problem')].map((each) => each.textContent).join('')`;
  await waitFor(
    panel,
    `document.querySelector('.check-run:not([data-before]) .check-headline:is(.ready, .broken, .login-required)') || ${problem}`,
  );
  const words = String(await panel.evaluate(problem));
  if (words !== '') throw new Error(`The check did not run: ${words}`);
}

async function readCheck(panel: Panel): Promise<ShownCheck> {
  const words = (selector: string, within = 'document') =>
    `(${within}.querySelector('${selector}')?.textContent ?? '').replaceAll(/\\s+/g, ' ').trim()`;
  const { headline, ...shown } = (await panel.evaluate(`({
    verdict: document.querySelector('.check-headline').classList[1],
    headline: ${words('.check-headline')},
    steps: [...document.querySelectorAll('.check-steps .step-line')].map(
      (line) => ${words('.step-name', 'line')} + ': ' + ${words('.step-state', 'line')}),
  })`)) as Pick<ShownCheck, 'verdict' | 'steps'> & { readonly headline: string };
  const [, hop, what] = /” fails at ([^:]+): (.*)$/.exec(headline) ?? [];
  return { ...shown, hop, what };
}
