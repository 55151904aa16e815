/** What is to be followed up, whatever its kind, as one list: the most pressing first. A new kind is a reading here, a step, and its words. */
import type { CommitmentRecord } from '../../../shared/contract/commitments.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import type { DepartmentCheck } from '../../../shared/contract/checks.ts';
import type { Rating } from '../../../shared/contract/rating.ts';

export const followUpKinds = ['check', 'supplement', 'notice', 'promise', 'rating'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

export type StepName = 'ask' | 'letter' | 'answer' | 'receive' | 'return' | 'notice' | 'find' | 'settle';

/** What the line says beside its date. */
export type Pressing = 'accepted-by-silence' | 'overdue' | 'due-soon';

export type FollowUp = {
  readonly key: string;
  readonly kind: FollowUpKind;
  /** Of the check or the commitment, the ticket of a rating; the others are known by their transaction. */
  readonly code: string | null;
  /** Null for a promise whose matter was not handled yet. */
  readonly number: string | null;
  readonly matter: { readonly name: string; readonly nameEn: string };
  readonly materials: readonly string[];
  /** Of a rating alone. */
  readonly rated?: Pick<Rating, 'rating' | 'word' | 'window' | 'clerk' | 'internal'>;
  /** Who is asked; null where nobody is, or nobody knows whom. */
  readonly body: string | null;
  readonly due: string | null;
  readonly pressing: Pressing | null;
  /** The first is what comes next. */
  readonly steps: readonly StepName[];
};

type Supplement = Output<'supplement.list'>['supplements'][number];
type Unasked = Output<'check.unasked'>['materials'][number];
type UngivenNotice = Output<'notice.list'>['notices'][number];

export type FollowUpAnswers = {
  readonly checks: readonly DepartmentCheck[];
  readonly unasked: readonly Unasked[];
  readonly supplements: readonly Supplement[];
  readonly notices: readonly UngivenNotice[];
  readonly promises: readonly CommitmentRecord[];
  readonly ratings: readonly Rating[];
};

const matterOf = ({ matterName, matterNameEn }: { readonly matterName: string; readonly matterNameEn: string }): FollowUp['matter'] => ({ name: matterName, nameEn: matterNameEn });

export function followUpsOf({ checks, unasked, supplements, notices, promises, ratings }: FollowUpAnswers): readonly FollowUp[] {
  return [
    ...unasked.map((one): FollowUp => ({
      key: `unasked ${one.number} ${one.material}`, kind: 'check', code: null, number: one.number, matter: matterOf(one), materials: [one.material], body: one.body,
      // Whoever waits for an answer to a question nobody put waits for ever.
      due: one.day, pressing: 'overdue', steps: ['ask'],
    })),
    ...checks.map((one): FollowUp => ({
      key: one.check, kind: 'check', code: one.check, number: one.number, matter: matterOf(one), materials: [one.material], body: one.body, due: one.due, pressing: one.standing,
      steps: one.sentAt === null ? ['letter', 'answer'] : ['answer', 'letter'],
    })),
    ...supplements.map((one): FollowUp => ({
      key: `supplement ${one.number} ${one.material}`, kind: 'supplement', code: null, number: one.number, matter: matterOf(one), materials: [one.material], body: null,
      due: one.dueBy, pressing: one.standing, steps: one.overdue ? ['receive', 'return'] : ['receive'],
    })),
    ...notices.map((one): FollowUp => ({
      key: `notice ${one.number}`, kind: 'notice', code: null, number: one.number, matter: matterOf(one), materials: one.missing, body: null, due: one.lastDay,
      pressing: one.state === 'open' ? null : one.state, steps: ['notice'],
    })),
    ...promises.map((one): FollowUp => ({
      key: one.commitment, kind: 'promise', code: one.commitment, number: one.number, matter: matterOf(one), materials: [one.material], body: null, due: one.checkDue,
      pressing: one.overdue ? 'overdue' : null, steps: ['find'],
    })),
    ...ratings.map((one): FollowUp => ({
      key: one.rating, kind: 'rating', code: one.ticket, number: one.transactions[0] ?? null, matter: { name: one.matters[0]?.name ?? '', nameEn: one.matters[0]?.nameEn ?? '' }, materials: [],
      rated: { rating: one.rating, word: one.word, window: one.window, clerk: one.clerk, internal: one.internal }, body: null,
      due: one.followUp?.due ?? null, pressing: one.followUp?.standing ?? null, steps: ['settle'],
    })),
  ].toSorted(byPressure);
}

type Found = Output<'supplement.find'>;

/** What the visitor before the desk may hand in, as rows. */
export function rowsOfFound({ number, matterName, matterNameEn, materials }: Found, today: string): readonly FollowUp[] {
  return materials.map(({ material, dueBy }) => ({
    key: `supplement ${number} ${material}`, kind: 'supplement', code: null, number, matter: { name: matterName, nameEn: matterNameEn }, materials: [material], body: null,
    due: dueBy, pressing: dueBy !== null && dueBy < today ? 'overdue' : null, steps: ['receive'],
  }));
}

const weights: Readonly<Record<Pressing | 'none', number>> = { 'accepted-by-silence': 0, overdue: 0, 'due-soon': 1, none: 2 };

/** What has passed before what comes, each by its day; where no day is known, last. */
function byPressure(one: FollowUp, other: FollowUp): number {
  return weights[one.pressing ?? 'none'] - weights[other.pressing ?? 'none'] || (one.due ?? '9999').localeCompare(other.due ?? '9999') || one.key.localeCompare(other.key);
}

export type FollowUpFilter = { readonly kind: FollowUpKind | null; readonly body: string | null };

export const fits = ({ kind, body }: FollowUpFilter) => (row: FollowUp): boolean => (kind === null || row.kind === kind) && (body === null || row.body === body);

/** Every body that is asked, each once. */
export const bodiesOf = (rows: readonly FollowUp[]): readonly string[] => [...new Set(rows.flatMap(({ body }) => (body === null ? [] : [body])))].toSorted((one, other) => one.localeCompare(other, 'zh-CN'));

export const pressingCount = (rows: readonly FollowUp[]): number => rows.filter(({ pressing }) => pressing !== null).length;
