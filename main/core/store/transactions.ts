/** Handled matters, read from the projections; personal data comes out masked unless it is asked for by name. */
import { z } from 'zod';
import type { ApplicantKind } from '../../../shared/catalogue/catalogue.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { DueUnknown, type MaterialRecord, type TransactionMaterial, type TransactionSummary } from '../../../shared/contract/transaction.ts';
import { maskName, maskPaper } from '../../../shared/identity/mask.ts';
import { HistoryMaterial } from '../../../shared/history/imported-transaction.ts';
import { StoredMaterial } from '../../../shared/journal/entry.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import { Applicant, Proxy, type RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import type { Sealing } from '../vault/sealing.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

type CommonRow = {
  readonly number: string;
  readonly seq: number;
  readonly latest_seq: number;
  readonly lane: Lane;
  readonly window: number | null;
  readonly day: string;
  readonly matter: string;
  readonly matter_name: string;
  readonly matter_name_en: string;
  readonly category: string;
  readonly catalogue_version: number;
  readonly outcome: RecordedOutcome;
  readonly applicant_kind: ApplicantKind;
  readonly note: string | null;
  readonly materials: string;
  readonly due: string | null;
  readonly due_unknown: string | null;
  readonly amendments: number;
  readonly units: number;
  readonly official: string | null;
};

/** What was handled at this counter. */
export type HandledRow = CommonRow & {
  readonly imported: 0;
  readonly source_number: null;
  readonly visit: string;
  readonly ticket: string;
  readonly clerk: string;
  readonly finished_at: number;
  readonly applicant: string;
};

/** What was taken over from a previous system: nobody was received for it, and nobody's data came with it. */
export type ImportedRow = CommonRow & {
  readonly imported: 1;
  readonly source_number: string;
  readonly visit: null;
  readonly ticket: null;
  readonly clerk: string | null;
  readonly finished_at: number | null;
  readonly applicant: null;
};

/** Applicant and proxy, as they are sealed in a transaction. */
export const Persons = z.strictObject({ applicant: Applicant, proxy: Proxy.nullable() });
export type Persons = z.infer<typeof Persons>;

const withOfficial = 'SELECT handled.*, (SELECT official FROM official_number WHERE official_number.number = handled.number ORDER BY official_number.seq DESC LIMIT 1) AS official FROM handled';

const statements = perConnection((database) => ({
  byNumber: database.prepare<[string], HandledRow | ImportedRow>(`${withOfficial} WHERE number = ?`),
  // Served by handled_own.
  lastNumber: database.prepare<[], string>('SELECT number FROM handled WHERE imported = 0 ORDER BY seq DESC LIMIT 1').pluck(),
}));

/** Any transaction, for reading. `path` is where the number stands in the input. */
export function findAnyTransaction(database: Sqlite, number: string, path = '$.number'): HandledRow | ImportedRow {
  const row = statements(database).byNumber.get(number);
  if (row === undefined) throw badInput(path, 'unknown-transaction', 'there is no transaction with this number');
  return row;
}

/** A transaction that was handled here; of an imported one nothing is known that could be corrected, printed or shown. */
export function findTransaction(database: Sqlite, number: string, path = '$.number'): HandledRow {
  const row = findAnyTransaction(database, number, path);
  if (row.imported === 1) throw new Refusal('transaction-imported', 'this transaction was imported from a previous system; here it can only be read');
  return row;
}

/** The station's next transaction number. Rows are never deleted, so the last one carries the highest. */
export function nextNumber(database: Sqlite, stationCode: string): string {
  const last = statements(database).lastNumber.get();
  const count = last === undefined ? 0 : Number(last.slice(last.lastIndexOf('-') + 1));
  return `${stationCode}-${String(count + 1).padStart(6, '0')}`;
}

/** Null once the person's key was shredded. */
export function readPersons(sealing: Sealing, row: HandledRow): Persons | null {
  return sealing.open(fromJson(row.applicant, SealedBox), Persons);
}

/** The materials of any transaction, for reading. */
export function readAnyMaterials(sealing: Sealing, row: HandledRow | ImportedRow): TransactionMaterial[] {
  if (row.imported === 0) return readMaterials(sealing, row).map((material) => ({ ...material, kept: false }));
  return fromJson(row.materials, z.array(HistoryMaterial)).map((material) => ({ ...material, copies: null, note: null, dueBy: null }));
}

export const readMaterials = (sealing: Sealing, row: HandledRow): MaterialRecord[] => openMaterials(sealing, fromJson(row.materials, z.array(StoredMaterial)));

/** Materials with their notes opened; a note whose key was shredded is gone. */
export const openMaterials = (sealing: Sealing, materials: readonly StoredMaterial[]): MaterialRecord[] =>
  materials.map((material) => ({ ...material, note: material.note === null ? null : sealing.open(material.note, z.string()) }));

/** What stands in place of a person whose key was shredded. */
const shredded = '—';

export function summaryOf(sealing: Sealing, row: HandledRow | ImportedRow): TransactionSummary {
  return {
    number: row.number, official: row.official, ticket: row.ticket, visit: row.visit, day: row.day, finishedAt: row.finished_at, lane: row.lane, window: row.window, clerk: row.clerk,
    matter: row.matter, matterName: row.matter_name, matterNameEn: row.matter_name_en, outcome: row.outcome, due: row.due,
    dueUnknown: DueUnknown.nullable().parse(row.due_unknown), applicantKind: row.applicant_kind,
    applicantMasked: row.imported === 1 ? null : maskedIn(readPersons(sealing, row)), amendments: row.amendments, units: row.units, catalogueVersion: row.catalogue_version,
    imported: row.imported === 1, sourceNumber: row.source_number,
  };
}

const maskedIn = (persons: Persons | null): { name: string; paper: string } => (persons === null ? { name: shredded, paper: shredded } : masked(persons.applicant));

/** An enterprise's name and credit code are public; a person's are masked. */
export function masked(applicant: Applicant): { name: string; paper: string } {
  if (applicant.kind === 'enterprise' && applicant.paper.type === 'credit-code') return { name: applicant.name, paper: applicant.paper.number };
  return { name: maskName(applicant.name), paper: maskPaper(applicant.paper.type, applicant.paper.number) };
}

export type ListFilter = { readonly from: string; readonly to: string; readonly lane?: string | undefined; readonly matter?: string | undefined; readonly window?: number | undefined; readonly clerk?: string | undefined; readonly imported?: boolean | undefined; readonly before?: string | undefined; readonly limit: number };

/** Newest day first, and in a day the last journaled first; `before` is the last number of the page before. Served by handled_of_day. */
export function listTransactions(database: Sqlite, filter: ListFilter): readonly (HandledRow | ImportedRow)[] {
  return database
    .prepare<Record<string, string | number | null>, HandledRow | ImportedRow>(
      `${withOfficial}
        WHERE day BETWEEN @from AND @to AND (@lane IS NULL OR lane = @lane) AND (@matter IS NULL OR matter = @matter) AND (@window IS NULL OR window = @window)
          AND (@clerk IS NULL OR clerk = @clerk) AND (@imported IS NULL OR imported = @imported) AND (@before IS NULL OR (day, seq, number) < (SELECT day, seq, number FROM handled WHERE number = @before))
        ORDER BY day DESC, seq DESC, number DESC LIMIT @limit`,
    )
    .all({
      from: filter.from, to: filter.to, lane: filter.lane ?? null, matter: filter.matter ?? null, window: filter.window ?? null, clerk: filter.clerk ?? null,
      imported: filter.imported === undefined ? null : Number(filter.imported), before: filter.before ?? null, limit: filter.limit,
    });
}
