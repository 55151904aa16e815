/** Imported history, its mappings and its imports, read from the projections. */
import { z } from 'zod';
import type { HistoryImport } from '../../../shared/contract/history.ts';
import { ImportedMaterial, type ImportedTransaction } from '../../../shared/history/imported-transaction.ts';
import { HistoryMapping } from '../../../shared/history/mapping.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import type { Sqlite } from './sqlite.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

type SourceRow = {
  readonly day: string; readonly finished_at: number | null; readonly matter: string; readonly lane: string; readonly window: number | null; readonly clerk: string | null;
  readonly outcome: string; readonly wait_ms: number | null; readonly service_ms: number | null; readonly applicant_kind: string; readonly materials: string;
};
type MappingRow = { readonly name: string; readonly mapping: string; readonly saved_at: number };
type ImportRow = { readonly id: string; readonly at: number; readonly by: string; readonly sha256: string; readonly mapping: string | null; readonly transactions: number; readonly expected: number };

const statements = perConnection((database) => ({
  // Served by handled_source.
  bySource: database.prepare<[string], SourceRow>(
    'SELECT day, finished_at, matter, lane, window, clerk, outcome, wait_ms, service_ms, applicant_kind, materials FROM handled WHERE source_number = ?',
  ),
  imported: database.prepare<[], number>('SELECT count(*) FROM handled WHERE source_number IS NOT NULL').pluck(),
  mapping: database.prepare<[string], string>('SELECT mapping FROM history_mapping WHERE name = ?').pluck(),
  mappings: database.prepare<[], MappingRow>('SELECT name, mapping, saved_at FROM history_mapping ORDER BY name'),
  imports: database.prepare<[], ImportRow>('SELECT id, at, by, sha256, mapping, transactions, expected FROM history_import ORDER BY seq DESC'),
}));

/** How many transactions were ever imported: rows are never deleted, so it is the last number of their series, too. */
export const countImported = (database: Sqlite): number => statements(database).imported.get() ?? 0;

/** Whether a transaction of this source number is here, and whether it says the same. Names of matters are the catalogue's and do not count. */
export function findImported(database: Sqlite, transaction: ImportedTransaction): 'new' | 'same' | 'different' {
  const row = statements(database).bySource.get(transaction.sourceNumber);
  if (row === undefined) return 'new';
  return canonicalize(contentOf(transaction)) === canonicalize(contentIn(row)) ? 'same' : 'different';
}

/** What a file says of a transaction. */
type Content = Omit<ImportedTransaction, 'sourceNumber' | 'matterName' | 'matter' | 'lane' | 'outcome' | 'applicantKind'> & {
  readonly matter: string; readonly lane: string; readonly outcome: string; readonly applicantKind: string;
};

const contentOf = ({ sourceNumber: _number, matterName: _name, ...content }: ImportedTransaction): Content => content;

const StoredMaterials = z.array(ImportedMaterial.omit({ listed: true }).strip());

function contentIn(row: SourceRow): Content {
  return {
    day: row.day, finishedAt: row.finished_at, matter: row.matter, lane: row.lane, window: row.window, clerk: row.clerk, outcome: row.outcome,
    waitSeconds: seconds(row.wait_ms), serviceSeconds: seconds(row.service_ms), applicantKind: row.applicant_kind,
    materials: fromJson(row.materials, StoredMaterials).map((material) => ({ ...material, listed: null })),
  };
}

const seconds = (milliseconds: number | null): number | null => (milliseconds === null ? null : milliseconds / 1000);

/** The saved mapping of a name, or null. */
export function findMapping(database: Sqlite, name: string): HistoryMapping | null {
  const mapping = statements(database).mapping.get(name);
  return mapping === undefined ? null : fromJson(mapping, HistoryMapping);
}

export const listMappings = (database: Sqlite): { name: string; mapping: HistoryMapping; savedAt: number }[] =>
  statements(database).mappings.all().map(({ name, mapping, saved_at }) => ({ name, mapping: fromJson(mapping, HistoryMapping), savedAt: saved_at }));

export const listImports = (database: Sqlite): HistoryImport[] =>
  statements(database).imports.all().map(({ id, ...row }) => ({ import: id, ...row }));
