import { decodeHeaderValue } from '../base64.ts';
import type { Header } from '../exchange.ts';
import { isQuantity } from '../headers.ts';
import { isMask, MASK_BEGIN, splitScheme, withMasksDecoded } from '../mask.ts';
import { type HeaderTreatment, treatmentOf } from './credentials.ts';
import type { Gateway } from './gateway.ts';
import type { Secrets } from './secrets.ts';
import { maskValue, redactUrl } from './text.ts';

/** A header without credentials. A header that no list knows is masked whole. */
export function redactHeader(header: Header, secrets: Secrets, gateway: Gateway): Header {
  return { ...header, value: redactValue(header, secrets, gateway) };
}

function redactValue({ name, value, means }: Header, secrets: Secrets, gateway: Gateway): string {
  const treatment = treatmentUnder(name, means, gateway);
  switch (treatment) {
    case 'plain':
      return name.toLowerCase() === 'mcp-name' ? redactName(value, secrets) : secrets.maskIn(value);
    case 'url':
      return redactUrl(value, secrets);
    case 'text':
      return secrets.maskIn(redactUrl(value, secrets));
    case 'cookie':
      return value.replace(/[^;\s][^;]*/g, (pair) => maskPair(pair, secrets));
    case 'set-cookie':
      // Browsers join several with line breaks.
      return value.replace(
        /(^|\n)([^;\n]+)/g,
        (_whole, before: string, pair: string) => before + maskPair(pair, secrets),
      );
    case 'gateway-mask':
      return gateway.remask(
        value,
        (secret) => maskValue(secret, secrets),
        (text) => secrets.maskIn(text),
      );
    case 'quantity':
      return isQuantity(value) ? value : maskValue(value, secrets);
    case 'secret':
      return maskValue(value, secrets);
    case 'unknown':
      if (isParameter(name)) return secrets.maskHere(value);
      return looksLikeCredential(value) ? maskValue(value, secrets) : secrets.maskIfGenerated(value);
  }
}

/** A scheme before one word, or the beginning of a key or a JWT: a gateway may take its key in a header of any name. */
function looksLikeCredential(value: string): boolean {
  const [scheme, credential] = splitScheme(value.trim());
  const isOneWord = isMask(credential) || /^\S{7,}$/.test(credential);
  return (scheme !== '' && isOneWord) || /^(?:sk-|eyJ)[\w.-]{4,}$/.test(value);
}

/** These repeat the arguments of a tool (MCP 2026-07-28), which a person may want to share. */
export const isParameter = (name: string): boolean => /^mcp-param-/i.test(name);

/** The name of a tool, or the URI of a resource, which may be encoded (MCP 2026-07-28, streamable HTTP, "Value Encoding"). */
function redactName(value: string, secrets: Secrets): string {
  const text = decodeHeaderValue(value) ?? value;
  const masked = secrets.maskIn(redactUrl(text, secrets));
  return withMasksDecoded(masked).includes(MASK_BEGIN) ? masked : value;
}

/** Whether its name says that a header's value is a credential. */
export const isSecretHeader = ({ name, means }: Header, gateway: Gateway): boolean =>
  treatmentUnder(name, means, gateway) === 'secret';

/**
 * What a name says by itself counts, so that no renaming shows a credential. A gateway's own masks stay, also where the name ends
 * like a credential's, as `oauth2-token` does: what is none is masked.
 */
function treatmentUnder(name: string, means: string | undefined, gateway: Gateway): HeaderTreatment {
  const treatment = (each: string) => gateway.treatmentOf(each.toLowerCase()) ?? treatmentOf(each);
  const own = treatment(name);
  const meant = means === undefined ? own : treatment(means);
  return own === 'unknown' || meant === 'gateway-mask' ? meant : own;
}

function maskPair(pair: string, secrets: Secrets): string {
  const equals = pair.indexOf('=');
  // Not sought elsewhere: cookies hold words too.
  return equals === -1
    ? secrets.maskIfGenerated(pair.trim())
    : `${secrets.maskIn(pair.slice(0, equals))}=${secrets.maskIfGenerated(pair.slice(equals + 1))}`;
}
