/** What a keyboard, a scanner or a paste leaves around a number, taken away: full-width forms (input methods), spaces, tabs. */

/** Full-width letters, digits and signs to half-width; all white space dropped. */
export function compact(text: string): string {
  return halfWidth(text).replaceAll(/\s+/gu, '');
}

/** Full-width ASCII (U+FF01 to U+FF5E) and the ideographic space to half-width; the ends trimmed. */
export function halfWidth(text: string): string {
  return text
    .replaceAll(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .trim();
}
