import { isFirefox } from './firefox.ts';

/**
 * Why a request failed, as webRequest says it, in a form that `netErrorOf` reads in any language: where TLS fails, Firefox says it in a sentence of the
 * person's own language, and everything else by name (ChannelWrapper::GetErrorString).
 */
export const whyFailed = (error: string): string =>
  isFirefox() && /^[^<]\S* /.test(error) ? `TLS: ${error}` : error;
