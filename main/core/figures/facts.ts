/** The facts of a station in memory: read once from the tables, then kept up with the journal entry by entry. */
import { Matter } from '../../../shared/catalogue/catalogue.ts';
import { numberOfDay } from '../../../shared/statistics/calendar.ts';
import { attributes } from '../../../shared/statistics/measures.ts';
import type { Head } from '../store/journal.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { Codes, Columns, none } from './columns.ts';

const wide = (rows: number): Int32Array => new Int32Array(rows);
const narrow = (rows: number): Int16Array => new Int16Array(rows);

const transactionColumns = (rows: number) => ({
  day: wide(rows), clerk: wide(rows), edition: wide(rows), wait: wide(rows), service: wide(rows), units: wide(rows),
  hour: narrow(rows), lane: narrow(rows), window: narrow(rows), outcome: narrow(rows), applicantKind: narrow(rows), priority: narrow(rows), origin: narrow(rows), licence: narrow(rows), promise: narrow(rows),
  dropped: narrow(rows), fetched: narrow(rows), checked: narrow(rows), promised: narrow(rows), tolerated: narrow(rows), collected: narrow(rows), missing: narrow(rows), notApplicable: narrow(rows),
});
const visitColumns = (rows: number) => ({
  day: wide(rows), clerk: wide(rows), edition: wide(rows), wait: wide(rows),
  hour: narrow(rows), lane: narrow(rows), window: narrow(rows), state: narrow(rows), priority: narrow(rows), overridden: narrow(rows), issuedHere: narrow(rows),
});
export type TransactionColumns = ReturnType<typeof transactionColumns>;
export type VisitColumns = ReturnType<typeof visitColumns>;

/** A matter as one version of the catalogue describes it. */
export type Edition = { readonly matter: string; readonly category: string; readonly caseKind: string | null; readonly lifeEvents: readonly string[]; readonly windowOffered: boolean; readonly workingLimits: readonly [statutory: number, promised: number] | null };

export type Facts = {
  readonly transactions: Columns<TransactionColumns>;
  readonly visits: Columns<VisitColumns>;
  /** Of visits with more than one matter: all their editions. */
  readonly visitEditions: Map<number, readonly number[]>;
  readonly editions: Edition[];
  readonly clerks: Codes;
  readonly applicantKinds: Codes;
  readonly outcomes: Codes;
  readonly lanes: Codes;
  readonly states: Codes;
  /** The entry through which they were counted. */
  head: Head;
};

const hourMs = 3_600_000;
const chinaOffsetMs = 8 * hourMs;
const hourOf = (at: number | null): number => (at === null ? none : Math.floor((at + chinaOffsetMs) / hourMs) % 24);

const fixedCodes = (texts: readonly string[]): Codes => {
  const codes = new Codes();
  for (const text of texts) codes.codeOf(text);
  return codes;
};

/** Promised days as a row of `handled` tells them: none, not decided yet, kept, or late. */
const promises = attributes.promise;
function promiseOf(due: string | null, closed: string | null): number {
  if (due === null) return promises.indexOf('none');
  if (closed === null) return promises.indexOf('open');
  return promises.indexOf(closed <= due ? 'kept' : 'late');
}

type TransactionRow = readonly [
  id: number, day: string, finishedAt: number | null, lane: string, window: number | null, clerk: string | null, version: number, matter: string, category: string, outcome: string,
  applicantKind: string, priority: number, imported: number, wait: number | null, service: number | null, due: string | null, closed: string | null, licence: number,
  units: number, dropped: number, fetched: number, checked: number, promised: number, tolerated: number, collected: number, missing: number, notApplicable: number,
];

/** Row numbers of `handled` and `visit` are dense and lasting: nothing is ever deleted there, and a replay inserts in the same order. */
const transactionSql = `
  SELECT handled.rowid, day, finished_at, lane, window, clerk, handled.catalogue_version, handled.matter, category, outcome, handled.applicant_kind, priority, imported, wait_ms, service_ms,
         promised_due, closed_day, EXISTS (SELECT 1 FROM licence_case WHERE licence_case.number = handled.number AND licence_case.number IS NOT NULL),
         1, dropped, fetched, checked, promised, tolerated, collected, missing, not_applicable
    FROM handled`;

type VisitRow = readonly [
  id: number, day: string, receivedAt: number, lane: string, window: number | null, clerk: string | null, version: number, state: string, priority: number, overridden: number,
  issuedHere: number, wait: number | null, matter: string | null, position: number | null,
];

const visitSql = `
  SELECT visit.rowid, day, received_at, lane, window, clerk, catalogue_version, state, priority, overridden, sequence IS NOT NULL, wait_ms, visit_matter.code, visit_matter.position
    FROM visit LEFT JOIN visit_matter ON visit_matter.visit = visit.id`;

/** What changed since an entry, by the entries themselves. */
const touchedVisits = `SELECT DISTINCT entry ->> '$.body.visit' FROM journal WHERE seq > ? AND (type LIKE 'ticket.%' OR type IN ('transaction.finished', 'visit.rated'))`;
const touchedNumbers = `SELECT DISTINCT entry ->> '$.body.number' FROM journal WHERE seq > ? AND type IN ('transaction.amended', 'licence.decided')`;
const rebuilt = `SELECT 1 FROM journal WHERE seq > ? AND type IN ('journal.rebuilt', 'catalogue.adopted') LIMIT 1`;

export class FactReader {
  private facts: Facts | null = null;
  private readonly dayNumbers = new Map<string, number>();
  private editionCodes = new Map<string, number>();

  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** The facts of this moment; to be called inside a read transaction, so that what is read beside them belongs to them. */
  present(): Facts {
    const head = this.head();
    const known = this.facts;
    if (known !== null && known.head.seq === head.seq && known.head.hash === head.hash) return known;
    if (known === null || head.seq < known.head.seq || this.database.prepare(rebuilt).get(known.head.seq) !== undefined) this.facts = this.readAll();
    else this.follow(known);
    const facts = this.facts ?? this.readAll();
    facts.head = head;
    return facts;
  }

  private head(): Head {
    return this.database.prepare<[], Head>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() ?? { seq: 0, hash: '' };
  }

  private readAll(): Facts {
    this.editionCodes = new Map();
    const facts: Facts = {
      transactions: new Columns(transactionColumns), visits: new Columns(visitColumns), visitEditions: new Map(), editions: [], clerks: new Codes(),
      applicantKinds: new Codes(), outcomes: fixedCodes(attributes.outcome), lanes: fixedCodes(attributes.lane), states: fixedCodes(attributes.state), head: { seq: 0, hash: '' },
    };
    const count = (table: 'handled' | 'visit'): number => this.database.prepare<[], number>(`SELECT coalesce(max(rowid), 0) FROM ${table}`).pluck().get() ?? 0;
    facts.transactions.reserve(count('handled'));
    facts.visits.reserve(count('visit'));
    for (const row of this.database.prepare<[], TransactionRow>(transactionSql).raw().iterate()) this.putTransaction(facts, row);
    for (const row of this.database.prepare<[], VisitRow>(visitSql).raw().iterate()) this.putVisit(facts, row);
    return facts;
  }

  /** New rows, and those of which an entry since then speaks. */
  private follow(facts: Facts): void {
    const { seq } = facts.head;
    const amended = this.database.prepare<[number], string>(touchedNumbers).pluck().all(seq);
    const seen = this.database.prepare<[number], string>(touchedVisits).pluck().all(seq);
    const newTransactions = this.database.prepare<[number], TransactionRow>(`${transactionSql} WHERE handled.rowid > ?`).raw().all(facts.transactions.size);
    const newVisits = this.database.prepare<[number], VisitRow>(`${visitSql} WHERE visit.rowid > ?`).raw().all(facts.visits.size);
    const transaction = this.database.prepare<[string], TransactionRow>(`${transactionSql} WHERE handled.number = ?`).raw();
    const visit = this.database.prepare<[string], VisitRow>(`${visitSql} WHERE visit.id = ?`).raw();
    for (const row of newTransactions) this.putTransaction(facts, row);
    for (const number of amended) for (const row of transaction.all(number)) this.putTransaction(facts, row);
    for (const row of newVisits) this.putVisit(facts, row);
    for (const id of seen) for (const row of visit.all(id)) this.putVisit(facts, row);
  }

  private putTransaction(facts: Facts, row: TransactionRow): void {
    const [
      id, day, finishedAt, lane, window, clerk, version, matter, category, outcome, applicantKind, priority, imported, wait, service, due, closed, licence,
      units, dropped, fetched, checked, promised, tolerated, collected, missing, notApplicable,
    ] = row;
    const { transactions } = facts;
    const at = id - 1;
    transactions.reserve(id);
    transactions.size = Math.max(transactions.size, id);
    const columns = transactions.of;
    columns.day[at] = this.dayNumber(day);
    columns.hour[at] = hourOf(finishedAt);
    columns.lane[at] = facts.lanes.codeOf(lane);
    columns.window[at] = window ?? none;
    columns.clerk[at] = facts.clerks.codeOf(clerk);
    columns.edition[at] = this.editionOf(facts, version, matter, category);
    columns.outcome[at] = facts.outcomes.codeOf(outcome);
    columns.applicantKind[at] = facts.applicantKinds.codeOf(applicantKind);
    columns.priority[at] = priority;
    columns.origin[at] = imported;
    columns.licence[at] = licence;
    columns.promise[at] = promiseOf(due, closed);
    columns.wait[at] = wait ?? none;
    columns.service[at] = service ?? none;
    columns.units[at] = units;
    columns.dropped[at] = dropped;
    columns.fetched[at] = fetched;
    columns.checked[at] = checked;
    columns.promised[at] = promised;
    columns.tolerated[at] = tolerated;
    columns.collected[at] = collected;
    columns.missing[at] = missing;
    columns.notApplicable[at] = notApplicable;
  }

  /** A visit comes once for each of its matters. */
  private putVisit(facts: Facts, row: VisitRow): void {
    const [id, day, receivedAt, lane, window, clerk, version, state, priority, overridden, issuedHere, wait, matter, position] = row;
    const { visits, visitEditions } = facts;
    const at = id - 1;
    visits.reserve(id);
    visits.size = Math.max(visits.size, id);
    const edition = matter === null ? none : this.editionOf(facts, version, matter, null);
    const columns = visits.of;
    columns.day[at] = this.dayNumber(day);
    columns.hour[at] = hourOf(receivedAt);
    columns.lane[at] = facts.lanes.codeOf(lane);
    columns.window[at] = window ?? none;
    columns.clerk[at] = facts.clerks.codeOf(clerk);
    columns.state[at] = facts.states.codeOf(state);
    columns.priority[at] = priority;
    columns.overridden[at] = overridden;
    columns.issuedHere[at] = issuedHere;
    columns.wait[at] = wait ?? none;
    if (position === null || position === 0) {
      columns.edition[at] = edition;
      visitEditions.delete(at);
      return;
    }
    // Later matters of the visit stand behind the first, once each.
    const known = visitEditions.get(at) ?? [columns.edition[at] ?? none];
    if (!known.includes(edition)) visitEditions.set(at, [...known, edition]);
  }

  private dayNumber(day: string): number {
    const known = this.dayNumbers.get(day);
    if (known !== undefined) return known;
    const number = numberOfDay(day);
    this.dayNumbers.set(day, number);
    return number;
  }

  private editionOf(facts: Facts, version: number, matter: string, category: string | null): number {
    const name = `${version} ${matter}`;
    const known = this.editionCodes.get(name);
    if (known !== undefined) return known;
    const edition = this.readEdition(version, matter, category);
    this.editionCodes.set(name, facts.editions.length);
    return facts.editions.push(edition) - 1;
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

/** Limits that can be summed: both stated, something to compress, and in working days (compression.ts). */
function workingLimits({ statutoryDays, promisedDays, dayUnit }: Matter): readonly [number, number] | null {
  return statutoryDays === null || promisedDays === null || statutoryDays === 0 || dayUnit !== 'working' ? null : [statutoryDays, promisedDays];
}
