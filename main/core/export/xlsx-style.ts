/** The looks that a cell can have, and the styles part that says so (ECMA-376 part 1, 18.8). */

const looks = ['text', 'integer', 'number', 'date', 'duration', 'percent'] as const;
export type CellLook = (typeof looks)[number];

/** `@` keeps what is typed over a text a text: no formula, no lost leading zero. Codes below 164 are the format's own. */
const formats: Readonly<Record<CellLook, number>> = { text: 49, integer: 3, number: 0, date: 164, duration: 165, percent: 10 };

/** The index of a look in `cellXfs`: 0 is the default style, then the plain looks, then the bold ones. */
export function styleOf(look: CellLook, bold: boolean): number {
  return 1 + looks.indexOf(look) + (bold ? looks.length : 0);
}

// 宋体 is the one Chinese font that Windows, WPS and the domestic systems all have; 134 is its character set (GB 2312).
const font = (bold: boolean): string => `<font>${bold ? '<b/>' : ''}<sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font>`;

const cellFormat = (look: CellLook, fontIndex: 0 | 1): string =>
  `<xf numFmtId="${formats[look]}" fontId="${fontIndex}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${fontIndex === 1 ? ' applyFont="1"' : ''}/>`;

/** The whole of xl/styles.xml; the two fills are demanded by Excel whether used or not. */
export const stylesXml = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts>',
  `<fonts count="2">${font(false)}${font(true)}</fonts>`,
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${1 + 2 * looks.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
  ...looks.map((look) => cellFormat(look, 0)),
  ...looks.map((look) => cellFormat(look, 1)),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');
