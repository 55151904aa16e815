/** Which number formats of a workbook make a day or a length of time of a number (ECMA-376 part 1, 18.8.30 and 18.8.31). */

/** `elapsed`: hours may run beyond 24; `clock`: a time of day, or of a day that the format does not show. */
export type NumberLook = 'plain' | 'date' | 'clock' | 'elapsed';

/** Formats that every workbook has without saying so; 27 to 36 and 50 to 58 are the days and times of East Asian editions. */
export function builtInLook(id: number): NumberLook {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47 || id === 55 || id === 56) return 'clock';
  return id === 46 ? 'elapsed' : 'plain';
}

/** Texts in quotes, escaped and padding characters, the half-days, and what brackets say of colour and language. */
const noise = /"[^"]*"|\\.|_.|\*.|AM\/PM|A\/P|上午\/下午|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

/** What a format code of the workbook's own makes of a number. */
export function lookOf(code: string): NumberLook {
  const [first = ''] = code.replaceAll(noise, '').split(';');
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return 'elapsed';
  if (/general/i.test(first)) return 'plain';
  if (/[yd]/i.test(first)) return 'date';
  if (/[hs]/i.test(first)) return 'clock';
  return /m/i.test(first) ? 'date' : 'plain';
}
