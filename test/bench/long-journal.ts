/**
 * A journal of many real entries, made fast: the bodies that operations would write, with real sealed boxes, through the
 * journal's own append, but thousands to a transaction and without the operations around them.
 */
import { randomBytes } from 'node:crypto';
import { createShelf } from '../../main/core/catalogue-shelf.ts';
import { setClock } from '../../main/core/clock.ts';
import { openDatabase } from '../../main/core/store/database.ts';
import { createJournal, type Stamp } from '../../main/core/store/journal.ts';
import { createApply } from '../../main/core/store/projections.ts';
import { createStationReader } from '../../main/core/store/station.ts';
import { createSealing, type Sealing } from '../../main/core/vault/sealing.ts';
import { openVault } from '../../main/core/vault/vault.ts';
import type { Matter } from '../../shared/catalogue/catalogue.ts';
import type { AdoptedReductionList } from '../../shared/catalogue/reduction-list.ts';
import { resolveMaterials } from '../../shared/catalogue/resolve.ts';
import type { Actor, Draft } from '../../shared/journal/entry.ts';
import { uuidv7 } from '../../shared/journal/identifier.ts';
import { addDays, startOfDay } from '../../shared/transaction/china-time.ts';
import { ticketNumber } from '../../shared/visit/ticket.ts';

const firstDay = '2027-01-01';
const visitsPerDay = 350;
const minute = 60_000;
/** Appends to one transaction. */
const batch = 5000;

type Step = { readonly at: number; readonly actor: Actor; readonly draft: Draft };
type Sources = { readonly sealing: Sealing; readonly lists: readonly AdoptedReductionList[]; readonly stationCode: string };

/** Fills the journal of a founded demonstration station up to `entries` in all. */
export function lengthenJournal(folder: string, entries: number): void {
  const database = openDatabase(folder, 'write');
  try {
    const station = createStationReader(database)();
    if (station === null) throw new Error('the station is not founded');
    const shelf = createShelf(database);
    const vault = openVault(folder, null);
    const sealing = createSealing(database, vault);
    const journal = createJournal(database, createApply(database), (text) => vault.pseudonym(text));
    const matters = shelf.require(firstDay).matters;
    const sources = { sealing, lists: shelf.lists(), stationCode: station.code };
    let visit = 0;
    for (let head = journal.head().seq; head < entries; head = journal.head().seq) {
      database
        .transaction(() => {
          const until = Math.min(entries, head + batch);
          for (let seq = head; seq < until; visit += 1) {
            const matter = matters[visit % matters.length];
            if (matter === undefined) throw new Error('the catalogue is empty');
            for (const { at, actor, draft } of stepsOf(sources, visit, matter).slice(0, until - seq)) {
              const stamp: Stamp = { id: uuidv7(at, randomBytes(10)), at, station: station.id, actor, clock: setClock(() => at)().clock };
              journal.append(draft, stamp);
              seq += 1;
            }
          }
        })
        .immediate();
    }
  } finally {
    database.close();
  }
}

const guide: Actor = { kind: 'staff', number: '01', role: 'guide' };
const clerk: Actor = { kind: 'staff', number: '02', role: 'clerk' };

/** A visit from the kiosk to its outcome: four entries. */
function stepsOf({ sealing, lists, stationCode }: Sources, index: number, matter: Matter): readonly Step[] {
  const day = addDays(firstDay, Math.floor(index / visitsPerDay));
  const sequence = (index % visitsPerDay) + 1;
  const at = startOfDay(day) + 8.5 * 60 * minute + sequence * minute;
  const visit = uuidv7(at, randomBytes(10));
  const window = 1 + (index % 8);
  const named = { code: matter.code, name: matter.name, nameEn: matter.nameEn };
  const visitor = { applicant: matter.applicant[0], ageBand: '18-59', phone: 'smart', inPerson: true };
  const decision = { lane: 'window', priority: false, reasons: [{ code: 'window-serves' }], alternatives: [] };
  const applicant = { kind: matter.applicant[0], name: '张演示', paper: { type: 'other', number: `BENCH-${index}` } };
  const materials = resolveMaterials(matter, lists, day).map(({ name, disposition, ways, decidedBy }) => ({
    name, listed: disposition, way: ways[0] ?? disposition, state: 'done' as const, copies: null, note: null, dueBy: null, decidedBy,
  }));
  return [
    {
      at, actor: guide,
      draft: {
        type: 'visit.received',
        body: {
          visit, day, sequence, number: ticketNumber('window', sequence), lane: 'window', decidedLane: 'window', overridden: false, overrideReason: null, priority: false,
          matters: [named], catalogueVersion: 1, learned: sealing.seal(`visit:${visit}`, at, { visitor, decision }), qr: sealing.seal(`visit:${visit}`, at, `DB1.${randomBytes(180).toString('base64url')}`), issuedBy: null, receivedAt: at,
        },
      },
    },
    { at: at + 12 * minute, actor: clerk, draft: { type: 'ticket.called', body: { visit, window, wait: { milliseconds: 12 * minute, clock: 'monotonic' } } } },
    { at: at + 13 * minute, actor: clerk, draft: { type: 'ticket.started', body: { visit, window } } },
    {
      at: at + 20 * minute, actor: clerk,
      draft: {
        type: 'transaction.finished',
        body: {
          number: `${stationCode}-${String(index + 1).padStart(6, '0')}`, visit, ticket: ticketNumber('window', sequence), lane: 'window', window, clerk: '02', day, priority: false,
          settles: matter.code, visitDone: true, wait: { milliseconds: 12 * minute, clock: 'monotonic' }, service: { milliseconds: 7 * minute, clock: 'monotonic' },
          matter: matter.code, matterName: matter.name, matterNameEn: matter.nameEn, category: matter.category, catalogueVersion: 1, outcome: 'completed',
          applicantKind: matter.applicant[0] ?? 'person', applicant: sealing.seal(`paper:other:BENCH-${index}`, at, { applicant, proxy: null }), materials, note: null, due: null, dueUnknown: null,
        },
      },
    },
  ];
}
