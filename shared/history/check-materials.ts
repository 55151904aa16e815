/** The materials of one transaction, in either shape of table. */
import type { Matter } from '../catalogue/catalogue.ts';
import type { ImportedMaterial } from './imported-transaction.ts';
import type { HistoryLayout, Position } from './layout.ts';
import { addFault, addUnknownWord, isPersonal, readText, type HistoryRow, type RowReading } from './row-reading.ts';
import { titleKey } from './title.ts';
import { isNothing, materialOf } from './words.ts';

const mostMaterials = 200;
const longestName = 200;

/** A cell that says how a material came, and the column and name it stands under. */
type Said = { readonly row: HistoryRow; readonly way: Position; readonly named: Position; readonly name: string };

/** What the rows say of materials; `unlisted` are the names that the matter does not have, as far as it is known. */
export function readMaterials(
  reading: RowReading,
  rows: readonly HistoryRow[],
  layout: HistoryLayout,
  matter: Matter | null,
): { readonly materials: ImportedMaterial[]; readonly unlisted: readonly string[] } {
  const found = rows.flatMap((row) => saidIn(reading, row, layout)).flatMap((one) => {
    const material = materialIn(reading, one, layout);
    return material === null ? [] : [{ one, material }];
  });
  if (found.length === 0) return { materials: [], unlisted: [] };
  const listed = new Map((matter?.materials ?? []).map(({ name }) => [titleKey(name), name]));
  const materials = new Map<string, ImportedMaterial>();
  for (const { one, material } of found) {
    const key = titleKey(one.name);
    if (materials.has(key)) addFault(reading, one.row, one.named, 'material-twice');
    else if (materials.size === mostMaterials) addFault(reading, one.row, one.named, 'too-many-materials');
    else materials.set(key, { name: listed.get(key) ?? one.name, listed: null, ...material });
  }
  const unlisted = matter === null ? [] : [...materials].filter(([key]) => !listed.has(key)).map(([, { name }]) => name);
  return { materials: [...materials.values()], unlisted };
}

function saidIn(reading: RowReading, row: HistoryRow, { materials, materialNames }: HistoryLayout): readonly Said[] {
  switch (materials.shape) {
    case 'none':
      return [];
    case 'columns':
      return materials.columns.map(({ position, name }) => ({ row, way: position, named: position, name }));
    case 'rows': {
      const name = readText(reading, row, materials.name);
      const way = readText(reading, row, materials.way);
      if (name === null || way === null || (isNothing(name) && isNothing(way))) return [];
      const empty = isNothing(name) ? materials.name : isNothing(way) ? materials.way : null;
      const code = empty !== null ? 'value-missing' : isPersonal(name) ? 'personal-data' : name.length > longestName ? 'text-too-long' : null;
      if (code !== null) addFault(reading, row, empty ?? materials.name, code);
      return code !== null ? [] : [{ row, way: materials.way, named: materials.name, name: materialNames.get(titleKey(name)) ?? name }];
    }
  }
}

/** Null where the cell says nothing, or with a fault. */
function materialIn(reading: RowReading, { row, way }: Said, { ways }: HistoryLayout): Pick<ImportedMaterial, 'way' | 'state' | 'kept'> | null {
  const text = readText(reading, row, way);
  if (text === null) return null;
  const word = ways.get(titleKey(text));
  if (word !== undefined) return materialOf(word);
  return isNothing(text) ? null : addUnknownWord(reading, row, way, 'word-unknown');
}
