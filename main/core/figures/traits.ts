/**
 * Properties of few values packed into one number, so that a row's outcome, lane and the like are read with one look, and a short table says for each
 * combination whether it counts.
 */
import { applicantKinds } from '../../../shared/catalogue/catalogue.ts';
import { attributes } from '../../../shared/statistics/measures.ts';

/** The combinations that occur, numbered in the order in which they came: most of the possible ones never do. */
export class Traits<Name extends string> {
  private readonly properties: Readonly<Record<Name, readonly string[]>>;
  private readonly combinations: Readonly<Record<Name, string>>[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(properties: Readonly<Record<Name, readonly string[]>>) {
    this.properties = properties;
  }

  get size(): number {
    return this.combinations.length;
  }

  /** `key` stands for the values, which are asked for when it is new; throws a RangeError for one that the property cannot have. */
  numberOf(key: string, values: () => Readonly<Record<Name, string>>): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const combination = values();
    for (const [name, possible] of Object.entries<readonly string[]>(this.properties)) {
      const value: string | undefined = new Map(Object.entries<string>(combination)).get(name);
      if (value === undefined || !possible.includes(value)) throw new RangeError(`${name} cannot be ${value ?? 'nothing'}`);
    }
    this.numbers.set(key, this.combinations.length);
    return this.combinations.push(combination) - 1;
  }

  /** The value of a property in each combination. */
  valuesOf(name: Name): readonly string[] {
    return this.combinations.map((combination) => combination[name]);
  }

  has(name: string): name is Name {
    return Object.hasOwn(this.properties, name);
  }
}

const { outcome, lane, licence, promise, state, overridden, issuedHere, rating } = attributes;
const priority = ['ordinary', 'priority'] as const;
const transactionTraits = { outcome, lane, applicantKind: applicantKinds, priority, origin: ['own', 'imported'], licence, promise };
const visitTraits = { state, lane, priority, overridden, issuedHere, rating };

export type TransactionTraits = Traits<keyof typeof transactionTraits>;
export type VisitTraits = Traits<keyof typeof visitTraits>;
export const createTransactionTraits = (): TransactionTraits => new Traits(transactionTraits);
export const createVisitTraits = (): VisitTraits => new Traits(visitTraits);
