/** What was typed, by visit: kept in the memory of this window while its person is signed in, never on disk. */
import { useState } from 'react';
import type { HandlingValues, Persons } from './handling-values.ts';
import type { SignedPromises } from './promises.ts';

export type Draft = {
  readonly values: HandlingValues;
  readonly byProxy: boolean;
  /** True once the clerk has chosen the outcome; until then it follows the materials. */
  readonly outcomeChosen: boolean;
  readonly confirmedCode: string | null;
  /** What was signed instead of handed in. */
  readonly promises: SignedPromises;
  /** As `typedOf` of the form before anybody typed. */
  readonly blank: string;
};

/** What of a form is typed or chosen by hand, to compare with. */
export const typedOf = (values: HandlingValues, byProxy: boolean): string => JSON.stringify([values.applicant, byProxy ? values.proxy : null, values.note ?? '', values.persons ?? 1, values.materials]);

export type Drafts = {
  read(visit: string, matter: string): Draft | undefined;
  write(visit: string, matter: string, draft: Draft): void;
  drop(visit: string, matter: string): void;
  /** The persons last typed for another matter of the visit. */
  persons(visit: string): Persons | undefined;
  rememberPersons(visit: string, persons: Persons): void;
  /** Whether something was typed for the visit that is not submitted. */
  isTyped(visit: string): boolean;
  forget(visit: string): void;
};

function createDrafts(): Drafts {
  const drafts = new Map<string, Map<string, Draft>>();
  const persons = new Map<string, Persons>();
  return {
    read: (visit, matter) => drafts.get(visit)?.get(matter),
    write: (visit, matter, draft) => {
      const ofVisit = drafts.get(visit) ?? new Map<string, Draft>();
      drafts.set(visit, ofVisit.set(matter, draft));
    },
    drop: (visit, matter) => void drafts.get(visit)?.delete(matter),
    persons: (visit) => persons.get(visit),
    rememberPersons: (visit, typed) => void persons.set(visit, typed),
    isTyped: (visit) => [...(drafts.get(visit)?.values() ?? [])].some(({ values, byProxy, blank }) => typedOf(values, byProxy) !== blank),
    forget: (visit) => {
      drafts.delete(visit);
      persons.delete(visit);
    },
  };
}

export function useDrafts(): Drafts {
  const [drafts] = useState(createDrafts);
  return drafts;
}
