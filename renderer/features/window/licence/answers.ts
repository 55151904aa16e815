/** The answers of a formal check while they are given, and what still stands between them and the review. */
import type { LicenceCase } from '../../../../shared/contract/licence.ts';

/** By the condition's code; `ok` null: not answered. */
export type Answers = Readonly<Record<string, { readonly ok: boolean | null; readonly note: string }>>;

/** Those of the earlier check, to be corrected. */
export const answersOf = ({ conditions }: Pick<LicenceCase, 'conditions'>): Answers =>
  Object.fromEntries(conditions.map(({ code, ok, note }) => [code, { ok, note: note ?? '' }]));

export type RemainingAnswers = {
  readonly open: readonly string[];
  /** Said to be not met, without the reason. */
  readonly unexplained: readonly string[];
  /** Whether nothing was said to be not met. */
  readonly met: boolean;
};

export function remainingAnswers(conditions: readonly { readonly code: string }[], answers: Answers): RemainingAnswers {
  const codes = conditions.map(({ code }) => code);
  return {
    open: codes.filter((code) => (answers[code]?.ok ?? null) === null),
    unexplained: codes.filter((code) => answers[code]?.ok === false && answers[code].note.trim() === ''),
    met: codes.every((code) => answers[code]?.ok !== false),
  };
}
