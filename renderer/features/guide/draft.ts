/** What the guide has gathered of the visitor in front of them: one value, cleared as a whole. */
import type { ApplicantKind } from '../../../shared/catalogue/catalogue.ts';
import type { Output, Request } from '../../../shared/contract/contract.ts';
import type { Question } from '../../../shared/routing/decision.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import type { AgeBand, Phone, PriorityGroup } from '../../../shared/routing/visitor.ts';

export type MatterSummary = Output<'catalogue.search'>['matters'][number];
export type Override = { readonly lane: Lane; readonly reason: string };

/** Undefined: nobody asked yet. */
export type Answers = {
  readonly applicant: ApplicantKind | undefined;
  readonly phone: Phone | undefined;
  readonly inPerson: boolean | undefined;
  readonly ageBand: AgeBand | undefined;
  readonly needsHelp: boolean | undefined;
  readonly priorityGroups: readonly PriorityGroup[];
};

export type Draft = {
  readonly query: string;
  readonly chosen: readonly MatterSummary[];
  readonly answers: Answers;
  readonly override: Override | null;
  /** Counts the visitors at this screen, so that nothing of one is still there for the next. */
  readonly visitor: number;
};

/** As many as the contract takes on one ticket. */
export const mostMatters = 20;

const noAnswers: Answers = { applicant: undefined, phone: undefined, inPerson: undefined, ageBand: undefined, needsHelp: undefined, priorityGroups: [] };
export const emptyDraft: Draft = { query: '', chosen: [], answers: noAnswers, override: null, visitor: 0 };

export type Change =
  | { readonly kind: 'typed'; readonly query: string }
  | { readonly kind: 'toggled'; readonly matter: MatterSummary }
  | { readonly kind: 'answered'; readonly answers: Partial<Answers> }
  | { readonly kind: 'overridden'; readonly override: Override | null }
  | { readonly kind: 'cleared' };

export function changeDraft(draft: Draft, change: Change): Draft {
  switch (change.kind) {
    case 'typed':
      return { ...draft, query: change.query };
    case 'toggled':
      // The lane was changed for other matters than these: the guide looks again.
      return { ...draft, chosen: toggled(draft.chosen, change.matter), override: null };
    case 'answered':
      return { ...draft, answers: { ...draft.answers, ...change.answers } };
    case 'overridden':
      return { ...draft, override: change.override };
    case 'cleared':
      return { ...emptyDraft, visitor: draft.visitor + 1 };
  }
}

function toggled(chosen: readonly MatterSummary[], matter: MatterSummary): readonly MatterSummary[] {
  if (isChosen(chosen, matter)) return chosen.filter((other) => other.code !== matter.code);
  return chosen.length < mostMatters ? [...chosen, matter] : chosen;
}

export const isChosen = (chosen: readonly MatterSummary[], matter: MatterSummary): boolean => chosen.some((other) => other.code === matter.code);

/** Whether there is anything that the next visitor must not see. */
export const isBlank = (draft: Draft): boolean => draft.query === '' && draft.chosen.length === 0;

/** The kinds of applicant there are to choose from; more than one only where the matters leave it open. */
export function applicantChoices(chosen: readonly MatterSummary[]): readonly ApplicantKind[] {
  const kinds: readonly ApplicantKind[] = ['person', 'enterprise'];
  return kinds.filter((kind) => chosen.some((matter) => matter.applicant.includes(kind)));
}

/** The answer given, if the matters allow it; else whom all of them serve, a person before an enterprise. */
export function applicantOf(draft: Draft): ApplicantKind {
  const choices = applicantChoices(draft.chosen);
  const { applicant } = draft.answers;
  if (applicant !== undefined && choices.includes(applicant)) return applicant;
  return choices.find((kind) => draft.chosen.every((matter) => matter.applicant.includes(kind))) ?? choices[0] ?? 'person';
}

/** The visitor as the contract wants it: what nobody asked is absent. */
export function visitorOf(draft: Draft): Request<'triage.route'>['visitor'] {
  const { phone, inPerson, ageBand, needsHelp, priorityGroups } = draft.answers;
  return {
    applicant: applicantOf(draft),
    ...(phone === undefined ? {} : { phone }),
    ...(inPerson === undefined ? {} : { inPerson }),
    ...(ageBand === undefined ? {} : { ageBand }),
    ...(needsHelp === undefined ? {} : { needsHelp }),
    ...(priorityGroups.length === 0 ? {} : { priorityGroups: [...priorityGroups] }),
  };
}

export const isAnswered = (answers: Answers, question: Question): boolean => answers[question] !== undefined;
