/**
 * A workbook (ECMA-376, transitional) written as a stream: each sheet's rows go through the compressor as they come, so the memory
 * does not grow with the rows. Texts stand in their cells, not in a shared table, for the same reason.
 */
import { sheetNames } from './sheet-name.ts';
import { firstSheet, type Sheet, type Sink, type Table } from './table.ts';
import { cellRange, worksheetLines } from './worksheet.ts';
import { stylesXml } from './xlsx-style.ts';
import { xmlText } from './xml-text.ts';
import { writeZip, type ZipEntry } from './zip.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageFormat = 'http://schemas.openxmlformats.org/package/2006';
const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const override = (part: string, type: string): string => `<Override PartName="${part}" ContentType="${type}"/>`;
const relation = (id: number, type: string, target: string): string => `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`;
const relationPart = (inside: string): string => `${declaration}<Relationships xmlns="${packageFormat}/relationships">${inside}</Relationships>`;

const contentTypes = (count: number): string =>
  [
    `${declaration}<Types xmlns="${packageFormat}/content-types">`,
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`,
    override('/xl/workbook.xml', `${mediaType}.sheet.main+xml`),
    override('/xl/styles.xml', `${mediaType}.styles+xml`),
    ...Array.from({ length: count }, (_, index) => override(`/xl/worksheets/sheet${index + 1}.xml`, `${mediaType}.worksheet+xml`)),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    override('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
    '</Types>',
  ].join('');

const packageRelations = relationPart(
  relation(1, `${relations}/officeDocument`, 'xl/workbook.xml') +
    relation(2, `${packageFormat}/relationships/metadata/core-properties`, 'docProps/core.xml') +
    relation(3, `${relations}/extended-properties`, 'docProps/app.xml'),
);

const workbookRelations = (count: number): string =>
  relationPart(
    Array.from({ length: count }, (_, index) => relation(index + 1, `${relations}/worksheet`, `worksheets/sheet${index + 1}.xml`)).join('') +
      relation(count + 1, `${relations}/styles`, 'styles.xml'),
  );

// No author and a fixed day: a file says nothing of who made it, and the same rows give the same bytes.
const coreProperties = [
  `${declaration}<cp:coreProperties xmlns:cp="${packageFormat}/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/"`,
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created></cp:coreProperties>',
].join('');
const applicationProperties = `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Daoban</Application></Properties>`;

/** A filter is complete only with this hidden name beside it: Excel writes it, and older readers look for it. */
const filterName = (sheet: Sheet, name: string, index: number, lastRow: number): string =>
  sheet.autoFilter
    ? `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${xmlText(name.replaceAll("'", "''"))}'!${cellRange(sheet.columns, lastRow, '$')}</definedName>`
    : '';

const workbook = (sheets: readonly Sheet[], names: readonly string[], lastRows: readonly number[]): string => {
  const filters = sheets.map((sheet, index) => filterName(sheet, names[index] ?? '', index, lastRows[index] ?? 1)).join('');
  return [
    `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView/></bookViews><sheets>`,
    ...names.map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`),
    `</sheets>${filters === '' ? '' : `<definedNames>${filters}</definedNames>`}</workbook>`,
  ].join('');
};

function* parts({ sheets }: Table): Generator<ZipEntry, void, undefined> {
  const lastRows: number[] = [];
  yield { name: '[Content_Types].xml', lines: [contentTypes(sheets.length)] };
  yield { name: '_rels/.rels', lines: [packageRelations] };
  yield { name: 'docProps/core.xml', lines: [coreProperties] };
  yield { name: 'docProps/app.xml', lines: [applicationProperties] };
  yield { name: 'xl/styles.xml', lines: [stylesXml] };
  yield { name: 'xl/_rels/workbook.xml.rels', lines: [workbookRelations(sheets.length)] };
  for (const [index, sheet] of sheets.entries()) {
    const lines = function* (): Generator<string, void, undefined> {
      lastRows.push(yield* worksheetLines(sheet, index === 0));
    };
    yield { name: `xl/worksheets/sheet${index + 1}.xml`, lines: lines() };
  }
  // Last, because the filters' ranges are known only when the rows have been read.
  yield { name: 'xl/workbook.xml', lines: [workbook(sheets, sheetNames(sheets.map(({ name }) => name)), lastRows)] };
}

/**
 * Dates, numbers and durations are real ones. The same table gives the same bytes under the same zlib.
 * Throws a RangeError above the limits of Excel (worksheet.ts) and of the archive (zip.ts), and what the rows or the sink throw.
 */
export async function writeXlsx(table: Table, sink: Sink): Promise<void> {
  firstSheet(table);
  await writeZip(parts(table), sink);
}
