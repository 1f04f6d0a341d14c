/** What a person typed, read as the origin of a gateway, or why it can't be. */
export type TypedOrigin = { readonly origin: string } | { readonly problem: string };

/** The same as an URL. */
export type TypedAddress = { readonly url: URL } | { readonly problem: string };

/**
 * Reads an address as an origin. Path and query are left out; names in other scripts come back as punycode, as the browser's
 * rules want them.
 */
export function readOrigin(typed: string): TypedOrigin {
  const read = readAddress(typed);
  return 'url' in read ? { origin: read.url.origin } : read;
}

/** Reads an address as an URL. Without a scheme it is https, or http on this machine. */
export function readAddress(typed: string): TypedAddress {
  const text = typed.trim();
  if (!text)
    return { problem: 'Type the address of your LiteLLM proxy, for example https://litellm.example.com.' };
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : `${isLocal(text) ? 'http' : 'https'}://${text}`;
  if (!URL.canParse(address) || /\s/.test(text)) {
    return {
      problem:
        'This is not a web address. It looks like https://litellm.example.com or http://localhost:4000.',
    };
  }
  const url = new URL(address);
  const { protocol } = url;
  if (protocol !== 'http:' && protocol !== 'https:') {
    return { problem: 'A gateway’s address begins with http:// or https://.' };
  }
  return { url };
}

function isLocal(text: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/i.test(text);
}
