import { signal } from '@preact/signals';

/** The sheet, once it is loaded: nobody needs it before the panel is there. */
export const sheet = signal<typeof import('./Sheet.tsx').Sheet | undefined>();

/** Loads it, with the plans and what writes reports. */
export async function loadSheet(): Promise<void> {
  sheet.value = (await import('./Sheet.tsx')).Sheet;
}
