import { describe, expect, it } from 'vitest';
import { catalogueOf, material, matterLike, sampleCatalogue } from '../../fixtures/catalogue.ts';
import { atWindow, handled, received } from '../../fixtures/handling.ts';
import { bareStation, dump, openStation, type Station } from '../../fixtures/station.ts';
import type { ReductionDocument } from '../../../shared/catalogue/reduction-list.ts';

const codes = (station: Station, at?: string): Promise<number> =>
  station.call('certificates.resolve', { matter: 'kept', ...(at === undefined ? {} : { at }) }).then(({ version }) => version);

const day = (date: string, time = '09:00'): number => Date.parse(`${date}T${time}:00+08:00`);

describe('importing a catalogue', () => {
  const broken = (): unknown => {
    const [first, second, third] = sampleCatalogue.matters.map((matter): Record<string, unknown> => ({ ...matter }));
    return {
      schema_version: 2,
      matters: [
        { ...first, code: 'Not A Code' },
        { ...second, promisedDays: '5', materials: [{ ...material('身份证', 'submit'), disposition: 'forgotten' }] },
        { ...third, applicant: [], extra: true },
        { ...third, code: 'twice', materials: [material('身份证', 'submit'), material('身份证', 'submit')] },
        { ...third, code: 'twice', statutoryDays: 5, promisedDays: 6 },
      ],
    };
  };

  it('answers with every fault at once, each with its place', async () => {
    const station = await bareStation();
    const { code, issues = [] } = await station.refused('catalogue.import', { document: broken(), effectiveFrom: 'soon' });
    expect(code).toBe('bad-input');
    expect(issues.map(({ path }) => path).toSorted()).toEqual([
      '$.document.matters[0].code', '$.document.matters[1].materials[0].disposition', '$.document.matters[1].promisedDays', '$.document.matters[2].applicant',
      '$.document.matters[2].extra', '$.document.matters[3].materials[1].name', '$.document.matters[4].code', '$.document.matters[4].promisedDays', '$.document.schema_version', '$.effectiveFrom',
    ]);
  });

  it('changes nothing on any fault, and nothing on a dry run', async () => {
    const station = await openStation();
    const before = dump(station.folder);
    for (const document of [broken(), { ...sampleCatalogue, matters: [] }, null, 'catalogue']) await station.refused('catalogue.import', { document, effectiveFrom: '2026-10-12' });
    const document = catalogueOf(matterLike('new'));
    expect(await station.call('catalogue.import', { document, effectiveFrom: '2026-10-12', dryRun: true })).toMatchObject({ version: 2, adopted: false, added: ['new'] });
    expect(dump(station.folder)).toBe(before);
    expect((await station.call('catalogue.versions', {})).versions).toHaveLength(1);
  });

  it('shows what is added, changed and removed against the version in force on its day', async () => {
    const station = await bareStation();
    await station.call('catalogue.import', { document: catalogueOf(matterLike('gone'), matterLike('kept'), matterLike('other')), effectiveFrom: '2026-01-01' });
    const document = catalogueOf(matterLike('kept'), matterLike('other', { promisedDays: 3 }), matterLike('new'));
    const expected = { version: 2, effectiveFrom: '2026-11-01', added: ['new'], changed: ['other'], removed: ['gone'] };
    expect(await station.call('catalogue.import', { document, effectiveFrom: '2026-11-01', dryRun: true })).toEqual({ ...expected, adopted: false });
    expect(await station.call('catalogue.import', { document, effectiveFrom: '2026-11-01' })).toEqual({ ...expected, adopted: true });
    expect(await station.call('catalogue.import', { document, effectiveFrom: '2026-06-01', dryRun: true })).toMatchObject({ version: 3, added: ['new'], removed: ['gone'] });
    expect(await station.call('catalogue.import', { document, effectiveFrom: '2026-12-01', dryRun: true })).toMatchObject({ added: [], changed: [], removed: [] });
  });

  it('lets a version count from its day on, at midnight in China, and the later adopted of two for one day', async () => {
    const station = await bareStation();
    const version = async (effectiveFrom: string): Promise<unknown> => station.call('catalogue.import', { document: catalogueOf(matterLike('kept')), effectiveFrom });
    await version('2026-10-01');
    await version('2026-11-01');
    expect(await codes(station)).toBe(1);
    station.time.now = day('2026-10-31', '23:59');
    expect(await codes(station)).toBe(1);
    station.time.now = day('2026-11-01', '00:00');
    expect(await codes(station)).toBe(2);
    await version('2026-11-01');
    expect(await codes(station)).toBe(3);
    await version('2026-10-15');
    expect(await codes(station)).toBe(3);
    expect([await codes(station, '2026-10-14'), await codes(station, '2026-10-15'), await codes(station, '2026-10-31T16:00:00Z')]).toEqual([1, 4, 3]);
    expect((await station.call('catalogue.versions', {})).versions.map((one) => [one.version, one.effectiveFrom, one.inForce])).toEqual([
      [3, '2026-11-01', true], [2, '2026-11-01', false], [4, '2026-10-15', false], [1, '2026-10-01', false],
    ]);
  });

  it('says that none is in force before the first day of the first', async () => {
    const station = await bareStation();
    const visitor = atWindow;
    expect(await station.refused('visit.receive', { matters: ['kept'], visitor })).toMatchObject({ code: 'no-catalogue-in-force' });
    await station.call('catalogue.import', { document: catalogueOf(matterLike('kept')), effectiveFrom: '2026-10-13' });
    for (const [name, input] of [['catalogue.search', { query: '事项' }], ['catalogue.matter', { code: 'kept' }], ['triage.route', { matters: ['kept'], visitor }]] as const) {
      expect(await station.refused(name, input)).toMatchObject({ code: 'no-catalogue-in-force' });
    }
    expect((await station.call('station.status', {})).catalogue).toBeNull();
    station.time.now = day('2026-10-13', '00:00');
    expect((await station.call('visit.receive', { matters: ['kept'], visitor })).ticket.number).toBe('A001');
  });

  it('names in every visit and every transaction the version it was handled by', async () => {
    const station = await bareStation();
    await station.call('catalogue.import', { document: catalogueOf(matterLike('kept')), effectiveFrom: '2026-01-01' });
    await station.call('catalogue.import', { document: catalogueOf(matterLike('kept', { promisedDays: 9 })), effectiveFrom: '2026-10-13' });
    const first = await handled(station, 'kept', { outcome: 'accepted' });
    station.time.now = day('2026-10-13');
    const second = await handled(station, 'kept', { outcome: 'accepted' });
    const versions = await Promise.all([first, second].map(async ({ number }) => (await station.call('transaction.read', { number })).transaction.catalogueVersion));
    expect(versions).toEqual([1, 2]);
    await station.call('transaction.amend', { number: first.number, change: { note: '补记' }, reason: '补记一笔' });
    expect((await station.call('transaction.read', { number: first.number })).transaction).toMatchObject({ catalogueVersion: 1, due: '2026-10-13' });
  });

  it('keeps what nobody could source unknown', async () => {
    const station = await openStation();
    const unknown = sampleCatalogue.matters.filter(({ promisedDays }) => promisedDays === null);
    expect(unknown.length).toBeGreaterThan(0);
    for (const { code } of unknown) expect((await station.call('catalogue.matter', { code })).matter.promisedDays).toBeNull();
  });
});

describe('importing reduction lists', () => {
  const list = (code: string, disposition: ReductionDocument['lists'][number]['rows'][number]['disposition'], effectiveFrom = '2026-01-01'): ReductionDocument['lists'][number] => ({
    code, level: 'city', issuer: '市', effectiveFrom, effectiveTo: null, rows: [{ matter: '*', material: '身份证', disposition, provider: null, basis: '清单' }],
  });
  const adopt = (station: Station, ...lists: ReductionDocument['lists']): Promise<unknown> => station.call('reductions.import', { document: { lists } });
  const resolution = async (station: Station, at: string): Promise<unknown> => {
    const { materials } = await station.call('certificates.resolve', { matter: 'kept', at });
    return [materials[0]?.disposition, materials[0]?.decidedBy, materials[0]?.overruled.map((one) => [one.list, one.version])];
  };

  it('gives a list that is known a new version, which replaces the older from its day on', async () => {
    const station = await bareStation();
    await station.call('catalogue.import', { document: catalogueOf(matterLike('kept', { materials: [material('身份证', 'submit')] })), effectiveFrom: '2026-01-01' });
    expect(await adopt(station, list('city', 'commitment'), list('other', 'inter-department', '2026-11-01'))).toEqual({ lists: [{ code: 'city', version: 1, rows: 1 }, { code: 'other', version: 1, rows: 1 }] });
    expect(await adopt(station, list('city', 'data-sharing', '2026-12-01'))).toEqual({ lists: [{ code: 'city', version: 2, rows: 1 }] });
    expect(await resolution(station, '2026-10-12')).toEqual(['commitment', { list: 'city', version: 1, row: 0 }, [['catalogue', null]]]);
    expect(await resolution(station, '2026-11-01')).toEqual(['inter-department', { list: 'other', version: 1, row: 0 }, [['city', 1], ['catalogue', null]]]);
    expect(await resolution(station, '2026-12-01')).toEqual(['data-sharing', { list: 'city', version: 2, row: 0 }, [['other', 1], ['catalogue', null]]]);
  });

  it('answers with every fault at once and changes nothing', async () => {
    const station = await openStation();
    const before = dump(station.folder);
    const row = { matter: '*', material: '身份证', disposition: 'submit', provider: null, basis: '' };
    const document = { lists: [{ ...list('city', 'submit'), rows: [] }, { ...list('city', 'submit'), level: 'village', effectiveTo: '2025-01-01' }, { ...list('x', 'submit'), rows: [row, row, { ...row, matter: 'A B' }] }] };
    const { code, issues = [] } = await station.refused('reductions.import', { document });
    expect(code).toBe('bad-input');
    expect(issues.map(({ path }) => path).toSorted()).toEqual([
      '$.document.lists[0].rows', '$.document.lists[1].code', '$.document.lists[1].effectiveTo', '$.document.lists[1].level', '$.document.lists[2].rows[1]', '$.document.lists[2].rows[2].matter',
    ]);
    expect(dump(station.folder)).toBe(before);
  });

  it('says on the slip what need not be brought, each material once over all matters, the heaviest way deciding', async () => {
    const station = await bareStation();
    const one = matterLike('kept', { materials: [material('身份证', 'submit'), material('户口簿', 'data-sharing'), material('旧证明', 'cancelled')] });
    const other = matterLike('other', { materials: [material('身份证', 'cancelled'), material('户口簿', 'data-sharing'), material('承诺', 'commitment')] });
    await station.call('catalogue.import', { document: catalogueOf(one, other), effectiveFrom: '2026-01-01' });
    const { slip } = await received(station, ['kept', 'other']);
    expect(slip.bring.map(({ name }) => name)).toEqual(['身份证']);
    expect(slip.needNotBring.map(({ name, disposition }) => [name, disposition])).toEqual([['户口簿', 'data-sharing'], ['旧证明', 'cancelled'], ['承诺', 'commitment']]);
    expect(await station.call('visit.slip', { ticket: slip.number })).toEqual(slip);
  });
});
