/** RFC 8785 (JSON Canonicalization Scheme): the one text of a JSON value, so that what is hashed is what is stored. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Canonical text of a value: keys in UTF-16 order, ECMAScript number form, no white space. Keys whose value is
 * `undefined` are left out, as JSON has no such thing.
 * Throws on numbers that JSON cannot carry and on lone surrogates (RFC 8785 §3.2.2).
 */
export function canonicalize(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number in the journal must be finite');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return text(value);
  // Joined piece by piece: every entry is written and verified through here, and lists of pieces cost twice as much.
  if (isArray(value)) {
    let items = '';
    for (const item of value) items += items === '' ? canonicalize(item) : `,${canonicalize(item)}`;
    return `[${items}]`;
  }
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members += `${members === '' ? '' : ','}${text(key)}:${canonicalize(member)}`;
  }
  return `{${members}}`;
}

/** Neither to be escaped nor half of a surrogate pair: all but a few of the texts of a journal. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function text(value: string): string {
  if (plain.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new TypeError('text in the journal must be well-formed Unicode');
  return JSON.stringify(value);
}

/**
 * Whether a text is the canonical form of a value that was read from it; `parsed` is what JSON makes of the text. Asking so
 * costs half of writing the form anew: a text that JSON itself would write back, with its keys in order, is canonical.
 */
export function isCanonical(text: string, parsed: unknown, value: Json): boolean {
  // A lone surrogate stands in such a text as an escape, and only the full way refuses it.
  if (!text.includes('\\ud') && sameInOrder(parsed, value) && JSON.stringify(parsed) === text) return true;
  try {
    return canonicalize(value) === text;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Equal to the depth, with the keys of `parsed` in UTF-16 order. */
function sameInOrder(parsed: unknown, value: unknown): boolean {
  if (typeof parsed !== 'object') return parsed === value;
  if (Array.isArray(parsed)) return Array.isArray(value) && parsed.length === value.length && parsed.every((item, index) => sameInOrder(item, value[index]));
  if (!isRecord(parsed) || !isRecord(value)) return parsed === value;
  const keys = Object.keys(parsed);
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key, index) => (index === 0 || (keys[index - 1] ?? '') < key) && Object.hasOwn(value, key) && sameInOrder(parsed[key], value[key]))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Array.isArray` does not narrow a readonly array. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
