/** The form of one handling: the contract's own schema, its state being that schema's input. */
import type { z } from 'zod';
import type { ApplicantKind, Matter } from '../../../shared/catalogue/catalogue.ts';
import { bornAfter } from '../../../shared/identity/paper.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import type { Visitor } from '../../../shared/routing/visitor.ts';
import { Handling, type MaterialEntry, type Outcome } from '../../../shared/transaction/transaction.ts';

export type HandlingValues = z.input<typeof Handling>;
export type PersonValues = NonNullable<HandlingValues['proxy']>;

/** The contract's schema, and what it cannot know without a day: nobody was born after `today`. */
export function handlingOn(today: string) {
  return Handling.superRefine(({ applicant, proxy }, context) => {
    if (bornAfter(applicant.paper, today)) context.addIssue({ code: 'custom', path: ['applicant', 'paper', 'number'], message: 'born in the future' });
    if (proxy !== undefined && bornAfter(proxy.paper, today)) context.addIssue({ code: 'custom', path: ['proxy', 'paper', 'number'], message: 'born in the future' });
  });
}

/** Persons of the visit's former matter, so that nothing is typed twice. */
export type Persons = Pick<HandlingValues, 'applicant' | 'proxy'>;

export function blankPerson(): PersonValues {
  return { name: '', paper: { type: 'resident-id', number: '' } };
}

/** A form prefilled with all that the guide learned, and with the persons of the visit's former matter. */
export function initialValues(matter: Matter, visitor: Visitor | null, persons: Persons | undefined, outcome: Outcome): HandlingValues {
  const kind = kindFor(matter, persons?.applicant.kind ?? visitor?.applicant);
  const applicant = persons?.applicant.kind === kind ? persons.applicant : { kind, name: '', paper: { type: kind === 'enterprise' ? ('credit-code' as const) : ('resident-id' as const), number: '' } };
  return { matter: matter.code, applicant, proxy: persons?.proxy ?? blankPerson(), materials: [], outcome, ...(matter.countedBy === 'person' ? { persons: 1 } : {}) };
}

/** What the guide said, where the matter serves that kind of applicant; else the kind it does serve. */
function kindFor(matter: Matter, said: ApplicantKind | undefined): ApplicantKind {
  return said !== undefined && matter.applicant.includes(said) ? said : (matter.applicant[0] ?? 'person');
}

/** How the handling will end unless the clerk says otherwise: what is missing or awaited decides before the kind of matter. */
export function proposedOutcome(matter: Matter, lane: Lane, entries: readonly MaterialEntry[]): Outcome {
  if (lane === 'referral') return 'referred';
  if (entries.some(({ state }) => state === 'missing')) return 'returned';
  if (entries.some(({ state }) => state === 'pending' || state === 'tolerated')) return 'accepted';
  return matter.caseKind === 'instant' ? 'completed' : 'accepted';
}
