/** The sample catalogue that ships, and the arbitrary visitors and halls of the laws. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { CatalogueDocument, Matter } from '../../../shared/catalogue/catalogue.ts';
import { ReductionDocument } from '../../../shared/catalogue/reduction-list.ts';
import { type Lane, lanes } from '../../../shared/routing/lanes.ts';
import { ageBands, type Hall, phones, shippedPriorityGroups, type Visitor } from '../../../shared/routing/visitor.ts';

function sample(name: string): unknown {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`../../../resources/sample/${name}`, import.meta.url)), 'utf8'));
}

export const catalogue = CatalogueDocument.parse(sample('catalogue.json'));
export const reductionLists = ReductionDocument.parse(sample('reduction-lists.json')).lists.map((list) => ({ ...list, version: 1 }));

export function matter(code: string): Matter {
  const found = catalogue.matters.find((candidate) => candidate.code === code);
  if (found === undefined) throw new Error(`the sample has no matter ${code}`);
  return found;
}

/** A matter of the sample with some fields changed, still valid. */
export function changed(code: string, change: Partial<Record<keyof Matter, unknown>>): Matter {
  return Matter.parse({ ...matter(code), ...change });
}

/** `{ a?: A }` as the schemas mean it: a key is there with a value or not at all. */
export const visitors: fc.Arbitrary<Visitor> = fc.record(
  {
    applicant: fc.constantFrom('person', 'enterprise'),
    ageBand: fc.constantFrom(...ageBands),
    priorityGroups: fc.subarray([...shippedPriorityGroups, 'not-on-the-list'], { maxLength: 3 }),
    phone: fc.constantFrom(...phones),
    inPerson: fc.boolean(),
    needsHelp: fc.boolean(),
    wants: fc.constantFrom(...lanes),
  },
  { requiredKeys: ['applicant'] },
);

const people = fc.integer({ min: 0, max: 60 });
const waiting = fc.oneof(people, fc.record({ count: people, minutes: fc.integer({ min: 0, max: 180 }) }, { requiredKeys: ['count'] }));
const times = fc.constantFrom('00:00', '08:29', '08:30', '11:59', '12:00', '14:00', '17:00', '23:59');
const partialWaiting: fc.Arbitrary<Partial<Record<Lane, number | { count: number; minutes?: number }>>> = fc.record(
  { window: waiting, 'self-service': waiting, 'mobile-assisted': waiting, remote: waiting, referral: waiting },
  { requiredKeys: [] },
);

export const halls: fc.Arbitrary<Hall> = fc.record(
  {
    openLanes: fc.subarray([...lanes]),
    waiting: partialWaiting,
    time: times,
    hours: fc.constantFrom([{ from: '08:30', to: '17:00' }], [{ from: '08:30', to: '12:00' }, { from: '13:30', to: '17:00' }], []),
    open: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Matters of the sample, among them the rare kinds more often than there are. */
export const visitsMatters: fc.Arbitrary<Matter[]> = fc.uniqueArray(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...catalogue.matters) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ...['lab-complaint', 'une-stable', 'tal-title', 'card-ecard', 'si-land'].map(matter),
        changed('lab-mediate', { referTo: '区劳动人事争议调解中心' }),
        changed('emp-post', { withoutApplication: true }),
      ),
    },
  ),
  { minLength: 1, maxLength: 4, selector: (one) => one.code },
);

/** The report of the smallest counterexample to a law, or null where none was found. */
export function counterexample<Values>(property: fc.IProperty<Values>, numRuns = 1500): string | null {
  return fc.defaultReportMessage(fc.check(property, { numRuns })) ?? null;
}
