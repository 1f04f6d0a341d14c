/**
 * Whether a text may be a name that a person or a program gave to a thing: a tool, a server, a model, a member. Made of
 * parts that are words or short numbers, so not a token, an address or a sentence.
 */
export function isName(text: string): boolean {
  if (text.length === 0 || text.length > 100 || !/^[\w$.:/ -]+$/.test(text)) return false;
  return text.split(/[_$.:/ -]+/).every(isPart);
}

/** Letters with at most three digits behind or between them, or a number of a version or a date. */
function isPart(part: string): boolean {
  if (/^\d{0,8}$/.test(part)) return true;
  const digits = part.replace(/\D/g, '').length;
  return part.length <= 40 && digits <= 3 && (digits === 0 || part.length <= 20) && !looksRandom(part);
}

/** Letters in an order that no one writes: case changes all over. */
function looksRandom(part: string): boolean {
  const changes = part.match(/[a-z][A-Z]|\d[A-Za-z]/g)?.length ?? 0;
  return part.length >= 8 && changes > part.length / 4;
}

/** Whether a segment of a path is so random that it may be what opens the door. Ids of the usual forms are none. */
export function isKeyLike(segment: string): boolean {
  if (segment.length < 20 || !/^[\w.~+=-]+$/.test(segment) || ID.test(segment)) return false;
  return /\d/.test(segment) && /[A-Z]/.test(segment) && /[a-z]/.test(segment);
}

/** UUIDs and the hexadecimal ids that LiteLLM gives to servers. */
const ID = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{24,64})$/i;
