import type { Storage } from '../ports/background.ts';

/**
 * Keeps a value in the extension's storage.
 * @throws in plain words when there is no room (Chromium 156: 10 MB an extension, "QUOTA_BYTES quota exceeded")
 */
export async function store(local: Storage, key: string, value: unknown): Promise<void> {
  try {
    await local.set({ [key]: value });
  } catch (error) {
    throw new Error(
      `Hopscope could not store it, because its storage in this browser is full. (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
