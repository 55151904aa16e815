import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubLogin } from '../../../main/core/hub/connection.ts';
import { ingestBatches } from '../../../main/core/hub/ingest-batches.ts';
import { addCarrier } from '../../../main/core/hub/register.ts';
import type { Sender } from '../../../main/core/upload/target.ts';
import { accepted, asTarget, deliver, makeHub, patient, query, type Hub } from '../../fixtures/hub.ts';
import { amended, continued, finished, lastOf, notes, pieces, reopened, senderOf, type Told, type Written } from '../../fixtures/journals.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';
import { minute, morning } from '../../fixtures/station.ts';

let postgres: Postgres;
let hub: Hub;
beforeAll(async () => {
  postgres = await startPostgres();
  hub = await makeHub(postgres);
}, 60_000);
afterAll(() => postgres.stop());

const day = 24 * 60 * minute;

let made = 0;
const freshSender = (): Sender => senderOf(`T${String((made += 1)).padStart(3, '0')}`);

type Held = { readonly incarnation: number; readonly seq: number; readonly entry: string; readonly hash: string };

/** Everything the hub holds of a station, in order. */
const heldOf = ({ station }: Sender): Promise<readonly Held[]> =>
  query(hub.administrator, `SELECT incarnation, seq::integer, entry, encode(hash, 'hex') AS hash FROM daoban.entry WHERE station = $1 ORDER BY incarnation, seq`, [station]);

const asHeld = (incarnation: number, entries: Written): readonly Held[] => entries.map(({ seq, entry, hash }) => ({ incarnation, seq, entry, hash }));

const refusalsOf = ({ station }: Sender): Promise<readonly object[]> =>
  query(hub.administrator, 'SELECT kind, incarnation, seq::integer, offered, held, times FROM daoban.refusal WHERE station = $1 ORDER BY kind, seq', [station]);

describe('a batch', () => {
  it('is held byte for byte, and passed over when it comes again', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const journal = continued(sender, [], [...notes(4, '声“\\"\u2028'), { type: 'of.another.version', body: { words: '\u0000 and 𠮷' } }]);
    await asTarget(login, async (target) => {
      expect(await target.position(sender, patient())).toEqual(accepted(0));
      expect(await target.deliver({ sender, entries: journal.slice(0, 3) }, patient())).toEqual(accepted(3));
      expect(await target.deliver({ sender, entries: journal.slice(0, 3) }, patient())).toEqual(accepted(3));
      expect(await target.deliver({ sender, entries: journal.slice(1) }, patient())).toEqual(accepted(5));
      expect(await target.position(sender, patient())).toEqual(accepted(5));
    });
    expect(await heldOf(sender)).toEqual(asHeld(0, journal));
    expect(await query(hub.administrator, 'SELECT * FROM daoban.refusal WHERE station = $1', [sender.station])).toEqual([]);
  });

  it('that leaves something out is held back, and the hub says what it wants', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const journal = continued(sender, [], notes(9, 'a'));
    expect(await deliver(login, sender, journal.slice(2, 4))).toMatchObject({ kind: 'held', reason: 'gap', detail: 'entry 1 is wanted, 3 was offered' });
    await deliver(login, sender, journal.slice(0, 4));
    expect(await deliver(login, sender, journal.slice(6))).toMatchObject({ kind: 'held', reason: 'gap', detail: 'entry 5 is wanted, 7 was offered' });
    const health = (): Promise<readonly object[]> => query(hub.administrator, 'SELECT last_seq::integer, waiting_for::integer, forks FROM daoban.health() WHERE station = $1', [sender.station]);
    expect(await health()).toEqual([{ last_seq: 4, waiting_for: 5, forks: 0 }]);
    expect(await deliver(login, sender, journal.slice(4))).toEqual(accepted(9));
    expect(await health()).toEqual([{ last_seq: 9, waiting_for: null, forks: 0 }]);
  });

  it('is kept as far as it is sound, whatever was done to the rest', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const journal = continued(sender, [], notes(6, 'a'));
    const spoiled = (at: number, change: Partial<Written[number]>): Written => journal.map((entry, index) => (index === at ? { ...entry, ...change } : entry));
    const other = freshSender();
    await hub.register(other);
    const foreign = continued(other, [], notes(2, 'b'));
    expect(await deliver(login, sender, spoiled(2, { entry: (journal[2]?.entry ?? '').replace('"a2"', '"a9"') }))).toEqual(accepted(2));
    expect(await deliver(login, sender, spoiled(2, { hash: '0'.repeat(64) }))).toEqual(accepted(2));
    expect(await deliver(login, sender, [...journal.slice(0, 3), ...journal.slice(4)])).toEqual(accepted(3));
    for (const entries of [spoiled(3, { hash: 'f'.repeat(64) }).slice(3), foreign, spoiled(3, { entry: '{"seq":' }).slice(3), spoiled(3, { entry: '[]' }).slice(3)]) {
      expect(await deliver(login, sender, entries)).toMatchObject({ kind: 'held', reason: 'fork' });
    }
    expect(await deliver(login, sender, journal.slice(3))).toEqual(accepted(6));
    expect(await heldOf(sender)).toEqual(asHeld(0, journal));
    expect(await refusalsOf(sender)).toMatchObject([{ kind: 'damaged' }, { kind: 'damaged' }, { kind: 'damaged' }, { kind: 'damaged' }]);
  });

  it('that says otherwise than what is held is a fork: refused with both hashes, and the district is told', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const shared = continued(sender, [], notes(3, 'a'));
    const [one, other] = [continued(sender, shared, notes(3, 'b')), continued(sender, shared, notes(4, 'c'))];
    expect(await deliver(login, sender, one)).toEqual(accepted(6));
    expect(await deliver(login, sender, other.slice(3))).toMatchObject({ kind: 'held', reason: 'fork' });
    // The prefix is true; what follows it is not.
    expect(await deliver(login, sender, other)).toEqual(accepted(3));
    expect(await deliver(login, sender, other.slice(6))).toMatchObject({ kind: 'held', reason: 'fork' });
    expect(await heldOf(sender)).toEqual(asHeld(0, one));
    expect(await refusalsOf(sender)).toEqual([
      { kind: 'fork', incarnation: 0, seq: 4, offered: other[3]?.hash, held: one[3]?.hash, times: 1 },
      { kind: 'fork', incarnation: 0, seq: 6, offered: other[5]?.hash, held: one[5]?.hash, times: 1 },
    ]);
  });

  it('of another founding of the same station is a fork', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    await deliver(login, sender, continued(sender, [], notes(2, 'a')));
    expect(await deliver(login, sender, continued(sender, [], notes(3, 'b')))).toMatchObject({ reason: 'fork' });
    expect(await deliver(login, { ...sender, incarnation: 1 }, continued(sender, [], notes(3, 'b')))).toMatchObject({ reason: 'fork' });
  });
});

describe('a station that was opened anew', () => {
  it('goes on in an incarnation of its own after what both have, and what the lost machine had sent stays', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const lost = continued(sender, [], notes(8, 'a'));
    await deliver(login, sender, lost);
    const backup = lost.slice(0, 5);
    const again = { ...sender, incarnation: 1 };
    const restored = continued(sender, backup, [reopened(1, lastOf(backup)), ...notes(3, 'b')]);
    await asTarget(login, async (target) => {
      expect(await target.position(again, patient())).toBeNull();
      expect(await target.deliver({ sender: again, entries: restored.slice(3) }, patient())).toEqual(accepted(9));
      expect(await target.position(again, patient())).toEqual(accepted(9));
      expect(await target.position(sender, patient())).toEqual(accepted(8));
    });
    expect(await heldOf(sender)).toEqual([...asHeld(0, lost), ...asHeld(1, restored.slice(5))]);
    expect(await query(hub.administrator, 'SELECT incarnation, branches, unexplained, forks FROM daoban.health() WHERE station = $1', [sender.station])).toEqual([{ incarnation: 1, branches: 2, unexplained: 0, forks: 0 }]);
  });
});

describe('a branch', () => {
  it('keeps what a copy wrote before it was opened anew', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const lost = continued(sender, [], notes(6, 'a'));
    await deliver(login, sender, lost);
    const unaware = continued(sender, lost.slice(0, 4), notes(2, 'b'));
    expect(await deliver(login, sender, unaware.slice(4))).toMatchObject({ reason: 'fork' });
    const again = { ...sender, incarnation: 1 };
    const restored = continued(sender, unaware, [reopened(1, lastOf(unaware)), ...notes(2, 'c')]);
    // Cut between what was written unawares and the entry that explains it.
    expect(await deliver(login, again, restored.slice(3, 5))).toEqual(accepted(5));
    const health = (): Promise<readonly object[]> => query(hub.administrator, 'SELECT branches, unexplained FROM daoban.health() WHERE station = $1', [sender.station]);
    expect(await health()).toEqual([{ branches: 2, unexplained: 1 }]);
    expect(await deliver(login, again, restored.slice(5))).toEqual(accepted(9));
    expect(await health()).toEqual([{ branches: 2, unexplained: 0 }]);
    expect(await heldOf(sender)).toEqual([...asHeld(0, lost), ...asHeld(1, restored.slice(4))]);
    expect(await query(hub.administrator, 'SELECT incarnation, entries::integer, faults::integer FROM daoban.audit($1)', [sender.station])).toEqual([
      { incarnation: 0, entries: 6, faults: 0 }, { incarnation: 1, entries: 5, faults: 0 },
    ]);
  });

  it('of two copies that took the same number is refused to the second, until it takes another', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const shared = continued(sender, [], notes(3, 'a'));
    const copy = (mark: string): Written => continued(sender, shared, [{ ...reopened(1, lastOf(shared)), at: morning + mark.charCodeAt(0) * minute }, ...notes(2, mark)]);
    const [first, second] = [copy('b'), copy('c')];
    expect(await deliver(login, { ...sender, incarnation: 1 }, first)).toEqual(accepted(6));
    expect(await deliver(login, { ...sender, incarnation: 1 }, second.slice(3))).toMatchObject({ reason: 'fork' });
    const renewed = continued(sender, second, [reopened(2, lastOf(second)), ...notes(1, 'd')]);
    expect(await deliver(login, { ...sender, incarnation: 2 }, renewed)).toEqual(accepted(8));
    expect(await heldOf(sender)).toEqual([...asHeld(0, shared), ...asHeld(1, first.slice(3)), ...asHeld(2, renewed.slice(3))]);
  });
});

/** A machine and its journal, which begins as a copy of another one's or empty. */
type Machine = { readonly sender: Sender; readonly journal: Written };

/** What a machine writes, by lot: 0 to 2 a transaction, 3 and 4 a correction of an earlier one, else something that no table speaks of. */
function worked(sender: Sender, before: Written, lots: readonly number[]): Written {
  return lots.reduce<Written>((journal, lot) => {
    const seq = journal.length + 1;
    const at = morning + seq * minute + sender.incarnation;
    const outcome = ['completed', 'accepted', 'returned', 'voided', 'completed'][lot] ?? 'completed';
    const earlier = journal.filter(({ type }) => type === 'transaction.finished');
    const corrected = earlier[(lot * 7 + seq) % Math.max(1, earlier.length)];
    const due = seq % 3 === 0 ? null : `2026-11-${10 + (seq % 20)}`;
    if (lot <= 2) return continued(sender, journal, [finished(`${sender.code}-${sender.incarnation}-${seq}`, at, { outcome, due })]);
    if (lot <= 4 && corrected !== undefined) return continued(sender, journal, [amended(numberOf(corrected.entry), at, seq, corrected.seq, { outcome, due, materials: [], changed: seq % 2 === 0 ? ['outcome'] : ['note'] })]);
    if (lot === 5) return continued(sender, journal, [{ ...catalogueOf(seq % 2, `${sender.incarnation}-${seq}`), at }]);
    return continued(sender, journal, [{ type: 'session.closed', body: { number: String(lot) }, at }]);
  }, before);
}

/** A version that names the matter of all these transactions, or one that nothing was handled by; the second of the same number is not understood. */
const catalogueOf = (version: number, category: string): Told => ({
  type: 'catalogue.adopted',
  body: {
    version, effectiveFrom: '2026-01-01',
    document: { matters: [{ code: 'si-account', category, caseKind: 'instant', channels: ['window'], statutoryDays: 10, promisedDays: 4, dayUnit: 'working', lifeEvents: ['elderly', 'card'] }] },
  },
});

const numberOf = (entry: string): string => /"number":"([^"]+)"/.exec(entry)?.[1] ?? '';

/** A copy of the first entries of a machine that was opened anew and worked on. */
function copied(of: Machine, share: number, incarnation: number, lots: readonly number[]): Machine {
  const sender = { ...of.sender, incarnation };
  const kept = of.journal.slice(0, 1 + Math.floor(share * (of.journal.length - 1)));
  return { sender, journal: worked(sender, continued(sender, kept, [reopened(incarnation, lastOf(kept))]), lots) };
}

const Lots = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 14 });
const Share = fc.double({ min: 0, max: 0.99, noNaN: true });
/** Pieces of one journal or another, in the order in which they arrive on one of three connections. */
const Mail = fc.array(fc.record({ machine: fc.nat(2), from: Share, length: fc.integer({ min: 1, max: 12 }), connection: fc.nat(2) }), { maxLength: 24 });
type Letter = { readonly machine: number; readonly from: number; readonly length: number; readonly connection: number };

/** Everything at once: what one connection is answered depends on what the others were faster with. */
const post = (login: HubLogin, machines: readonly Machine[], mail: readonly Letter[]): Promise<unknown> =>
  Promise.all([0, 1, 2].map((connection) => asTarget(login, async (target) => {
    for (const letter of mail.filter((one) => one.connection === connection)) {
      const machine = machines[letter.machine];
      if (machine === undefined) continue;
      const start = Math.floor(letter.from * machine.journal.length);
      await target.deliver({ sender: machine.sender, entries: machine.journal.slice(start, start + letter.length) }, patient());
    }
  })));

const tablesOf = async ({ station }: Sender): Promise<string> => {
  const all = (table: string, order: string): Promise<readonly object[]> => query(hub.administrator, `SELECT * FROM daoban.${table} WHERE station = $1 ORDER BY ${order}`, [station]);
  return JSON.stringify(await Promise.all([all('handled', 'incarnation, number'), all('edition', 'version, incarnation'), all('decision', 'incarnation, seq'), all('ledger', 'incarnation, number, position'), all('daily_volume', 'day, lane, matter, outcome'), all('rating', 'incarnation, visit'), all('unprojected', 'incarnation, seq')]));
};

/** More of them by the environment, for a night. */
const runs = Number(process.env['DAOBAN_PROPERTY_RUNS'] ?? 12);
const patience = 60_000 + runs * 5000;

describe('however the batches come', () => {
  it('split, repeated, out of order and at once, over all incarnations: in the end the same entries stand there, and the same tables', async () => {
    await fc.assert(
      fc.asyncProperty(Lots, Lots, Lots, fc.tuple(Share, Share, fc.boolean()), Mail, fc.array(fc.nat(30)), async (one, two, three, [share, other, ofTheSecond], mail, cuts) => {
        const sender = freshSender();
        const login = await hub.register(sender);
        const first = { sender, journal: worked(sender, [], one) };
        const second = copied(first, share, 1, two);
        const machines = [first, second, copied(ofTheSecond ? second : first, other, 2, three)];
        await post(login, machines, mail);
        for (const machine of machines) {
          for (const entries of pieces(machine.journal, cuts)) expect(await deliver(login, machine.sender, entries)).toEqual(accepted(lastOf(entries).seq));
        }
        // Of each machine what it wrote since it was opened anew; the rest it shares.
        expect(await heldOf(sender)).toEqual(machines.flatMap(({ sender: { incarnation }, journal }) => asHeld(incarnation, journal.slice(Math.max(0, journal.findLastIndex(({ type }) => type === 'station.reopened'))))));
        const grown = await tablesOf(sender);
        await query(hub.administrator, 'SELECT daoban.replay()');
        expect(await tablesOf(sender)).toBe(grown);
        expect(await query(hub.administrator, 'SELECT sum(faults)::integer AS faults FROM daoban.audit($1)', [sender.station])).toEqual([{ faults: 0 }]);
      }),
      { numRuns: runs },
    );
  }, patience);

  it('a fork is never accepted: of two machines that write the same incarnation, one is held whole and of the other nothing but what they share', async () => {
    await fc.assert(
      fc.asyncProperty(Lots, Lots, Lots, Mail, async (shared, one, two, mail) => {
        const sender = freshSender();
        const login = await hub.register(sender);
        const before = worked(sender, [], shared);
        const [first, second] = [worked(sender, continued(sender, before, notes(1, 'b')), one), worked(sender, continued(sender, before, notes(1, 'c')), two)];
        const machines = [{ sender, journal: first }, { sender, journal: second }];
        await post(login, machines, mail);
        const answers = [await deliver(login, sender, first), await deliver(login, sender, second), await deliver(login, sender, first.slice(before.length)), await deliver(login, sender, second.slice(before.length))];
        const held = await heldOf(sender);
        const [winner, loser] = held.some(({ hash }) => hash === first[before.length]?.hash) ? [first, 1] : [second, 0];
        expect(held).toEqual(asHeld(0, winner));
        expect([answers[loser], answers[2 + loser]]).toMatchObject([accepted(before.length), { kind: 'held', reason: 'fork' }]);
        expect(await query(hub.administrator, 'SELECT forks > 0 AS told FROM daoban.health() WHERE station = $1', [sender.station])).toEqual([{ told: true }]);
      }),
      { numRuns: runs },
    );
  }, patience);
});

describe('a carrier', () => {
  it('brings the batches of many stations, and what stops one leaves the others alone', async () => {
    const carrier = hub.login(await addCarrier(hub.administrator, 'usb'));
    const senders = [freshSender(), freshSender()];
    for (const sender of senders) await hub.register(sender);
    const [one, other] = senders.map((sender) => ({ sender, journal: continued(sender, [], notes(6, 'a')) }));
    if (one === undefined || other === undefined) throw new Error('there are two');
    const batches = [
      { sender: one.sender, entries: one.journal.slice(0, 3) }, { sender: other.sender, entries: other.journal.slice(2) }, { sender: one.sender, entries: one.journal.slice(3) },
      { sender: other.sender, entries: other.journal },
    ];
    expect(await ingestBatches(carrier, batches, patient())).toMatchObject([{ station: one.sender.station, through: 6, held: null }, { station: other.sender.station, through: null, held: { reason: 'gap' } }]);
    expect(await ingestBatches(carrier, batches.slice(3), patient())).toMatchObject([{ through: 6, held: null }]);
    expect(await ingestBatches(carrier, [{ sender: freshSender(), entries: one.journal }], patient())).toMatchObject([{ held: { reason: 'not-allowed' } }]);
  });
});

describe('the district’s tables', () => {
  const journals = new Map<Sender, Written>();

  it('take nothing from an entry of an unknown form, which is accepted and waits for a version that knows it', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const journal = continued(sender, [], [
      finished(`${sender.code}-1`, morning), { type: 'transaction.finished', body: { number: `${sender.code}-2`, day: 'of another form' } }, finished(`${sender.code}-3`, morning + minute), finished(`${sender.code}-3`, morning + 2 * minute),
    ]);
    expect(await deliver(login, sender, journal)).toEqual(accepted(4));
    expect(await query(hub.administrator, 'SELECT number FROM daoban.handled WHERE station = $1 ORDER BY seq', [sender.station])).toEqual([{ number: `${sender.code}-1` }, { number: `${sender.code}-3` }]);
    expect(await query(hub.administrator, 'SELECT unprojected FROM daoban.health() WHERE station = $1', [sender.station])).toEqual([{ unprojected: 2 }]);
  });

  it('read each transaction by the catalogue of its own branch, and a promise along the way that its machine has come', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const number = `${sender.code}-1`;
    const shared = continued(sender, [], [catalogueOf(1, '社会保险'), finished(number, morning, { outcome: 'accepted', due: '2026-10-20' })]);
    // Both machines take over another second version, correct the same transaction, and handle one by it.
    const worksOn = (machine: Sender, before: Written, category: string, change: Told['body']): Written => {
      const own = `${sender.code}-${machine.incarnation}-2`;
      return continued(machine, before, [catalogueOf(2, category), amended(number, morning + day, 1, 2, { catalogueVersion: 2, due: null, ...change }), finished(own, morning + day, { catalogueVersion: 2 })]);
    };
    const first = worksOn(sender, shared, '甲', { due: '2026-12-31', outcome: 'accepted' });
    const again = { ...sender, incarnation: 1 };
    const second = worksOn(again, continued(again, shared, [reopened(1, lastOf(shared))]), '乙', { outcome: 'accepted', changed: ['note'] });
    const third = continued(again, second, [amended(number, morning + 2 * day, 2, 2, { catalogueVersion: 2, due: null })]);
    // The branch that was left arrives in between.
    await deliver(login, sender, shared);
    await deliver(login, again, second);
    await deliver(login, sender, first);
    await deliver(login, again, third);
    expect(
      await query(
        hub.administrator,
        `SELECT number, handled.incarnation, edition.category, promised_due::text, closed_day::text, dropped, collected
           FROM daoban.handled JOIN daoban.edition ON edition.station = handled.station AND edition.version = catalogue_version AND edition.code = matter AND edition.incarnation = edition_incarnation
          WHERE handled.station = $1 ORDER BY number`, [sender.station],
      ),
    ).toEqual([
      { number: `${sender.code}-0-2`, incarnation: 0, category: '甲', promised_due: null, closed_day: '2026-10-13', dropped: 1, collected: 1 },
      { number, incarnation: 0, category: '乙', promised_due: '2026-10-20', closed_day: '2026-10-14', dropped: 1, collected: 1 },
      { number: `${sender.code}-1-2`, incarnation: 1, category: '乙', promised_due: null, closed_day: '2026-10-13', dropped: 1, collected: 1 },
    ]);
  });

  it('of a new month are made once, though many stations begin it at the same moment', async () => {
    const senders = Array.from({ length: 12 }, freshSender);
    for (const sender of senders) await hub.register(sender);
    for (const month of ['2023-03', '2023-04', '2023-05', '2023-06']) {
      const at = Date.parse(`${month}-07T02:00:00Z`);
      await Promise.all(senders.map(async (sender) => {
        const before = journals.get(sender) ?? [];
        const journal = continued(sender, before, [{ type: 'session.closed', body: {}, at }]);
        journals.set(sender, journal);
        expect(await deliver(hub.administrator, sender, journal.slice(before.length))).toEqual(accepted(journal.length));
      }));
    }
  });

  it('stand by month, and a clock of another century makes no table of its own', async () => {
    const sender = freshSender();
    const login = await hub.register(sender);
    const times = ['2024-01-31T15:59:59.999Z', '2024-01-31T16:00:00Z', '1999-12-31T00:00:00Z', '2999-12-31T00:00:00Z'].map((time) => Date.parse(time));
    await deliver(login, sender, continued(sender, [], times.map((at) => ({ type: 'session.closed', body: {}, at }))));
    expect(await query(hub.administrator, `SELECT tableoid::regclass::text AS place FROM daoban.entry WHERE station = $1 ORDER BY seq`, [sender.station])).toEqual(
      ['daoban.entry_2024_01', 'daoban.entry_2024_02', 'daoban.entry_elsewhen', 'daoban.entry_elsewhen'].map((place) => ({ place })),
    );
  });
});
