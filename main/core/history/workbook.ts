/** What a workbook says of itself before its rows are read: sheets, shared texts, number formats, date system. */
import { HistoryFault, noTable, tooLarge, type HistoryLimits } from './history-fault.ts';
import { unescapedCell } from './cell-text.ts';
import { builtInLook, lookOf, type NumberLook } from './number-format.ts';
import { elementsOf, partText, type PartElement } from './part-text.ts';
import { xmlReader, xmlText } from './xml-reader.ts';
import type { ZipArchive } from './zip-archive.ts';

export type Workbook = {
  /** Part of the sheet that is to be read. */
  readonly sheetPart: string;
  readonly from1904: boolean;
  readonly sharedTexts: readonly string[];
  /** By the cell's style. */
  readonly looks: readonly NumberLook[];
};

type Relation = { readonly id: string; readonly kind: string; readonly part: string };

/** Follows the package's own relations. Throws `sheet-missing` where no sheet has the name, and what a damaged workbook throws. */
export async function readWorkbook(archive: ZipArchive, sheet: string | undefined, limits: HistoryLimits): Promise<Workbook> {
  const start = (await relationsOf(archive, '', limits)).find(({ kind }) => kind === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (!archive.has(start)) throw noTable('the file is a zip archive, but no workbook');
  const elements = await elementsOf(archive, start, new Set(['workbookPr', 'sheet']), limits);
  const relations = await relationsOf(archive, start, limits);
  const partOf = (kind: string): string | undefined => relations.find((relation) => relation.kind === kind)?.part;
  const date1904 = elements.find(({ name }) => name === 'workbookPr')?.attribute('date1904');
  const [texts, styles] = [partOf('sharedStrings'), partOf('styles')];
  return {
    sheetPart: sheetPartOf(elements, relations, sheet),
    from1904: date1904 === '1' || date1904 === 'true',
    sharedTexts: texts === undefined ? [] : await readSharedTexts(archive, texts, limits),
    looks: styles === undefined ? [] : await readLooks(archive, styles, limits),
  };
}

function sheetPartOf(elements: readonly PartElement[], relations: readonly Relation[], wanted: string | undefined): string {
  // Charts and dialogs stand among the sheets, but have no rows.
  const sheets = elements.flatMap(({ name, parent, attribute }) => {
    const relation = name === 'sheet' && parent === 'sheets' ? relations.find(({ id, kind }) => id === attribute('id') && kind === 'worksheet') : undefined;
    return relation === undefined ? [] : [{ name: attribute('name') ?? '', part: relation.part }];
  });
  const key = wanted?.trim().toLowerCase();
  const found = key === undefined ? sheets[0] : sheets.find(({ name }) => name.trim().toLowerCase() === key);
  if (found === undefined) throw new HistoryFault('sheet-missing', 'the workbook has no such sheet', wanted === undefined ? [] : [wanted]);
  return found.part;
}

/** The relations of a part, those to places outside the file left out; none where it has no part for them. */
async function relationsOf(archive: ZipArchive, part: string, limits: HistoryLimits): Promise<readonly Relation[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const relationPart = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!archive.has(relationPart)) return [];
  const elements = await elementsOf(archive, relationPart, new Set(['Relationship']), limits);
  return elements.flatMap(({ attribute }) => {
    const [id, type, target] = [attribute('Id'), attribute('Type'), attribute('Target')];
    if (id === undefined || type === undefined || target === undefined || attribute('TargetMode') === 'External') return [];
    return [{ id, kind: type.slice(type.lastIndexOf('/') + 1), part: resolved(folder, target) }];
  });
}

/** `../a.xml` seen from `xl/worksheets/` is `xl/a.xml`; with a slash in front it counts from the root. */
function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

async function readSharedTexts(archive: ZipArchive, part: string, limits: HistoryLimits): Promise<readonly string[]> {
  const texts: string[] = [];
  let characters = 0;
  let current: string | null = null;
  let inText = false;
  let phonetic = 0;
  const reader = xmlReader(
    {
      open: (name) => {
        if (name === 'si') current = '';
        else if (name === 'rPh') phonetic += 1;
        else if (name === 't') inText = true;
      },
      text: (raw) => {
        // How a word is pronounced stands beside it in a text of its own.
        if (inText && phonetic === 0 && current !== null) current += xmlText(raw);
      },
      close: (name) => {
        if (name === 't') inText = false;
        else if (name === 'rPh') phonetic -= 1;
        else if (name === 'si' && current !== null) {
          characters += current.length;
          if (characters > limits.sharedCharacters || texts.length === limits.sharedTexts) throw tooLarge('the texts that the cells share are too many to be held');
          texts.push(ownCopy(unescapedCell(current)));
          current = null;
        }
      },
    },
    limits.pieceCharacters,
  );
  for await (const text of partText(archive, part, limits.partBytes)) reader.feed(text);
  reader.end();
  return texts;
}

/** A piece of a longer text keeps the whole of it in memory; a text made of bytes stands for itself. */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

async function readLooks(archive: ZipArchive, part: string, limits: HistoryLimits): Promise<readonly NumberLook[]> {
  const elements = await elementsOf(archive, part, new Set(['numFmt', 'xf']), limits);
  const codes = new Map(
    elements.filter(({ name }) => name === 'numFmt').map(({ attribute }) => [attribute('numFmtId') ?? '', attribute('formatCode') ?? ''] as const),
  );
  return elements
    .filter(({ name, parent }) => name === 'xf' && parent === 'cellXfs')
    .map(({ attribute }) => {
      const id = attribute('numFmtId') ?? '0';
      const code = codes.get(id);
      return code === undefined ? builtInLook(Number(id)) : lookOf(code);
    });
}
