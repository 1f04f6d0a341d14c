/** The text that Base64 holds as UTF-8; undefined where it is no Base64. */
export function decodeBase64(encoded: string): string | undefined {
  try {
    const decoded = atob(encoded);
    const bytes = new Uint8Array(decoded.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = decoded.charCodeAt(at);
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * What a header says that may hold any text: `=?base64?...?=` decoded, any other as it stands (MCP 2026-07-28, streamable HTTP, "Value Encoding").
 * @returns undefined where what should be Base64 is none
 */
export function decodeHeaderValue(value: string): string | undefined {
  const [, encoded] = /^=\?base64\?(.*)\?=$/s.exec(value.trim()) ?? [];
  return encoded === undefined ? value.trim() : decodeBase64(encoded);
}
