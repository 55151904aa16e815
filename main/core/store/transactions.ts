/** Handled matters, read from the projections; personal data comes out masked unless it is asked for by name. */
import { z } from 'zod';
import type { ApplicantKind } from '../../../shared/catalogue/catalogue.ts';
import { badInput } from '../../../shared/contract/errors.ts';
import { DueUnknown, type MaterialRecord, type TransactionSummary } from '../../../shared/contract/transaction.ts';
import { maskName, maskPaper } from '../../../shared/identity/mask.ts';
import { StoredMaterial } from '../../../shared/journal/entry.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import { Applicant, Proxy, type RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import type { Sealing } from '../vault/sealing.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

export type HandledRow = {
  readonly number: string;
  readonly seq: number;
  readonly latest_seq: number;
  readonly visit: string;
  readonly ticket: string;
  readonly lane: Lane;
  readonly window: number | null;
  readonly clerk: string;
  readonly day: string;
  readonly finished_at: number;
  readonly matter: string;
  readonly matter_name: string;
  readonly matter_name_en: string;
  readonly category: string;
  readonly catalogue_version: number;
  readonly outcome: RecordedOutcome;
  readonly applicant_kind: ApplicantKind;
  readonly applicant: string;
  readonly note: string | null;
  readonly materials: string;
  readonly due: string | null;
  readonly due_unknown: string | null;
  readonly amendments: number;
};

/** Applicant and proxy, as they are sealed in a transaction. */
export const Persons = z.strictObject({ applicant: Applicant, proxy: Proxy.nullable() });
export type Persons = z.infer<typeof Persons>;

const statements = perConnection((database) => ({
  byNumber: database.prepare<[string], HandledRow>('SELECT * FROM handled WHERE number = ?'),
  lastNumber: database.prepare<[], string>('SELECT number FROM handled ORDER BY rowid DESC LIMIT 1').pluck(),
}));

/** `path` is where the number stands in the input. */
export function findTransaction(database: Sqlite, number: string, path = '$.number'): HandledRow {
  const row = statements(database).byNumber.get(number);
  if (row === undefined) throw badInput(path, 'unknown-transaction', 'there is no transaction with this number');
  return row;
}

/** The station's next transaction number. Rows are never deleted, so the last one inserted carries the highest. */
export function nextNumber(database: Sqlite, stationCode: string): string {
  const last = statements(database).lastNumber.get();
  const count = last === undefined ? 0 : Number(last.slice(last.lastIndexOf('-') + 1));
  return `${stationCode}-${String(count + 1).padStart(6, '0')}`;
}

/** Null once the person's key was shredded. */
export function readPersons(sealing: Sealing, row: HandledRow): Persons | null {
  return sealing.open(fromJson(row.applicant, SealedBox), Persons);
}

export const readMaterials = (sealing: Sealing, row: HandledRow): MaterialRecord[] => openMaterials(sealing, fromJson(row.materials, z.array(StoredMaterial)));

/** Materials with their notes opened; a note whose key was shredded is gone. */
export const openMaterials = (sealing: Sealing, materials: readonly StoredMaterial[]): MaterialRecord[] =>
  materials.map((material) => ({ ...material, note: material.note === null ? null : sealing.open(material.note, z.string()) }));

/** What stands in place of a person whose key was shredded. */
const shredded = '—';

export function summaryOf(sealing: Sealing, row: HandledRow): TransactionSummary {
  const persons = readPersons(sealing, row);
  return {
    number: row.number, ticket: row.ticket, visit: row.visit, day: row.day, finishedAt: row.finished_at, lane: row.lane, window: row.window, clerk: row.clerk,
    matter: row.matter, matterName: row.matter_name, matterNameEn: row.matter_name_en, outcome: row.outcome, due: row.due,
    dueUnknown: DueUnknown.nullable().parse(row.due_unknown), applicantKind: row.applicant_kind,
    applicantMasked: persons === null ? { name: shredded, paper: shredded } : masked(persons.applicant), amendments: row.amendments, catalogueVersion: row.catalogue_version,
  };
}

/** An enterprise's name and credit code are public; a person's are masked. */
export function masked(applicant: Applicant): { name: string; paper: string } {
  if (applicant.kind === 'enterprise' && applicant.paper.type === 'credit-code') return { name: applicant.name, paper: applicant.paper.number };
  return { name: maskName(applicant.name), paper: maskPaper(applicant.paper.type, applicant.paper.number) };
}

export type ListFilter = { readonly from: string; readonly to: string; readonly lane?: string | undefined; readonly matter?: string | undefined; readonly window?: number | undefined; readonly clerk?: string | undefined; readonly before?: string | undefined; readonly limit: number };

/** Newest first; `before` is the last number of the page before. Served by handled_volume. */
export function listTransactions(database: Sqlite, filter: ListFilter): readonly HandledRow[] {
  return database
    .prepare<Record<string, string | number | null>, HandledRow>(
      `SELECT * FROM handled
        WHERE day BETWEEN @from AND @to AND (@lane IS NULL OR lane = @lane) AND (@matter IS NULL OR matter = @matter) AND (@window IS NULL OR window = @window)
          AND (@clerk IS NULL OR clerk = @clerk) AND (@before IS NULL OR seq < (SELECT seq FROM handled WHERE number = @before))
        ORDER BY seq DESC LIMIT @limit`,
    )
    .all({
      from: filter.from, to: filter.to, lane: filter.lane ?? null, matter: filter.matter ?? null, window: filter.window ?? null, clerk: filter.clerk ?? null,
      before: filter.before ?? null, limit: filter.limit,
    });
}
