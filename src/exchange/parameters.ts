/** A form-encoded value as text; as it stands when its percent-encoding is broken. */
export function decodeParameter(value: string): string {
  if (!/[%+]/.test(value)) return value;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
