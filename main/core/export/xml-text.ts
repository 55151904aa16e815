/** Text as it may stand in the XML of a spreadsheet. */

// The complement of XML 1.0's Char production: control characters, lone surrogates, U+FFFE and U+FFFF. No escape makes them legal.
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const special = /[&<>"\r]/g;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
const suspicious = /[&<>"\r]|[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Safe in an element and in a double-quoted attribute; what XML cannot hold is left out. */
export function xmlText(text: string): string {
  if (!suspicious.test(text)) return text;
  // A bare CR would be read back as LF (XML 1.0, 2.11).
  return text.replace(illegal, '').replace(special, (character) => entities[character] ?? character);
}

const escapeLookalike = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** For the `ST_Xstring` of a cell, where `_x0041_` would be read as `A` (ECMA-376 part 1, 22.9.2.19). */
export function cellText(text: string): string {
  const safe = xmlText(text);
  return safe.includes('_x') ? safe.replace(escapeLookalike, '_x005F_') : safe;
}
