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

/** `Array.isArray` does not narrow a readonly array. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
