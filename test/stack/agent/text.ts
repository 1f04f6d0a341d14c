/** The text parts of a tool's result, or of a model's answer. */
export function textOf(content: unknown): string {
  const parts = Array.isArray(content) ? content : [];
  return parts.map((part: { text?: string }) => part.text ?? '').join(' ');
}
