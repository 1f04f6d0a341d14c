/** A form-encoded value as text; as it stands when its percent-encoding is broken. */
export function decodeParameter(value: string): string {
  const spaced = value.includes('+') ? value.replace(/\++/g, (run) => ' '.repeat(run.length)) : value;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return value;
  }
}
