import { isMask } from '../exchange/mask.ts';

/**
 * A credential as LiteLLM shows it: `x-mcp-debug-inbound-auth` holds `name=mask; name=mask`, `x-mcp-debug-oauth2-token` holds
 * `mask (SAME_AS_LITELLM_KEY - likely misconfigured)` (mcp_debug.py).
 */
export interface OwnMask {
  /** The header that held it; '' where the value is all there is. */
  readonly name: string;
  readonly mask: string;
  /** With the space before it; '' where LiteLLM has none. */
  readonly remark: string;
}

const PART = /^(?:(authorization|x-[\w-]{1,60})=)?(.*?)( \(SAME_AS_LITELLM_KEY[^()]{0,60}\))?$/is;

export function readOwnMasks(value: string): readonly OwnMask[] {
  return value.split(/; (?=[\w-]+=)/).map((part) => {
    const [, name = '', mask = '', remark = ''] = PART.exec(part) ?? [];
    return { name, mask, remark };
  });
}

export function writeOwnMasks(masks: readonly OwnMask[]): string {
  return masks.map(({ name, mask, remark }) => (name === '' ? '' : `${name}=`) + mask + remark).join('; ');
}

/**
 * LiteLLM's own masks show the first six and last four characters and one star for each hidden one, so they tell the
 * length; before 1.83 short values came in clear (litellm/litellm_core_utils/sensitive_data_masker.py). Ours tell less: a scheme
 * or public prefix, four stars, the last four characters. A value that came in clear gets our own mask.
 */
export function remask(
  value: string,
  mask: (secret: string) => string,
  maskIn: (text: string) => string,
): string {
  const shortened = (shown: string): string => {
    if (shown === '(none)' || isMask(shown)) return shown;
    const [, head, tail] = /^([^*]{0,6})\*+([^*]{0,4})$/.exec(shown) ?? [];
    if (head === undefined) return mask(shown);
    const known = /^(?:Bearer|Basic|sk-|eyJ)/i.exec(head)?.[0] ?? '';
    return `${known}****${tail}`;
  };
  return writeOwnMasks(
    readOwnMasks(value).map((each) => ({ ...each, mask: shortened(each.mask), remark: maskIn(each.remark) })),
  );
}

/** Whether a mask of LiteLLM's is one that `remask` shortened, or says that there was none. */
export const isShortened = (mask: string): boolean =>
  /^(?:\(none\)|(?:Bearer|Basic|sk-|eyJ)?\*{4}[^\s*]{0,4})$/i.test(mask);
