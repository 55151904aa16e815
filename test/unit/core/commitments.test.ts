import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitmentBar } from '../../../shared/transaction/commitment.ts';
import { enterprise, person, residentId } from '../../fixtures/handling.ts';
import { finishedByPromise, offering, promisedMaterial, promisedMatter, signed, strokes, visitor } from '../../fixtures/promising.ts';
import { minute, openStation, type Station } from '../../fixtures/station.ts';

const span = { from: '2020-01-01', to: '2030-12-31' };
const findings = async (station: Station) => (await station.call('lookback.scan', span)).findings;
const stateOf = async (station: Station, number: string) => (await station.call('ledger.read', { transaction: number })).rows.find(({ material }) => material === promisedMaterial);

describe('who may promise', () => {
  it('is asked in order: in person or by the guardian, then bad credit, then an earlier false promise; the first bar is the answer', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), (inPerson, guardian, badCredit, earlierFalsePromise) => {
        const bar = commitmentBar({ inPerson, guardian, badCredit, earlierFalsePromise });
        const expected = !inPerson && !guardian ? 'commitment-needs-person' : badCredit ? 'commitment-bad-credit' : earlierFalsePromise ? 'commitment-false-promise' : null;
        expect(bar).toBe(expected);
      }),
    );
  });

  it.each([
    [{ inPerson: false }, 'commitment-needs-person'],
    [{ inPerson: false, badCredit: true }, 'commitment-needs-person'],
    [{ badCredit: true }, 'commitment-bad-credit'],
    [{ inPerson: false, guardian: true, badCredit: true }, 'commitment-bad-credit'],
    [{ material: '居民身份证' }, 'way-not-lawful'],
  ] as const)('with %j is refused by its own rule, and nothing is written', async (change, code) => {
    const station = await openStation();
    const visit = await visitor(station);
    const { materials } = await station.call('certificates.resolve', { matter: promisedMatter });
    const other = materials.find(({ ways }) => !ways.includes('commitment'))?.name ?? '';
    const before = (await station.call('station.status', {})).entries;
    expect(await station.refused('commitment.offer', offering(visit, 'material' in change ? { material: other } : change))).toMatchObject({ code });
    expect((await station.call('station.status', {})).entries).toBe(before);
  });

  it('is told in writing what it is about, and a guardian is named as one', async () => {
    const station = await openStation();
    const visit = await visitor(station);
    const { notice } = await station.call('commitment.offer', offering(visit, { inPerson: false, guardian: true }));
    expect(notice).toMatchObject({ matterName: '失业保险丧葬补助金和抚恤金申领', material: promisedMaterial, byGuardian: true, applicant: '诸葛*', trial: true });
    expect(notice.legalBasis.length).toBeGreaterThan(0);
  });
});

describe('the choice', () => {
  it('to promise needs a signature and is made once; the ordinary way needs none and is recorded as the applicant’s choice', async () => {
    const station = await openStation();
    const visit = await visitor(station);
    const { commitment } = await station.call('commitment.offer', offering(visit));
    expect(await station.refused('commitment.sign', { commitment, choice: 'promise' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.signature' }] });
    expect(await station.refused('commitment.sign', { commitment, choice: 'ordinary-way', signature: { kind: 'paper' } })).toMatchObject({ code: 'bad-input' });
    expect(await station.refused('commitment.sign', { commitment, choice: 'promise', signature: { kind: 'drawn', strokes: [] } })).toMatchObject({ code: 'bad-input' });
    expect(await station.call('commitment.sign', { commitment, choice: 'ordinary-way' })).toMatchObject({ state: 'ordinary-way', signature: null, toCheck: false });
    expect(await station.refused('commitment.sign', { commitment, choice: 'promise', signature: { kind: 'paper' } })).toMatchObject({ code: 'commitment-state' });
  });

  it('is bound to the transaction that it served, which the look-back then counts as promised with a signature', async () => {
    const station = await openStation();
    const visit = await visitor(station);
    const { commitment } = await signed(station, visit);
    const { number } = await finishedByPromise(station, visit);
    expect((await station.call('commitment.read', { commitment })).commitment).toMatchObject({ state: 'promised', number, signature: 'drawn' });
    expect(await stateOf(station, number)).toMatchObject({ fate: 'promised' });
    expect((await findings(station)).promiseUnsigned.count).toBe(0);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('of another person, or none, leaves the promise unsigned, and the look-back names the transaction', async () => {
    const station = await openStation();
    const visit = await visitor(station);
    await signed(station, visit, { ...person, paper: { type: 'resident-id', number: residentId(7) } });
    const { number } = await finishedByPromise(station, visit);
    expect((await findings(station)).promiseUnsigned).toEqual({ count: 1, transactions: 1, numbers: [number] });
  });

  it('of an accepted transaction settles its material and completes it', async () => {
    const station = await openStation();
    const visit = await visitor(station);
    await station.call('ticket.call', { window: 1, ticket: visit });
    await station.call('ticket.start', { ticket: visit });
    const { materials } = await station.call('certificates.resolve', { matter: promisedMatter });
    const { number } = await station.call('transaction.finish', {
      ticket: visit, matter: promisedMatter, applicant: person, outcome: 'returned',
      materials: materials.map(({ name, disposition }) => (name === promisedMaterial ? { name, way: 'submit', state: 'missing' } : { name, way: disposition })),
    });
    const { commitment } = await station.call('commitment.offer', { transaction: number, material: promisedMaterial, inPerson: true, badCredit: false });
    expect(await station.call('commitment.sign', { commitment, choice: 'promise', signature: { kind: 'paper' } })).toMatchObject({ number });
    expect(await stateOf(station, number)).toMatchObject({ fate: 'promised', way: 'commitment' });
    expect((await findings(station)).promiseUnsigned.count).toBe(0);
    expect(await station.refused('commitment.offer', { transaction: number, material: promisedMaterial, inPerson: true, badCredit: false })).toMatchObject({ code: 'nothing-outstanding' });
  });

  it('of a guardian counts at the finish, where any other proxy’s is refused', async () => {
    const station = await openStation();
    const visit = await visitor(station);
    const { commitment } = await station.call('commitment.offer', offering(visit, { inPerson: false, guardian: true }));
    await station.call('commitment.sign', { commitment, choice: 'promise', signature: { kind: 'paper' } });
    const proxy = { name: '监护试验', paper: { type: 'resident-id' as const, number: residentId(3) } };
    await expect(finishedByPromise(station, visit, { proxy })).rejects.toThrow('commitment-needs-person');
    const { materials } = await station.call('certificates.resolve', { matter: promisedMatter });
    await station.call('transaction.finish', {
      ticket: visit, matter: promisedMatter, applicant: person, proxy: { ...proxy, guardian: true }, outcome: 'completed',
      materials: materials.map(({ name, disposition }) => ({ name, way: name === promisedMaterial ? 'commitment' : disposition })),
    });
    expect((await findings(station)).promiseUnsigned.count).toBe(0);
  });
});

describe('the later check', () => {
  it('is drawn by the configured share: all at 1, none at 0, with a due date of working days', async () => {
    const station = await openStation();
    await station.call('commitment.configure', { share: 1, withinDays: 5 });
    expect(await signed(station, await visitor(station))).toMatchObject({ toCheck: true, checkDue: '2026-10-19', overdue: false });
    await station.call('commitment.configure', { share: 0, withinDays: 5 });
    expect(await signed(station, await visitor(station))).toMatchObject({ toCheck: false, checkDue: null });
    expect((await station.call('commitment.list', { state: 'to-check' })).commitments).toHaveLength(1);
  });

  it('past its day without a finding is a promise past due in the look-back, and no longer once it was made', async () => {
    const station = await openStation();
    await station.call('commitment.configure', { share: 1, withinDays: 5 });
    const visit = await visitor(station);
    const { commitment } = await signed(station, visit);
    const { number } = await finishedByPromise(station, visit);
    station.time.now += 8 * 24 * 60 * minute;
    expect((await findings(station)).promisePastDue).toEqual({ count: 1, transactions: 1, numbers: [number] });
    expect((await station.call('commitment.list', { state: 'to-check' })).commitments).toMatchObject([{ commitment, overdue: true }]);
    expect(await station.call('commitment.check', { commitment, finding: 'true' })).toMatchObject({ state: 'kept', overdue: false });
    expect((await findings(station)).promisePastDue.count).toBe(0);
  });

  it('that finds a promise false reopens the transaction and bars the person’s next promise, whatever name is given', async () => {
    const station = await openStation();
    const visit = await visitor(station);
    const { commitment } = await signed(station, visit);
    const { number } = await finishedByPromise(station, visit);
    expect(await station.call('commitment.check', { commitment, finding: 'false', note: '档案不符' })).toMatchObject({ state: 'false' });
    expect((await station.call('transaction.read', { number })).transaction.outcome).toBe('reopened');
    expect(await stateOf(station, number)).toMatchObject({ state: 'missing' });
    const next = await visitor(station);
    expect(await station.refused('commitment.offer', offering(next, { applicant: { ...person, name: '换个名字' } }))).toMatchObject({ code: 'commitment-false-promise' });
    expect(await station.call('commitment.offer', offering(next, { applicant: { ...person, paper: { type: 'resident-id', number: residentId(9) } } }))).toMatchObject({});
    expect(await station.refused('commitment.check', { commitment, finding: 'true' })).toMatchObject({ code: 'commitment-state' });
    // What was lacking is put right: the notice names it, and the paper that comes in completes the transaction.
    expect((await station.call('notice.print', { transaction: number })).notice.missing.map(({ name }) => name)).toEqual([promisedMaterial]);
    expect(await station.call('supplement.receive', { transaction: number, material: promisedMaterial })).toMatchObject({ outcome: 'completed', open: [] });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('of an offer that was open when another promise was found false stops its signature too', async () => {
    const station = await openStation();
    const visit = await visitor(station);
    const { commitment: first } = await signed(station, visit);
    const { commitment: second } = await station.call('commitment.offer', offering(visit));
    await station.call('commitment.check', { commitment: first, finding: 'false' });
    expect(await station.refused('commitment.sign', { commitment: second, choice: 'promise', signature: { kind: 'paper' } })).toMatchObject({ code: 'commitment-false-promise' });
    expect(await station.call('commitment.sign', { commitment: second, choice: 'ordinary-way' })).toMatchObject({ state: 'ordinary-way' });
  });
});

describe('a law over any sequence of offers, signatures and checks', () => {
  const people = [person, { ...person, paper: { type: 'resident-id' as const, number: residentId(21) } }, enterprise];
  type Step =
    | { readonly do: 'offer'; readonly who: number; readonly inPerson: boolean; readonly guardian: boolean; readonly badCredit: boolean }
    | { readonly do: 'sign'; readonly which: number; readonly promise: boolean }
    | { readonly do: 'check'; readonly which: number; readonly finding: 'true' | 'false' };
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ do: fc.constant('offer' as const), who: fc.nat(1), inPerson: fc.boolean(), guardian: fc.boolean(), badCredit: fc.boolean() }),
    fc.record({ do: fc.constant('sign' as const), which: fc.nat(5), promise: fc.boolean() }),
    fc.record({ do: fc.constant('check' as const), which: fc.nat(5), finding: fc.constantFrom('true' as const, 'false' as const) }),
  );

  it('nobody with a false promise, bad credit or a mere proxy ever gets to promise', async () => {
    const station = await openStation();
    const visit = await visitor(station);
    /** Whose each commitment is, and whose was found false, over all runs on the one station. */
    const owners = new Map<string, number>();
    const refuted = new Set<number>();
    const call = async (name: 'commitment.offer' | 'commitment.sign' | 'commitment.check', input: unknown, role: 'clerk' | 'manager'): Promise<boolean> =>
      (await station.counter.call(name, input, { kind: 'command-line', user: 'tester', role })).ok;

    /** Takes a step; says whether it was done and whether the law lets it be. */
    const take = async (one: Step): Promise<{ readonly done: boolean; readonly lawful: boolean }> => {
      if (one.do === 'offer') {
        const lawful = (one.inPerson || one.guardian) && !one.badCredit && !refuted.has(one.who);
        const done = await call('commitment.offer', offering(visit, { applicant: people[one.who] ?? person, inPerson: one.inPerson, guardian: one.guardian, badCredit: one.badCredit }), 'clerk');
        const [newest] = (await station.call('commitment.list', { limit: 1 })).commitments;
        if (done && newest !== undefined) owners.set(newest.commitment, one.who);
        return { done, lawful };
      }
      const commitment = [...owners.keys()].at(-1 - one.which);
      if (commitment === undefined) return { done: false, lawful: false };
      const before = (await station.call('commitment.read', { commitment })).commitment.state;
      const owner = owners.get(commitment) ?? -1;
      if (one.do === 'sign') {
        const choice = one.promise ? { choice: 'promise', signature: { kind: 'paper' } } : { choice: 'ordinary-way' };
        return { lawful: before === 'offered' && !(one.promise && refuted.has(owner)), done: await call('commitment.sign', { commitment, ...choice }, 'clerk') };
      }
      const done = await call('commitment.check', { commitment, finding: one.finding }, 'manager');
      if (done && one.finding === 'false') refuted.add(owner);
      return { done, lawful: before === 'promised' };
    };

    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        for (const one of steps) {
          const { done, lawful } = await take(one);
          expect({ ...one, done }).toEqual({ ...one, done: lawful });
        }
      }),
      { numRuns: 25 },
    );
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  }, 120_000);
});

it('a drawn signature stands nowhere in the clear, and is shown only as a journaled act', async () => {
  const station = await openStation();
  const visit = await visitor(station);
  const { commitment } = await signed(station, visit);
  const drawn = '400,300';
  for (const file of readdirSync(station.folder)) expect(readFileSync(path.join(station.folder, file)).includes(drawn)).toBe(false);
  expect(JSON.stringify(await station.call('commitment.read', { commitment }))).not.toContain(drawn);
  expect(await station.call('commitment.reveal', { commitment, reason: '群众有异议' })).toEqual({ strokes });
  expect((await station.call('journal.read', { limit: 1 })).entries).toMatchObject([{ type: 'commitment.revealed', subject: commitment }]);
});
