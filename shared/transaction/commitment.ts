/**
 * Who may promise instead of handing in (告知承诺, 国办发〔2020〕42号): asked in this order, and the first bar is the answer. Whoever
 * may not, or would rather not, goes the ordinary way.
 */
import type { ApplicantKind } from '../catalogue/catalogue.ts';

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

export type PromiseQuestion = 'inPerson' | 'guardian' | 'badCredit';

/** What is known so far; what is undefined was not asked yet. */
export type PromiseAnswers = {
  readonly applicantKind: ApplicantKind;
  /** Of an enterprise: whoever answers for it by law (法定代表人). */
  readonly inPerson?: boolean | undefined;
  readonly guardian?: boolean | undefined;
  readonly badCredit?: boolean | undefined;
};

export type PromiseStanding = { readonly kind: 'ask'; readonly question: PromiseQuestion } | { readonly kind: 'barred'; readonly bar: CommitmentBar } | { readonly kind: 'free' };

/** The next question for whoever asks one at a time, or the bar, or the free choice. An earlier false promise is nobody's to answer: the books say it. */
export function promiseStanding({ applicantKind, inPerson, guardian, badCredit }: PromiseAnswers): PromiseStanding {
  if (inPerson === undefined) return { kind: 'ask', question: 'inPerson' };
  const bar = commitmentBar({ inPerson, guardian: mayHaveGuardian(applicantKind) && guardian !== false, badCredit: badCredit === true, earlierFalsePromise: false });
  if (bar !== null) return { kind: 'barred', bar };
  if (!inPerson && guardian === undefined) return { kind: 'ask', question: 'guardian' };
  return badCredit === undefined ? { kind: 'ask', question: 'badCredit' } : { kind: 'free' };
}

/** An enterprise has none. */
export const mayHaveGuardian = (kind: ApplicantKind): boolean => kind === 'person';

export type CommitmentState = 'offered' | 'promised' | 'ordinary-way' | 'kept' | 'false';

/** What became of an offer, out of what the journal says of it. */
export function commitmentState({ choice, finding }: { readonly choice: 'promise' | 'ordinary-way' | null; readonly finding: 'true' | 'false' | null }): CommitmentState {
  if (finding !== null) return finding === 'true' ? 'kept' : 'false';
  if (choice === null) return 'offered';
  return choice === 'promise' ? 'promised' : 'ordinary-way';
}
