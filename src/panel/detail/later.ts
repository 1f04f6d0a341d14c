import { signal } from '@preact/signals';

/** The component of the details, once it is loaded: no request is selected before the list is there. */
export const detail = signal<typeof import('./Detail.tsx').Detail | undefined>();

/** Loads it, after the panel's own script. */
export async function loadDetail(): Promise<void> {
  detail.value = (await import('./Detail.tsx')).Detail;
}
