/** The facts of a station in memory: read once from the tables, then kept up with the journal entry by entry. */
import { Matter } from '../../../shared/catalogue/catalogue.ts';
import { numberOfDay } from '../../../shared/statistics/calendar.ts';
import type { DimensionValue } from '../../../shared/statistics/dimensions.ts';
import { RatingLevel, wordOf } from '../../../shared/visit/rating.ts';
import type { Head } from '../store/journal.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { Codes, Columns, none } from './columns.ts';
import { createTransactionTraits, createVisitTraits, type TransactionTraits, type VisitTraits } from './traits.ts';

const wide = (rows: number): Int32Array => new Int32Array(rows);
const narrow = (rows: number): Int16Array => new Int16Array(rows);

/** `hour`, `window` and times (milliseconds) are `none` where they are not known; `edition` counts in `editions`, `clerk` in `clerks`. */
const visitColumns = (rows: number) => ({ day: wide(rows), clerk: wide(rows), edition: wide(rows), wait: wide(rows), hour: narrow(rows), window: narrow(rows), traits: narrow(rows) });
const transactionColumns = (rows: number) => ({
  ...visitColumns(rows), service: wide(rows), units: wide(rows),
  dropped: narrow(rows), fetched: narrow(rows), checked: narrow(rows), promised: narrow(rows), tolerated: narrow(rows), collected: narrow(rows), missing: narrow(rows), notApplicable: narrow(rows),
});
type TransactionColumns = Columns<ReturnType<typeof transactionColumns>>;
type VisitColumns = Columns<ReturnType<typeof visitColumns>>;
type Visits = { readonly columns: VisitColumns; readonly several: Map<number, readonly number[]> };

/** A matter as one version of the catalogue describes it. */
export type Edition = {
  readonly matter: string; readonly category: string; readonly caseKind: string | null; readonly lifeEvents: readonly string[]; readonly windowOffered: boolean;
  /** Limits that can be summed (compression.ts): both stated, something to compress, in working days. */
  readonly workingLimits: { readonly statutory: number; readonly promised: number } | null;
};

/** `stretches` are the days of a span by a dimension of the calendar, as source.ts works them out. */
export type Dictionary = { readonly editions: readonly Edition[]; readonly clerks: Codes; readonly stretches: Map<string, Stretches> };
export type Stretches = { readonly places: Int32Array; readonly values: readonly DimensionValue[] };
export type Facts =
  | { readonly fact: 'transactions'; readonly columns: TransactionColumns; readonly dictionary: Dictionary; readonly traits: TransactionTraits }
  /** `several`: of visits with more than one matter, all their editions. */
  | { readonly fact: 'visits'; readonly columns: VisitColumns; readonly dictionary: Dictionary; readonly traits: VisitTraits; readonly several: ReadonlyMap<number, readonly number[]> };

const hourMs = 3_600_000;
const chinaOffsetMs = 8 * hourMs;
const hourOf = (at: number | null): number => (at === null ? none : Math.floor((at + chinaOffsetMs) / hourMs) % 24);

/** What was promised and what became of it: nothing, not decided yet, decided by the day, or late. */
function promiseOf(due: string | null, closed: string | null): string {
  if (due === null) return 'none';
  if (closed === null) return 'open';
  return closed <= due ? 'kept' : 'late';
}

type TransactionRow = readonly [
  id: number, day: string, finishedAt: number | null, lane: string, window: number | null, clerk: string | null, version: number, matter: string, category: string, outcome: string,
  applicantKind: string, priority: number, imported: number, wait: number | null, service: number | null, due: string | null, closed: string | null, licence: number,
  units: number, dropped: number, fetched: number, checked: number, promised: number, tolerated: number, collected: number, missing: number, notApplicable: number,
];

const handledColumns = `
  handled.rowid, day, finished_at, lane, window, clerk, handled.catalogue_version, handled.matter, category, outcome, handled.applicant_kind, priority, imported, wait_ms, service_ms,
  promised_due, closed_day`;
const amounts = 'units, dropped, fetched, checked, promised, tolerated, collected, missing, not_applicable';

/**
 * Row numbers of `handled` and `visit` are dense and lasting: nothing is ever deleted there, and a replay inserts in the same order. All rows are read from an index
 * that covers them (handled_volume, visit_of_day), so that the first question of a day does not read the whole file.
 */
export const allTransactions = `SELECT ${handledColumns}, 0, ${amounts} FROM handled`;
const allLicences = 'SELECT handled.rowid FROM licence_case CROSS JOIN handled ON handled.number = licence_case.number';
const transactionSql = `
  SELECT ${handledColumns}, EXISTS (SELECT 1 FROM licence_case WHERE licence_case.number = handled.number AND licence_case.number IS NOT NULL), ${amounts}
    FROM handled`;

type VisitRow = readonly [
  id: number, day: string, receivedAt: number, lane: string, window: number | null, clerk: string | null, version: number, state: string, priority: number, overridden: number,
  issuedHere: number, wait: number | null, level: number | null, matter: string | null, position: number | null,
];

const ticketColumns = 'visit.rowid, visit.day, received_at, visit.lane, visit.window, visit.clerk, catalogue_version, state, priority, overridden, sequence IS NOT NULL, wait_ms';
export const allVisits = `SELECT ${ticketColumns}, NULL, NULL, NULL FROM visit`;
const allRatings = 'SELECT visit.rowid, level FROM rating CROSS JOIN visit ON visit.id = rating.visit';
/** In the order of a visit's matters, which is the key's. */
const allMatters = 'SELECT visit.rowid, code, position FROM visit_matter CROSS JOIN visit ON visit.id = visit_matter.visit';
/** A visit comes once for each of its matters, in their order. */
const visitSql = `
  SELECT ${ticketColumns}, rating.level, visit_matter.code, visit_matter.position
    FROM visit LEFT JOIN rating ON rating.visit = visit.id LEFT JOIN visit_matter ON visit_matter.visit = visit.id`;

/** What changed since an entry, by the entries themselves. */
const touchedVisits = `SELECT DISTINCT entry ->> '$.body.visit' FROM journal WHERE seq > ? AND (type LIKE 'ticket.%' OR type IN ('transaction.finished', 'visit.rated'))`;
const touchedNumbers = `SELECT DISTINCT entry ->> '$.body.number' FROM journal WHERE seq > ? AND type IN ('transaction.amended', 'licence.decided')`;
const rebuilt = `SELECT 1 FROM journal WHERE seq > ? AND type = 'journal.rebuilt' LIMIT 1`;

const yesNo = (value: number): 'yes' | 'no' => (value === 0 ? 'no' : 'yes');

/** To be asked inside one read transaction, so that everything of an answer belongs to one moment. */
export class FactReader {
  private readonly database: Sqlite;
  private readonly dayNumbers = new Map<string, number>();
  private readonly editionCodes = new Map<number, Map<string, number>>();
  private editions: Edition[] = [];
  private clerks = new Codes();
  private readonly stretches = new Map<string, Stretches>();
  private readonly transactionTraits = createTransactionTraits();
  private readonly visitTraits = createVisitTraits();
  private transactions: { readonly columns: TransactionColumns; head: Head } | null = null;
  private visits: { readonly columns: VisitColumns; readonly several: Map<number, readonly number[]>; head: Head } | null = null;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** The entry through which the journal is counted. */
  head(): Head {
    return this.database.prepare<[], Head>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() ?? { seq: 0, hash: '' };
  }

  present(fact: Facts['fact']): Facts {
    const head = this.head();
    const since = Math.min(this.transactions?.head.seq ?? head.seq, this.visits?.head.seq ?? head.seq);
    if (since > head.seq || this.database.prepare(rebuilt).get(since) !== undefined) {
      this.transactions = null;
      this.visits = null;
    }
    const dictionary = { editions: this.editions, clerks: this.clerks, stretches: this.stretches };
    if (fact === 'transactions') {
      this.transactions = { columns: this.transactions === null ? this.readTransactions() : this.followTransactions(this.transactions), head };
      return { fact, columns: this.transactions.columns, dictionary, traits: this.transactionTraits };
    }
    this.visits = { ...(this.visits === null ? this.readVisits() : this.followVisits(this.visits)), head };
    return { fact, columns: this.visits.columns, several: this.visits.several, dictionary, traits: this.visitTraits };
  }

  private count(table: 'handled' | 'visit'): number {
    return this.database.prepare<[], number>(`SELECT coalesce(max(rowid), 0) FROM ${table}`).pluck().get() ?? 0;
  }

  private readTransactions(): TransactionColumns {
    const columns = new Columns(transactionColumns, this.count('handled'));
    const licences = new Set(this.database.prepare<[], number>(allLicences).pluck().all());
    for (const row of this.database.prepare<[], TransactionRow>(allTransactions).raw().iterate()) this.putTransaction(columns, row, licences.has(row[0]));
    return columns;
  }

  private readVisits(): { columns: VisitColumns; several: Map<number, readonly number[]> } {
    const rows = this.count('visit');
    const visits = { columns: new Columns(visitColumns, rows), several: new Map<number, readonly number[]>() };
    const [levels, versions] = [new Int8Array(rows + 1), new Int32Array(rows + 1)];
    for (const [id, level] of this.database.prepare<[], readonly [number, number]>(allRatings).raw().iterate()) levels[id] = level;
    for (const row of this.database.prepare<[], VisitRow>(allVisits).raw().iterate()) {
      const [id, , , , , , version] = row;
      versions[id] = version;
      this.putVisit(visits, row, levels[id] === 0 ? null : (levels[id] ?? null));
    }
    for (const [id, matter, position] of this.database.prepare<[], readonly [number, string, number]>(allMatters).raw().iterate()) this.putMatter(visits, id, versions[id] ?? 0, matter, position);
    return visits;
  }

  /** New rows, and those of which an entry since then speaks. */
  private followTransactions({ columns, head }: { readonly columns: TransactionColumns; readonly head: Head }): TransactionColumns {
    const amended = this.database.prepare<[number], string>(touchedNumbers).pluck().all(head.seq);
    const fresh = this.database.prepare<[number], TransactionRow>(`${transactionSql} WHERE handled.rowid > ?`).raw().all(columns.size);
    const one = this.database.prepare<[string], TransactionRow>(`${transactionSql} WHERE handled.number = ?`).raw();
    for (const row of [...fresh, ...amended.flatMap((number) => one.all(number))]) this.putTransaction(columns, row, row[17] === 1);
    return columns;
  }

  private followVisits({ columns, several, head }: { readonly columns: VisitColumns; readonly several: Map<number, readonly number[]>; readonly head: Head }): { columns: VisitColumns; several: Map<number, readonly number[]> } {
    const touched = this.database.prepare<[number], string>(touchedVisits).pluck().all(head.seq);
    const fresh = this.database.prepare<[number], VisitRow>(`${visitSql} WHERE visit.rowid > ?`).raw().all(columns.size);
    const one = this.database.prepare<[string], VisitRow>(`${visitSql} WHERE visit.id = ?`).raw();
    for (const row of [...fresh, ...touched.flatMap((id) => one.all(id))]) {
      const [id, , , , , , version, , , , , , level, matter, position] = row;
      if (position === null || position === 0) this.putVisit({ columns, several }, row, level);
      if (matter !== null && position !== null) this.putMatter({ columns, several }, id, version, matter, position);
    }
    return { columns, several };
  }

  private putTransaction(columns: TransactionColumns, row: TransactionRow, licensed: boolean): void {
    const [
      id, day, finishedAt, lane, window, clerk, version, matter, category, outcome, applicantKind, priority, imported, wait, service, due, closed, ,
      units, dropped, fetched, checked, promised, tolerated, collected, missing, notApplicable,
    ] = row;
    const at = columns.put(id);
    const { of } = columns;
    of.day[at] = this.dayNumber(day);
    of.hour[at] = hourOf(finishedAt);
    of.window[at] = window ?? none;
    of.clerk[at] = this.clerks.codeOf(clerk);
    of.edition[at] = this.editionOf(version, matter, category);
    const promise = promiseOf(due, closed);
    of.traits[at] = this.transactionTraits.numberOf(`${outcome} ${lane} ${applicantKind} ${priority} ${imported} ${licensed} ${promise}`, () => ({
      outcome, lane, applicantKind, priority: priority === 0 ? 'ordinary' : 'priority', origin: imported === 0 ? 'own' : 'imported', licence: licensed ? 'yes' : 'no', promise,
    }));
    of.wait[at] = wait ?? none;
    of.service[at] = service ?? none;
    of.units[at] = units;
    of.dropped[at] = dropped;
    of.fetched[at] = fetched;
    of.checked[at] = checked;
    of.promised[at] = promised;
    of.tolerated[at] = tolerated;
    of.collected[at] = collected;
    of.missing[at] = missing;
    of.notApplicable[at] = notApplicable;
  }

  /** Without its matters. */
  private putVisit({ columns, several }: Visits, row: VisitRow, level: number | null): void {
    const [id, day, receivedAt, lane, window, clerk, , state, priority, overridden, issuedHere, wait] = row;
    const at = columns.put(id);
    const { of } = columns;
    several.delete(at);
    of.edition[at] = none;
    of.day[at] = this.dayNumber(day);
    of.hour[at] = hourOf(receivedAt);
    of.window[at] = window ?? none;
    of.clerk[at] = this.clerks.codeOf(clerk);
    of.traits[at] = this.visitTraits.numberOf(`${state} ${lane} ${priority} ${overridden} ${issuedHere} ${level}`, () => ({
      state, lane, priority: priority === 0 ? 'ordinary' : 'priority', overridden: yesNo(overridden), issuedHere: yesNo(issuedHere), rating: level === null ? 'none' : wordOf(RatingLevel.parse(level)),
    }));
    of.wait[at] = wait ?? none;
  }

  private putMatter({ columns, several }: Visits, id: number, version: number, matter: string, position: number): void {
    const at = columns.put(id);
    const { edition } = columns.of;
    const own = this.editionOf(version, matter, null);
    const known = several.get(at) ?? [edition[at] ?? none];
    if (position === 0) edition[at] = own;
    else if (!known.includes(own)) several.set(at, [...known, own]);
  }

  private dayNumber(day: string): number {
    const known = this.dayNumbers.get(day);
    if (known !== undefined) return known;
    const number = numberOfDay(day);
    this.dayNumbers.set(day, number);
    return number;
  }

  private editionOf(version: number, matter: string, category: string | null): number {
    const codes = this.editionCodes.get(version) ?? new Map<string, number>();
    // The category is the row's own where the catalogue does not know the matter.
    const own = `${matter} ${category ?? ''}`;
    const known = codes.get(matter) ?? codes.get(own);
    if (known !== undefined) return known;
    const edition = this.readEdition(version, matter, category);
    this.editionCodes.set(version, codes.set(edition.caseKind === null ? own : matter, this.editions.length));
    return this.editions.push(edition) - 1;
  }

  private readEdition(version: number, matter: string, category: string | null): Edition {
    const content = this.database.prepare<[number, string], string>('SELECT content FROM catalogue_matter WHERE version = ? AND code = ?').pluck().get(version, matter);
    const found = content === undefined ? null : Matter.parse(JSON.parse(content));
    return {
      matter, category: found?.category ?? category ?? '', caseKind: found?.caseKind ?? null, lifeEvents: found?.lifeEvents ?? [], windowOffered: found?.channels.includes('window') ?? false,
      workingLimits: found === null ? null : workingLimits(found),
    };
  }
}

function workingLimits({ statutoryDays, promisedDays, dayUnit }: Matter): Edition['workingLimits'] {
  return statutoryDays === null || promisedDays === null || statutoryDays === 0 || dayUnit !== 'working' ? null : { statutory: statutoryDays, promised: promisedDays };
}
