import type { HeaderTreatment } from '../exchange/redact/credentials.ts';
import type { Gateway } from '../exchange/redact/gateway.ts';
import {
  DEBUG_REQUEST_HEADER,
  DEBUG_RESPONSE_PREFIX,
  type HeaderNames,
  LITELLM_NAMES,
  meaningIn,
  readableFormOf,
} from './header-names.ts';
import { remask } from './own-masks.ts';

const TREATMENTS: ReadonlyMap<string, HeaderTreatment> = new Map([
  [DEBUG_REQUEST_HEADER, 'plain'],
  [`${DEBUG_RESPONSE_PREFIX}inbound-auth`, 'gateway-mask'],
  [`${DEBUG_RESPONSE_PREFIX}oauth2-token`, 'gateway-mask'],
]);

/**
 * LiteLLM, as redaction has to know it. A fork that renamed its headers is another instance.
 * @param names what the proxy calls its headers
 */
export const litellm = (names: HeaderNames = LITELLM_NAMES): Gateway => ({
  meaning: meaningIn(names),
  treatmentOf: (name) => TREATMENTS.get(name) ?? (readableFormOf(name) === undefined ? undefined : 'plain'),
  remask,
});
