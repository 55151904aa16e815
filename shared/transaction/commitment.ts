/**
 * Who may promise instead of handing in (告知承诺, 国办发〔2020〕42号): asked in this order, and the first bar is the answer. Whoever
 * may not, or would rather not, goes the ordinary way.
 */

export type Circumstances = {
  /** The applicant stands at the window. */
  readonly inPerson: boolean;
  /** Whoever stands there instead is the applicant's guardian (监护人), the one proxy whose word counts. */
  readonly guardian: boolean;
  /** Serious bad credit that was not repaired (严重失信且未修复). */
  readonly badCredit: boolean;
  /** A promise given at this counter was found false. */
  readonly earlierFalsePromise: boolean;
};

export type CommitmentBar = 'commitment-needs-person' | 'commitment-bad-credit' | 'commitment-false-promise';

/** The first thing that stands against a promise, or null: it is the applicant's free choice. */
export function commitmentBar({ inPerson, guardian, badCredit, earlierFalsePromise }: Circumstances): CommitmentBar | null {
  if (!inPerson && !guardian) return 'commitment-needs-person';
  if (badCredit) return 'commitment-bad-credit';
  if (earlierFalsePromise) return 'commitment-false-promise';
  return null;
}

export type CommitmentState = 'offered' | 'promised' | 'ordinary-way' | 'kept' | 'false';

/** What became of an offer, out of what the journal says of it. */
export function commitmentState({ choice, finding }: { readonly choice: 'promise' | 'ordinary-way' | null; readonly finding: 'true' | 'false' | null }): CommitmentState {
  if (finding !== null) return finding === 'true' ? 'kept' : 'false';
  if (choice === null) return 'offered';
  return choice === 'promise' ? 'promised' : 'ordinary-way';
}
