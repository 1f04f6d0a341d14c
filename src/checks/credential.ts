/** Some releases of LiteLLM refuse a key without the scheme (litellm/proxy/auth/user_api_key_auth.py). */
export const asBearer = (key: string): string => (/^[\w-]+\s/.test(key) ? key : `Bearer ${key}`);

/** Whether a header can hold a text: a line break would begin another header (RFC 9110 section 5.5). */
export const isHeaderValue = (text: string): boolean => !/[^\t\x20-\xff]/.test(text);
