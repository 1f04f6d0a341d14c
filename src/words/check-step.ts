/** How a step of a check ended. */
export const STEP_STATUS: Readonly<Record<'ok' | 'failed' | 'skipped', string>> = {
  ok: 'works',
  failed: 'failed',
  skipped: 'left out',
};
