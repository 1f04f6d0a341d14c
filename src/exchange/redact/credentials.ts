import { formOf, type HeaderForm } from '../headers.ts';
import { memoizeText } from '../memoize.ts';

/** Which names hold credentials; redact.ts only applies it. */

export type HeaderTreatment =
  | 'plain'
  | 'url'
  | 'text'
  | 'cookie'
  | 'set-cookie'
  | 'gateway-mask'
  | 'quantity'
  | 'secret'
  | 'unknown';

/** What is otherwise than plain: kept, but for the credentials in it. */
const TREATMENTS: Partial<Readonly<Record<HeaderForm, HeaderTreatment>>> = {
  url: 'url',
  links: 'url',
  cookie: 'cookie',
  'set-cookie': 'set-cookie',
  challenge: 'text',
  prose: 'text',
  quantity: 'quantity',
};

/**
 * How a header's value is treated.
 * @param name any case
 * @returns `secret` for one that holds a credential by its name, `unknown` for one that no list knows
 */
export const treatmentOf = memoizeText((name): HeaderTreatment => {
  const lower = name.toLowerCase();
  const form = formOf(lower);
  const isCount = form === 'quantity' && lower.endsWith('-tokens');
  if ((form === 'quota' || form === 'quantity') && isSecretKey(lower) && !isCount) return 'secret';
  if (form !== undefined) return TREATMENTS[form] ?? 'plain';
  // Debug headers are about credentials, and hold none; a body may list them, and what is masked there is sought everywhere.
  if (lower.startsWith('x-mcp-debug-')) return 'text';
  return lower.startsWith('x-mcp-') || isSecretKey(lower) ? 'secret' : 'unknown';
});

/** Names that end like a credential's but hold none: MCP's progress token, paging tokens. */
const HARMLESS_KEYS: ReadonlySet<string> = new Set([
  'progresstoken',
  'nextpagetoken',
  'pagetoken',
  'continuationtoken',
]);

const SECRET_KEY =
  /(?:tokens?|secrets?|passwords?|passwd|passphrase|pwd|apikeys?|authorization|credentials?|(?:access|account|encryption|license|litellm|master|private|salt|secret|service|signing|virtual)key|databaseurl|connectionstring|assertion|idtokenhint)$/;

const SECRET_KEYS: ReadonlySet<string> = new Set([
  'auth',
  'authvalue',
  'codeverifier',
  'cookie',
  'devicecode',
  'mcpsessionid',
  'proxyauthorization',
  'sessionid',
  'setcookie',
  'xmcpauth',
]);

/** Whether the string value of a JSON member, form field or query parameter of this name is a credential. */
export const isSecretKey = memoizeText((name) => {
  const bare = name.toLowerCase().replace(/[-_.\s[\]]/g, '');
  return (SECRET_KEYS.has(bare) || SECRET_KEY.test(bare)) && !HARMLESS_KEYS.has(bare);
});

/** Parameters that are credentials in a query, a fragment or a form, but ordinary words in JSON (RFC 6749 section 4.1). */
const SECRET_PARAMETERS: ReadonlySet<string> = new Set([
  'code',
  'session',
  'state',
  'nonce',
  'key',
  'sig',
  'signature',
  'sessionid',
  'ticket',
]);

export function isSecretParameter(name: string): boolean {
  return isSecretKey(name) || SECRET_PARAMETERS.has(name.toLowerCase().replace(/[-_]/g, ''));
}

/**
 * Parameters that a client makes up (RFC 6749 section 10.12, OpenID Connect Core section 3.1.2.1). Many put a path or a server's name
 * in, so the value says nothing of where it stands elsewhere, unless it looks generated.
 */
export const isMadeUp = (name: string): boolean => /^(?:state|nonce)$/i.test(name);

/** What people and gateways write where a credential was, or is to be: stars, `[REDACTED]`, `$KEY`, `<token>`, `YOUR_KEY`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return (
    /^(?:[*\u2022.x]{3,}|\[?redacted\]?|\(none\)|<[^<>]{1,60}>|\$\{?\w{1,60}\}?|your[-_ ]\w{1,60})$/i.test(
      text,
    ) || SPOKEN_OF.test(text)
  );
}

/** What sentences say about a credential, behind its name or scheme: `Bearer authentication is required`, `api_key: missing`. */
const SPOKEN_OF =
  /^(?:authentication|authorization(?:_uri|_code)?|challenges?|credentials?|expected|expired|headers?|incorrect|invalid|malformed|missing|prefix|proof|required|scheme|tokens?|undefined|unknown|unsupported|(?:expired|invalid|missing|unauthorized|unsupported)_[a-z]{1,20}(?:_[a-z]{1,20}){0,3})[.,;:]?$/i;

/** A credential that is known by its form, wherever it stands in text. */
interface SecretForm {
  /** What every text with such a credential has: one quick search, which spares most texts the slow one. */
  readonly begins: RegExp;
  /** Its one group is the credential, and its end. Linear: no pattern nests a repetition. */
  readonly form: RegExp;
}

/** `sk-` and four characters. */
const SHORTEST_FORM = 7;

/**
 * Replaces the credentials that are known by their form.
 * @param maskOf gets each, without what stands before it
 */
export function replaceSecretForms(text: string, maskOf: (secret: string) => string): string {
  if (text.length < SHORTEST_FORM) return text;
  let masked = text;
  for (const { begins, form } of SECRET_FORMS) {
    if (!begins.test(masked)) continue;
    masked = masked.replace(
      form,
      (whole: string, secret: string) => whole.slice(0, whole.length - secret.length) + maskOf(secret),
    );
  }
  return masked;
}

const SECRET_FORMS: readonly SecretForm[] = [
  {
    begins: /bearer|basic|dpop/i,
    // A challenge says `Bearer realm="..."`: there a parameter follows the scheme, not a credential.
    form: /\b(?:Bearer|Basic|DPoP)\s+(?![a-z_]+=(?:"|https?:))([\w.~+/=-]{7,}[\w~+/=-])/gi,
  },
  {
    begins: /(?:authorization|api[-_]?key|secret|password|token)['"]?\s*[:=]/i,
    // A header or a variable as logs and Python write it: `'x-api-key': 'value'`, `api_key=value`.
    form: /(?:authorization|api[-_]?key|secret|password|access[-_]?token|refresh[-_]?token)['"]?\s*[:=]\s*['"]?(?:Bearer\s+|Basic\s+)?(?!Bearer\b|Basic\b|\[masked )([\w.~+/=-]{5,}[\w~+/=-])/gi,
  },
  { begins: /eyJ/, form: /(?<![\w-])(eyJ[\w-]{6,}\.[\w-]{2,}\.[\w-]*)/g },
  { begins: /sk-/, form: /(?<![\w-])(sk-[\w-]{4,})/g },
  // A password in an URL, as database drivers quote theirs.
  { begins: /@/, form: /:\/\/[^\s/@:]{0,80}:([^\s/@]{3,200})(?=@)/g },
  { begins: /A[KS]IA|AIza/, form: /(?<![\w-])((?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{35})(?![\w-])/g },
  { begins: /PRIVATE KEY/, form: /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----((?:\\n|[\w+/=\s]){20,8000})/g },
  {
    begins: /(?:gh[pousr]|github_pat|glpat|xox[abeprs]|xapp|hf|npm|[sr]k_(?:live|test))[-_]/,
    form: /(?<![\w-])((?:ghp|gho|ghu|ghs|ghr|github_pat|glpat|xox[abeprs]|xapp|hf|npm|[sr]k_(?:live|test))[-_][\w-]{8,})/g,
  },
  {
    // Of vendors whose servers and models stand behind gateways; names that begin so have no digits, or are shorter.
    begins:
      /ya29\.|ATATT3|(?:xai|pplx|tvly|nvapi)-|(?:gsk|lin_api|ntn|shpat|figd|glsa|dckr_pat|dop_v1|sntrys)_/,
    form: /(?<![\w-])((?:ya29\.|ATATT3|(?:xai|pplx|tvly|nvapi)-|(?:gsk|lin_api|ntn|shpat|figd|glsa|dckr_pat|dop_v1|sntrys)_)(?=[\w.-]{0,60}\d)[\w.-]{16,})/g,
  },
];
