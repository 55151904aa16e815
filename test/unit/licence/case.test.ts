import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, isEnded, openedStanding, type LicenceStanding, type LicenceStep } from '../../../shared/licence/case.ts';

const account = fc.constantFrom('02', '04', 'cli:lin:clerk');
const commit = fc.constant<LicenceStep>({ kind: 'commit' });
/** Mostly the steps that lead on, so that decisions are reached. */
const step: fc.Arbitrary<LicenceStep> = fc.oneof(
  { weight: 1, arbitrary: commit },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('check' as const), by: account, met: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('review' as const), by: account, opinion: fc.constantFrom('agree' as const, 'agree' as const, 'object' as const), check: fc.constantFrom(null, null, 1, 2) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('decide' as const), decision: fc.constantFrom('granted' as const, 'refused' as const) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'withdraw' } as const) },
);
const anything = fc.array(step, { maxLength: 30, size: 'max' });
const steps = fc.oneof(anything, fc.tuple(commit, anything).map(([first, rest]) => [first, ...rest]));

/** What was taken, with the standing before and after; refused steps change nothing. */
function played(sequence: readonly LicenceStep[]): readonly { readonly step: LicenceStep; readonly before: LicenceStanding; readonly after: LicenceStanding }[] {
  let standing = openedStanding;
  return sequence.flatMap((one) => {
    const move = advance(standing, one);
    if (!move.ok) return [];
    const taken = { step: one, before: standing, after: move.standing };
    standing = move.standing;
    return [taken];
  });
}

describe('a licence case', () => {
  it('is never decided without the agreeing review, by another account, of its latest check', () => {
    let decisions = 0;
    fc.assert(
      fc.property(steps, (sequence) => {
        const taken = played(sequence);
        const decided = taken.findIndex(({ step: { kind } }) => kind === 'decide');
        if (decided < 0) return;
        decisions += 1;
        const before = taken.slice(0, decided).map((one) => one.step);
        const check = before.findLast((one) => one.kind === 'check');
        const review = before.findLast((one) => one.kind === 'review');
        expect(before.lastIndexOf(review ?? { kind: 'commit' })).toBeGreaterThan(before.lastIndexOf(check ?? { kind: 'commit' }));
        expect(review).toMatchObject({ opinion: 'agree' });
        expect(review?.by).not.toBe(check?.by);
        expect(before[0]).toEqual({ kind: 'commit' });
      }),
      { numRuns: 5000 },
    );
    expect(decisions).toBeGreaterThan(100);
  });

  it('is never granted with a condition that is not met', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const taken = played(sequence);
        if (taken.at(-1)?.after.state !== 'granted') return;
        expect(taken.findLast(({ step: { kind } }) => kind === 'check')?.step).toMatchObject({ met: true });
      }),
      { numRuns: 5000 },
    );
  });

  it('takes no step after its end, and one decision at most', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const taken = played(sequence);
        expect(taken.filter(({ before }) => isEnded(before.state))).toEqual([]);
        expect(taken.filter(({ step: { kind } }) => kind === 'decide').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  const checked: LicenceStanding = { state: 'checked', met: true, checker: '02', checks: 1 };
  it.each([
    ['nobody checks before the applicant committed', openedStanding, { kind: 'check', by: '02', met: true }, 'licence-state'],
    ['whoever checked does not review', checked, { kind: 'review', by: '02', opinion: 'agree', check: null }, 'licence-own-check'],
    ['nor object', checked, { kind: 'review', by: '02', opinion: 'object', check: null }, 'licence-own-check'],
    ['a review of an earlier check does not count', { ...checked, checks: 2 }, { kind: 'review', by: '03', opinion: 'agree', check: 1 }, 'licence-check-superseded'],
    ['a check alone decides nothing', checked, { kind: 'decide', decision: 'refused' }, 'licence-review-missing'],
    ['a condition that is not met cannot be granted', { ...checked, state: 'reviewed', met: false }, { kind: 'decide', decision: 'granted' }, 'licence-condition-unmet'],
    ['a decision cannot be taken back', { ...checked, state: 'granted' }, { kind: 'withdraw' }, 'licence-state'],
  ] as const)('%s', (_rule, standing, one, code) => {
    expect(advance(standing, one)).toEqual({ ok: false, code });
  });

  it('goes back to the check after an objection, and forgets a review with a new check', () => {
    const objected = advance(checked, { kind: 'review', by: '03', opinion: 'object', check: 1 });
    expect(objected).toMatchObject({ ok: true, standing: { state: 'committed' } });
    expect(advance({ ...checked, state: 'reviewed' }, { kind: 'check', by: '02', met: false })).toEqual({ ok: true, standing: { state: 'checked', met: false, checker: '02', checks: 2 } });
  });

  it('may be refused although every condition is met: the review agreed to that, and the reason is given', () => {
    expect(advance({ ...checked, state: 'reviewed' }, { kind: 'decide', decision: 'refused' })).toMatchObject({ ok: true, standing: { state: 'refused' } });
  });
});
