/** How the columns of a previous system's table are read: saved once, used for every file of that system. */
import { z } from 'zod';
import { ApplicantKind, MatterCode } from '../catalogue/catalogue.ts';
import { Lane } from '../routing/lanes.ts';
import { DateFormat } from './day-text.ts';
import { ImportedOutcome } from './imported-transaction.ts';
import { isPersonalColumn, type ColumnUse } from './personal-column.ts';
import { titleKey } from './title.ts';
import { MaterialWord } from './words.ts';

const Title = z.string().trim().min(1).max(200);
const Word = z.string().trim().min(1).max(200);

/**
 * Two shapes: a column per material, whose title is the material and whose cell is the way it came; or a row per material, where the
 * source number is repeated (or left blank under a merged cell) in the rows right below.
 */
const MaterialColumns = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('columns'), titles: z.array(Title).min(1).max(200) }),
  z.strictObject({ shape: z.literal('rows'), name: Title, way: Title }),
]);

const Columns = z.strictObject({
  sourceNumber: Title,
  /** One of the two: a day, or a day with the time of day. */
  day: Title.optional(),
  finishedAt: Title.optional(),
  /** Code or name of a matter of the catalogue. */
  matter: Title,
  lane: Title.optional(),
  window: Title.optional(),
  clerk: Title.optional(),
  outcome: Title.optional(),
  waitMinutes: Title.optional(),
  serviceMinutes: Title.optional(),
  applicantKind: Title.optional(),
  materials: MaterialColumns.optional(),
});

/** Words of the previous system → ours; they come before the words that are known anyway (words.ts). */
export const HistoryValues = z.strictObject({
  lane: z.record(Word, Lane).optional(),
  outcome: z.record(Word, ImportedOutcome).optional(),
  applicantKind: z.record(Word, ApplicantKind).optional(),
  matter: z.record(Word, MatterCode).optional(),
  ways: z.record(Word, MaterialWord).optional(),
  /** The file's name of a material → the catalogue's. */
  materials: z.record(Word, Word).optional(),
});

export type HistoryValues = z.infer<typeof HistoryValues>;

/**
 * What an absent column or an empty cell means. Without a default an absent column means `window` and `completed`, an empty cell is a
 * fault. The kind of applicant is first that of the matter, where it serves one alone.
 */
const Defaults = z.strictObject({ lane: Lane.optional(), outcome: ImportedOutcome.optional(), applicantKind: ApplicantKind.optional() });

export const HistoryMapping = z
  .strictObject({
    /** Name of the sheet of a workbook; without it, the first. CSV has none. */
    sheet: z.string().trim().min(1).max(100).optional(),
    /** Row of the titles, as a spreadsheet counts: 1 is the first. */
    headerRow: z.number().int().min(1).max(100).default(1),
    columns: Columns,
    /** How days stand in text cells. Real dates of a workbook and ISO dates are understood under any of them. */
    dateFormat: DateFormat.default('iso'),
    values: HistoryValues.optional(),
    defaults: Defaults.optional(),
  })
  .superRefine(({ columns }, context) => {
    if ((columns.day === undefined) === (columns.finishedAt === undefined)) {
      context.addIssue({ code: 'custom', path: ['columns', 'day'], message: 'name the column of the day or of the instant, and not both' });
    }
    const seen = new Set<string>();
    for (const { title, path, use } of namedColumns(columns)) {
      const key = titleKey(title);
      if (isPersonalColumn(title, use)) context.addIssue({ code: 'custom', path: ['columns', ...path], message: 'this column holds personal data, which is not imported', params: { reason: 'personal-column' } });
      if (seen.has(key)) context.addIssue({ code: 'custom', path: ['columns', ...path], message: 'this column is named twice' });
      seen.add(key);
    }
  });
export type HistoryMapping = z.infer<typeof HistoryMapping>;

type NamedColumn = { readonly title: string; readonly path: readonly (string | number)[]; readonly use: ColumnUse };

/** Every column that a mapping names, with its place in it. */
export function namedColumns({ materials, ...single }: z.infer<typeof Columns>): readonly NamedColumn[] {
  const named = Object.entries(single).flatMap(([key, title]): NamedColumn[] => (title === undefined ? [] : [{ title, path: [key], use: useOf(key) }]));
  if (materials === undefined) return named;
  if (materials.shape === 'columns') return [...named, ...materials.titles.map((title, at): NamedColumn => ({ title, path: ['materials', 'titles', at], use: 'material' }))];
  return [...named, { title: materials.name, path: ['materials', 'name'], use: 'other' }, { title: materials.way, path: ['materials', 'way'], use: 'other' }];
}

function useOf(key: string): ColumnUse {
  if (key === 'clerk') return 'clerk';
  return key === 'applicantKind' ? 'applicant-kind' : 'other';
}
