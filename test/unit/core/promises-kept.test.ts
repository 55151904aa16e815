/** What a promise means afterwards: what was told stays readable, a false one follows the person everywhere, and a mistake can be put right. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { catalogueOf, material, matterLike } from '../../fixtures/catalogue.ts';
import { enterprise, finishing, handled, person, received, residentId, type Finish } from '../../fixtures/handling.ts';
import { offering } from '../../fixtures/promising.ts';
import { bareStation, rawDatabase, type Station } from '../../fixtures/station.ts';
import type { Request } from '../../../shared/contract/contract.ts';
import { noticeTexts } from '../../../shared/transaction/commitment-notice.ts';

const always = { from: '2020-01-01', to: '2030-12-31' };
const matter = matterLike('promise', {
  legalBasis: ['社会保险法'],
  materials: [material('亲属关系', 'commitment'), material('无收入', 'commitment'), { ...material('户籍', 'data-sharing'), provider: '公安局' }, material('申请表', 'submit')],
});
const other = (index: number): Finish['applicant'] => ({ ...person, paper: { type: 'resident-id', number: residentId(index) } });

async function opened(): Promise<Station> {
  const station = await bareStation();
  await station.call('catalogue.import', { document: catalogueOf(matter), effectiveFrom: '2020-01-01' });
  return station;
}

const visitOf = async (station: Station): Promise<string> => (await received(station, ['promise'])).visit;

async function promised(station: Station, visit: string, change: Partial<Request<'commitment.offer'>> = {}): Promise<string> {
  const { commitment } = await station.call('commitment.offer', offering(visit, change));
  await station.call('commitment.sign', { commitment, choice: 'promise', signature: { kind: 'drawn', strokes: [[[987, 401], [613, 257]]] } });
  return commitment;
}

/** Both promises signed and the matter finished. */
async function finished(station: Station, applicant: Finish['applicant'] = person): Promise<{ readonly number: string; readonly commitments: readonly [string, string] }> {
  const visit = await visitOf(station);
  const commitments = [await promised(station, visit, { applicant }), await promised(station, visit, { applicant, material: '无收入' })] as const;
  const { number } = await station.call('transaction.finish', await finishing(station, visit, 'promise', { applicant }));
  return { number, commitments };
}

const fates = async (station: Station, number: string) => (await station.call('ledger.read', { transaction: number })).rows.map((row) => [row.material, row.fate, row.commitment]);
const outcomeOf = async (station: Station, number: string): Promise<string> => (await station.call('transaction.read', { number })).transaction.outcome;
const unsigned = async (station: Station) => (await station.call('lookback.scan', always)).findings.promiseUnsigned;

describe('what was told', () => {
  it('is basis, promise, liability, later check and the free choice, in both languages', async () => {
    const station = await opened();
    const { notice } = await station.call('commitment.offer', offering(await visitOf(station)));
    expect(notice.texts.map(({ topic }) => topic)).toEqual(['basis', 'promise', 'liability', 'check', 'choice']);
    const zh = notice.texts.map((text) => text.zh).join('');
    for (const word of ['社会保险法', '国办发〔2020〕42号', '亲属关系', '信用记录', '20 个工作日', '由您自己决定']) expect(zh).toContain(word);
    expect(notice.texts.every(({ en }) => en.length > 40)).toBe(true);
  });

  it('stays as it was told: other days for the check count for offers to come', async () => {
    const station = await opened();
    const { commitment, notice } = await station.call('commitment.offer', offering(await visitOf(station)));
    await station.call('commitment.configure', { share: 1, withinDays: 3 });
    expect((await station.call('commitment.sign', { commitment, choice: 'promise', signature: { kind: 'paper' } })).checkDue).toBe('2026-11-09');
    expect((await station.call('commitment.read', { commitment })).notice).toEqual(notice);
  });

  it('has no due date in a year whose holidays are not known', async () => {
    const station = await opened();
    await station.call('commitment.configure', { share: 1, withinDays: 20 });
    station.time.now = Date.parse('2026-12-20T09:00:00+08:00');
    const commitment = await promised(station, await visitOf(station));
    expect((await station.call('commitment.read', { commitment })).commitment).toMatchObject({ toCheck: true, checkDue: null });
  });

  it('in the words of edition 1 never changes: new words are a new edition', () => {
    const texts = noticeTexts({ material: '亲属关系', materialEn: 'Kinship', basis: [], withinDays: 20 });
    expect(createHash('sha256').update(JSON.stringify(texts)).digest('hex')).toBe('47e81c4ede1b43403a05707c353ecd4522ce030aa35a352890591a8ebd6a01ec');
  });
});

describe('a signed promise', () => {
  it('is named in the ledger of its transaction', async () => {
    const station = await opened();
    const { number, commitments } = await finished(station);
    expect((await fates(station, number)).slice(0, 2)).toEqual([['亲属关系', 'promised', commitments[0]], ['无收入', 'promised', commitments[1]]]);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('can still be given for a transaction that went without, by its applicant alone', async () => {
    const station = await opened();
    const { number } = await handled(station, 'promise');
    expect(await unsigned(station)).toMatchObject({ count: 2, numbers: [number] });
    const offer = { transaction: number, inPerson: true, badCredit: false };
    expect(await station.refused('commitment.offer', { ...offer, material: '亲属关系', applicant: enterprise })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.applicant.paper.number', code: 'other-applicant' }] });
    for (const name of ['亲属关系', '无收入']) {
      const { commitment } = await station.call('commitment.offer', { ...offer, material: name });
      await station.call('commitment.sign', { commitment, choice: 'promise', signature: { kind: 'paper' } });
    }
    expect([(await unsigned(station)).count, await outcomeOf(station, number)]).toEqual([0, 'completed']);
    expect((await station.call('transaction.read', { number })).amendments).toEqual([]);
    expect((await station.refused('commitment.offer', { ...offer, material: '亲属关系' })).code).toBe('nothing-outstanding');
  });

  it('is not offered any more in a visit that has ended', async () => {
    const station = await opened();
    const visit = await visitOf(station);
    await station.call('transaction.finish', await finishing(station, visit, 'promise'));
    expect((await station.refused('commitment.offer', offering(visit))).code).toBe('ticket-state');
  });

  it('goes with the person: once the key is shredded nobody sees the signature again, and the check is recorded all the same', async () => {
    const station = await opened();
    const { number, commitments } = await finished(station);
    const database = rawDatabase(station.folder);
    database.prepare(`DELETE FROM data_key WHERE id = (SELECT applicant ->> '$.key' FROM handled WHERE number = ?)`).run(number);
    database.close();
    expect(await station.call('commitment.reveal', { commitment: commitments[0], reason: '复印归档' })).toEqual({ strokes: null });
    expect(await station.call('commitment.check', { commitment: commitments[0], finding: 'false', note: '底册不符' })).toMatchObject({ state: 'false' });
    expect((await station.refused('commitment.offer', offering(await visitOf(station)))).code).toBe('commitment-false-promise');
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });
});

describe('a false promise', () => {
  it('bars the person from finishing by another promise, signed or not, and names every material', async () => {
    const station = await opened();
    const { number, commitments } = await finished(station);
    await station.call('commitment.check', { commitment: commitments[0], finding: 'false', note: '底册不符' });
    expect((await station.call('transaction.read', { number })).amendments[0]?.reason).toBe(`告知承诺 ${commitments[0]}：核查不实（底册不符）`);
    // The other one was given in good time and stands.
    expect((await fates(station, number)).slice(0, 2)).toEqual([['亲属关系', 'missing', commitments[0]], ['无收入', 'promised', commitments[1]]]);
    const refused = await station.refused('transaction.finish', await finishing(station, await visitOf(station), 'promise'));
    expect(refused).toMatchObject({ code: 'commitment-false-promise', issues: [{ path: '$.materials[0].way' }, { path: '$.materials[1].way' }] });
    await station.call('transaction.finish', await finishing(station, await visitOf(station), 'promise', { applicant: other(5) }));
  });

  it('cannot be handed to somebody by a correction of the applicant', async () => {
    const station = await opened();
    const { commitments } = await finished(station);
    await station.call('commitment.check', { commitment: commitments[0], finding: 'false' });
    const { number } = await finished(station, other(5));
    expect((await station.refused('transaction.amend', { number, change: { applicant: person }, reason: '证件号录错' })).code).toBe('commitment-false-promise');
    await station.call('transaction.amend', { number, change: { applicant: { ...other(5), name: '诸葛更正' } }, reason: '姓名录错' });
  });

  it('found before the matter was finished takes the promise away', async () => {
    const station = await opened();
    const visit = await visitOf(station);
    const commitment = await promised(station, visit);
    await station.call('commitment.check', { commitment, finding: 'false' });
    expect((await station.refused('transaction.finish', await finishing(station, visit, 'promise'))).code).toBe('commitment-false-promise');
  });

  it('about a shared certificate is put right at its body; the visitor is never told to bring it', async () => {
    const station = await opened();
    const visit = await visitOf(station);
    const commitment = await promised(station, visit, { material: '户籍' });
    const request = await finishing(station, visit, 'promise');
    const { number } = await station.call('transaction.finish', { ...request, materials: request.materials.map((one) => (one.name === '户籍' ? { ...one, way: 'commitment' as const } : one)) });
    await station.call('commitment.check', { commitment, finding: 'false' });
    expect(await outcomeOf(station, number)).toBe('reopened');
    expect((await station.call('notice.print', { transaction: number })).notice.missing).toMatchObject([{ name: '户籍', note: '公安局' }]);
    expect((await station.refused('supplement.receive', { transaction: number, material: '户籍' })).code).toBe('shared-not-collectable');
  });

  it('found by mistake is corrected by another finding with its reason: the bar falls and the transaction is whole again', async () => {
    const station = await opened();
    const { number, commitments } = await finished(station);
    const [commitment] = commitments;
    await station.call('commitment.check', { commitment, finding: 'false' });
    expect((await station.refused('commitment.check', { commitment, finding: 'false', note: '再查一次' })).code).toBe('commitment-state');
    expect((await station.refused('commitment.check', { commitment, finding: 'true' })).code).toBe('commitment-state');
    expect(await station.call('commitment.check', { commitment, finding: 'true', note: '查错了人' })).toMatchObject({ state: 'kept' });
    expect([await outcomeOf(station, number), (await fates(station, number))[0]]).toEqual(['completed', ['亲属关系', 'promised', commitment]]);
    await promised(station, await visitOf(station));
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('leaves a transaction alone that was voided, or corrected to another applicant', async () => {
    const station = await opened();
    const voided = await finished(station, other(1));
    await station.call('transaction.amend', { number: voided.number, change: { outcome: 'voided' }, reason: '作废处理' });
    await station.call('commitment.check', { commitment: voided.commitments[0], finding: 'false' });
    expect(await outcomeOf(station, voided.number)).toBe('voided');
    const corrected = await finished(station, other(3));
    await station.call('transaction.amend', { number: corrected.number, change: { applicant: other(4) }, reason: '证件号录错' });
    await station.call('commitment.check', { commitment: corrected.commitments[0], finding: 'false' });
    expect(await outcomeOf(station, corrected.number)).toBe('completed');
  });
});
