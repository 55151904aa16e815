/** Zip archives made by hand, in the ways that other programs make them and in ways that nobody should. */
import { crc32, deflateRawSync } from 'node:zlib';

export type MadePart = {
  readonly name: string;
  readonly text: string | Buffer;
  readonly stored?: boolean;
  readonly encrypted?: boolean;
  /** Sizes and offset in the wide field, as streaming writers do. */
  readonly wide?: boolean;
  /** Told instead of the true size or sum. */
  readonly claimedSize?: number;
  readonly claimedSum?: number;
  readonly method?: number;
};

const fields = (...values: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer =>
  Buffer.concat(
    values.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      if (bytes === 8) field.writeBigUInt64LE(BigInt(value));
      else field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );

/** `wideEnd`: the end of the directory as zip64 writes it. */
export function makeZip(parts: readonly MadePart[], { comment = '', wideEnd = false }: { readonly comment?: string; readonly wideEnd?: boolean } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, stored = false, encrypted = false, wide = false, claimedSize, claimedSum, method } of parts) {
    const bytes = Buffer.from(text);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const encodedName = Buffer.from(name, 'utf8');
    const [sum, size] = [claimedSum ?? crc32(bytes), claimedSize ?? bytes.length];
    const flags = 0x0800 | (encrypted ? 1 : 0);
    const how = method ?? (stored ? 0 : 8);
    const local = Buffer.concat([fields([4, 0x04034b50], [2, 20], [2, flags], [2, how], [2, 0], [2, 0x21], [4, sum], [4, packed.length], [4, size], [2, encodedName.length], [2, 4]), encodedName, fields([2, 0xcafe], [2, 0])]);
    const extra = wide ? fields([2, 0x0001], [2, 24], [8, size], [8, packed.length], [8, offset]) : Buffer.alloc(0);
    const narrow = (value: number): number => (wide ? 0xffff_ffff : value);
    directory.push(
      fields([4, 0x02014b50], [2, 45], [2, 45], [2, flags], [2, how], [2, 0], [2, 0x21], [4, sum], [4, narrow(packed.length)], [4, narrow(size)], [2, encodedName.length], [2, extra.length],
        [2, 0], [2, 0], [2, 0], [4, 0], [4, narrow(offset)]),
      encodedName,
      extra,
    );
    locals.push(local, packed);
    offset += local.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const wideRecord = wideEnd
    ? fields([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, parts.length], [8, parts.length], [8, listed.length], [8, offset], [4, 0x07064b50], [4, 0], [8, offset + listed.length], [4, 1])
    : Buffer.alloc(0);
  const count = wideEnd ? 0xffff : parts.length;
  const told = Buffer.from(comment, 'utf8');
  return Buffer.concat([
    ...locals, listed, wideRecord,
    fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, wideEnd ? 0xffff_ffff : listed.length], [4, wideEnd ? 0xffff_ffff : offset], [2, told.length]),
    told,
  ]);
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationPart = (inside: string): string => `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;

export type MadeWorkbook = {
  /** Inside of sheetData, by the name of the sheet. */
  readonly sheets: Readonly<Record<string, string>>;
  /** Inside of sst. */
  readonly shared?: string;
  /** Inside of styleSheet. */
  readonly styles?: string;
  readonly workbookProperties?: string;
};

/** The parts of a workbook as Excel arranges them. */
export function workbookParts({ sheets, shared, styles, workbookProperties = '' }: MadeWorkbook): readonly MadePart[] {
  const names = Object.keys(sheets);
  const extra = [
    ...(shared === undefined ? [] : [`<Relationship Id="rIdS" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/>`]),
    ...(styles === undefined ? [] : [`<Relationship Id="rIdT" Type="${relations}/styles" Target="/xl/styles.xml"/>`]),
  ];
  return [
    { name: '[Content_Types].xml', text: '<Types/>' },
    { name: '_rels/.rels', text: relationPart(`<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/>`) },
    {
      name: 'xl/workbook.xml',
      text: `${declaration}<workbook xmlns:r="${relations}">${workbookProperties}<sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 7}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', text: relationPart(names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('') + extra.join('')) },
    ...(shared === undefined ? [] : [{ name: 'xl/sharedStrings.xml', text: `${declaration}<sst>${shared}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', text: `${declaration}<styleSheet>${styles}</styleSheet>` }]),
    ...names.map((name, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, text: `${declaration}<worksheet><dimension ref="A1"/><sheetData>${sheets[name]}</sheetData><pageMargins left="0.7"/></worksheet>` })),
  ];
}

export const makeWorkbook = (workbook: MadeWorkbook): Buffer => makeZip(workbookParts(workbook));
