import { driver } from './driver.ts';
import type { Panel } from './panel.ts';

/** Saves pictures of the panel, light and dark, for whoever changes how it looks: `HOPSCOPE_PICTURES` names the folder. */
export async function shoot(panel: Panel, devtools: unknown, name: string): Promise<void> {
  const folder = process.env['HOPSCOPE_PICTURES'];
  if (folder === undefined) return;
  for (const theme of ['light', 'dark'] as const) {
    await driver.setTheme(panel, devtools, theme);
    await driver.screenshot(devtools, `${folder}/check-${name}-${theme}.png`);
  }
}
