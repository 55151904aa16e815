/**
 * Properties of few values packed into one number, so that a row's outcome, lane and the like are read with one look, and a table of so many cells says
 * for each combination whether it counts.
 */
import { attributes } from '../../../shared/statistics/measures.ts';
import { applicantKinds } from '../../../shared/catalogue/catalogue.ts';

export type Packing<Name extends string> = {
  /** How many combinations there are. */
  readonly size: number;
  /** Throws a RangeError for a value that the property cannot have. */
  pack(values: Readonly<Record<Name, string>>): number;
  /** The value of a property in each combination. */
  valuesOf(name: Name): readonly string[];
};

type Part = { readonly name: string; readonly values: readonly string[]; readonly scale: number };

function packing<Name extends string>(properties: Readonly<Record<Name, readonly string[]>>): Packing<Name> {
  const parts: Part[] = [];
  let size = 1;
  for (const [name, values] of Object.entries<readonly string[]>(properties)) {
    parts.push({ name, values, scale: size });
    size *= values.length;
  }
  return {
    size,
    pack(values) {
      const texts: Readonly<Record<string, string>> = values;
      let code = 0;
      for (const { name, values: known, scale } of parts) {
        const place = known.indexOf(texts[name] ?? '');
        if (place < 0) throw new RangeError(`${name} cannot be ${texts[name] ?? 'nothing'}`);
        code += place * scale;
      }
      return code;
    },
    valuesOf(name) {
      const part = parts.find((one) => one.name === name);
      if (part === undefined) throw new RangeError(`there is no ${name}`);
      return Array.from({ length: size }, (_, code) => part.values[Math.floor(code / part.scale) % part.values.length] ?? '');
    },
  };
}

const { outcome, lane, licence, promise, state, overridden, issuedHere, rating } = attributes;
const priority = ['ordinary', 'priority'] as const;
export const transactionTraits = packing({ outcome, lane, applicantKind: applicantKinds, priority, origin: ['own', 'imported'], licence, promise });
export const visitTraits = packing({ state, lane, priority, overridden, issuedHere, rating });
