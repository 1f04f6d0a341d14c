/** A form-encoded value as text; as it stands when its percent-encoding is broken. */
export function decodeParameter(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
