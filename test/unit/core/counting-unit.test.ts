import { describe, expect, it } from 'vitest';
import { CatalogueDocument } from '../../../shared/catalogue/catalogue.ts';
import { enterprise, finishing, handled, received } from '../../fixtures/handling.ts';
import { opened, openStation, rawDatabase, sample, stationOf, type Station } from '../../fixtures/station.ts';

const batch = 'si-employee-enroll';
const reason = '清单上少数了两人';

const unitsOf = (station: Station): unknown => {
  const database = rawDatabase(station.folder);
  const rows = database.prepare('SELECT number, units FROM handled ORDER BY number').all();
  database.close();
  return rows;
};

const personsInJournal = (station: Station): readonly unknown[] => {
  const database = rawDatabase(station.folder);
  const said = database.prepare<[], string>(`SELECT entry FROM journal WHERE type IN ('transaction.finished', 'transaction.amended') ORDER BY seq`).pluck().all();
  database.close();
  return said.map((entry) => /"persons":(\d+)/.exec(entry)?.[1] ?? null);
};

describe('what counts as one case', () => {
  it('is a field of the matter that a catalogue may leave out: then the application counts', () => {
    const document = CatalogueDocument.parse(sample('catalogue.json'));
    expect(document.matters.flatMap(({ code, countedBy }) => (countedBy === 'person' ? [code] : []))).toEqual(['si-employee-enroll', 'si-employee-stop', 'emp-emp', 'lab-filing']);
    expect(document.matters.find(({ code }) => code === 'si-account')).not.toHaveProperty('countedBy');
  });

  it('is each person where the matter says so: one unless the clerk names more, and the receipt says how many', async () => {
    const station = await openStation();
    const one = await handled(station, batch, { applicant: enterprise });
    const twenty = await handled(station, batch, { applicant: enterprise, persons: 20 });
    const other = await handled(station, 'si-account');
    expect(unitsOf(station)).toEqual([{ number: one.number, units: 1 }, { number: twenty.number, units: 20 }, { number: other.number, units: 1 }]);
    expect(personsInJournal(station)).toEqual(['1', '20', null]);
    expect(one.receipt.persons).toBeUndefined();
    expect(twenty.receipt.persons).toBe(20);
    expect((await station.call('transaction.read', { number: twenty.number })).transaction.units).toBe(20);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
  });

  it('is not to be had for a matter that counts the application, nor below one or above 9999', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['si-account']);
    const refused = await station.refused('transaction.finish', await finishing(station, visit, 'si-account', { persons: 2 }));
    expect(refused).toMatchObject({ code: 'bad-input', issues: [{ path: '$.persons', code: 'not-counted-by-person' }] });
    const { visit: other } = await received(station, [batch], { applicant: 'enterprise', wants: 'window' });
    for (const persons of [0, -1, 1.5, 10_000]) {
      expect(await station.refused('transaction.finish', await finishing(station, other, batch, { applicant: enterprise, persons }))).toMatchObject({ code: 'bad-input', issues: [{ path: '$.persons' }] });
    }
    const { number } = await handled(station, 'si-account');
    expect(await station.refused('transaction.amend', { number, change: { persons: 2 }, reason })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.change.persons', code: 'not-counted-by-person' }] });
  });

  it('is corrected by an amendment that says so, and stays where another part is corrected', async () => {
    const station = await openStation();
    const { number } = await handled(station, batch, { applicant: enterprise, persons: 20 });
    expect((await station.call('transaction.amend', { number, change: { persons: 22 }, reason })).receipt.persons).toBe(22);
    await station.call('transaction.amend', { number, change: { note: '附清单' }, reason });
    expect(unitsOf(station)).toEqual([{ number, units: 22 }]);
    expect((await station.call('transaction.read', { number })).amendments.map(({ changed }) => changed)).toEqual([['persons'], ['note']]);
    expect(await station.refused('transaction.amend', { number, change: { persons: 22 }, reason })).toMatchObject({ code: 'amendment-changes-nothing' });
  });

  it('goes back to one where the transaction turns out to be about a matter that counts the application', async () => {
    const station = await openStation();
    const { number } = await handled(station, batch, { applicant: enterprise, persons: 20, outcome: 'not-accepted', materials: [] });
    await station.call('transaction.amend', { number, change: { matter: 'si-unit-change', materials: [] }, reason });
    expect(unitsOf(station)).toEqual([{ number, units: 1 }]);
    expect((await station.call('transaction.read', { number })).amendments[0]?.changed).toContain('persons');
  });

  it('is one in the tables of a station that was written before there was a counting unit', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    await handled(station, batch, { applicant: enterprise, persons: 7 });
    const before = unitsOf(station);
    station.close();
    const database = rawDatabase(station.folder);
    database.exec('DROP INDEX handled_volume; ALTER TABLE handled DROP COLUMN units; DROP TABLE clock_answer; PRAGMA user_version = 2');
    database.close();
    const again = stationOf(opened({ folder: station.folder }), station.folder, station.time);
    expect(unitsOf(again)).toEqual(before);
    expect(await again.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
  });
});
