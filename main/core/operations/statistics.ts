/** The figures: questions, definitions, what stands behind a cell, and the volume table with its export. */
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { allDefinitions } from '../../../shared/statistics/definitions.ts';
import { VolumeMeasures, volumeMeasures, VolumeRow, type VolumeQuery, type VolumeTable } from '../../../shared/statistics/volume.ts';
import { ReadyMadeView } from '../../../shared/statistics/ready-made.ts';
import type { MeasureValues } from '../../../shared/statistics/measures.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import { findView, listViews } from '../store/views.ts';
import type { Context } from '../context.ts';
import { volumeTable } from '../export/volume-table.ts';
import { writeTable } from '../export/write-file.ts';
import { isOwnFile } from './export-file.ts';
import { implement } from './implement.ts';

const query = implement('statistics.query', (context, asked) => context.reader.figures(asked));

const definitions = implement('statistics.definitions', () => allDefinitions());

const drill = implement('statistics.drill', (context, asked) => context.reader.drill(asked.cell, asked));

const saveView = implement('statistics.saveView', (context, { name, query }) => {
  if (ReadyMadeView.safeParse(name).success) throw badInput('$.name', 'reserved-name', 'a ready-made table has this name');
  const before = findView(context.database, name);
  // Saved again as it is, there is nothing to say.
  if (before === null || canonicalize(before) !== canonicalize(query)) context.append({ type: 'statistics.view-saved', body: { name, query } });
  return { name };
});

const removeView = implement('statistics.removeView', (context, { name }) => {
  if (findView(context.database, name) === null) throw badInput('$.name', 'unknown-view', 'no view has this name');
  context.append({ type: 'statistics.view-removed', body: { name } });
  return {};
});

/** The volume table is a question like any other; its times are whole seconds. */
async function readVolume(context: Context, { from, to, by }: VolumeQuery): Promise<VolumeTable> {
  const { rows, totals } = await context.reader.figures({ from, to, by, measures: [...volumeMeasures], where: {}, reportYearStart: '01-01' });
  return { from, to, by, rows: rows.map((row) => VolumeRow.parse({ ...row, ...whole(row) })), totals: whole(totals) };
}

/** The measures of the volume table, of a row or the totals. */
function whole(values: MeasureValues): VolumeMeasures {
  const rounded = (value: number | null | undefined): number | null => (value === null || value === undefined ? null : Math.round(value));
  return VolumeMeasures.parse(Object.fromEntries(volumeMeasures.map((measure) => [measure, rounded(values[measure])])));
}

const volume = implement('statistics.volume', readVolume);

const exportVolume = implement('export.volume', async (context, { from, to, by, format, file, language }) => {
  if (isOwnFile(context.database.name, file)) throw new Refusal('export-not-writable', 'this is a file of the station itself');
  const table = await readVolume(context, { from, to, by });
  const written = await writeTable(volumeTable(table, language ?? 'zh-CN'), { format, file });
  if (!written.ok) throw new Refusal(written.error.code, `${written.error.message}; nothing was replaced`);
  const { rows, bytes, sha256 } = written.value;
  context.commit(() => ({ type: 'export.written', body: { from, to, by, format, rows, sha256 } }));
  return { file, format, rows, bytes, sha256, totals: table.totals };
});


export const statisticsImplementations = {
  'statistics.query': query,
  'statistics.definitions': definitions,
  'statistics.drill': drill,
  'statistics.saveView': saveView,
  'statistics.views': implement('statistics.views', (context) => ({ views: listViews(context.database) })),
  'statistics.removeView': removeView,
  'statistics.volume': volume,
  'export.volume': exportVolume,
};
