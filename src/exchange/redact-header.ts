import { type HeaderTreatment, treatmentOf } from './credentials.ts';
import type { Header } from './exchange.ts';
import { isMask } from './mask.ts';
import { maskValue, redactUrl } from './redact-text.ts';
import type { Secrets } from './secrets.ts';

/** A header without credentials. A header that no list knows is masked whole. */
export function redactHeader(header: Header, secrets: Secrets): Header {
  return { ...header, value: redactValue(header, secrets) };
}

function redactValue({ name, value, means }: Header, secrets: Secrets): string {
  const treatment = treatmentUnder(name, means);
  switch (treatment) {
    case 'plain':
      return secrets.maskIn(value);
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
    case 'litellm-mask':
      return remaskLiteLlm(value, secrets);
    case 'secret':
      return maskValue(value, secrets);
    case 'unknown':
      // These repeat the arguments of a tool (MCP 2026-07-28), which a person may want to share.
      return name.toLowerCase().startsWith('mcp-param-') ? secrets.hide(value) : secrets.cover(value);
  }
}

/**
 * What a name says by itself counts, so that no renaming shows a credential. LiteLLM's masks stay, also where the name ends
 * like a credential's, as `oauth2-token` does: what is none is masked.
 */
function treatmentUnder(name: string, means: string | undefined): HeaderTreatment {
  const own = treatmentOf(name);
  const meant = means === undefined ? own : treatmentOf(means);
  return own === 'unknown' || meant === 'litellm-mask' ? meant : own;
}

function maskPair(pair: string, secrets: Secrets): string {
  const equals = pair.indexOf('=');
  // Not sought elsewhere: cookies hold words too.
  return equals === -1
    ? secrets.cover(pair.trim())
    : `${secrets.maskIn(pair.slice(0, equals))}=${secrets.cover(pair.slice(equals + 1))}`;
}

/**
 * LiteLLM's own masks show the first six and last four characters and one star for each hidden one, so they tell the
 * length; before 1.83 short values came in clear (litellm/litellm_core_utils/sensitive_data_masker.py). Ours tell less: a scheme
 * or public prefix, four stars, the last four characters. A value that came in clear gets our own mask.
 */
function remaskLiteLlm(value: string, secrets: Secrets): string {
  return value
    .split(/; (?=[\w-]+=)/)
    .map((part) => {
      const [, name = '', masked = '', remark = ''] =
        /^((?:authorization|x-[\w-]{1,60})=)?(.*?)( \(SAME_AS_LITELLM_KEY[^()]{0,60}\))?$/is.exec(part) ?? [];
      return name + remask(masked, secrets) + secrets.maskIn(remark);
    })
    .join('; ');
}

function remask(masked: string, secrets: Secrets): string {
  if (masked === '(none)' || isMask(masked)) return masked;
  const [, head, tail] = /^([^*]{0,6})\*+([^*]{0,4})$/.exec(masked) ?? [];
  if (head === undefined) return maskValue(masked, secrets);
  const known = /^(?:Bearer|Basic|sk-|eyJ)/i.exec(head)?.[0] ?? '';
  return `${known}****${tail}`;
}
