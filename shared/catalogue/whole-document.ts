/**
 * Checks that look across a document, run also where parts of it are already faulty: whoever mends a catalogue wants every
 * fault at once. What they look at may therefore be anything, whatever the schema promises.
 */

/** zod leaves out refinements of a value with faults unless told otherwise. */
export const always = { when: ({ value }: { readonly value: unknown }): boolean => typeof value === 'object' && value !== null };

/** The items of a list, or one field of each; nothing where there is no list. */
export function each(list: unknown, field?: string): readonly unknown[] {
  if (!Array.isArray(list)) return [];
  const items: readonly unknown[] = list;
  return field === undefined ? items : items.map((item) => fieldOf(item, field));
}

function fieldOf(item: unknown, field: string): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  return new Map<string, unknown>(Object.entries(item)).get(field);
}

type IssueContext = { addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void };

/** Reports every text that stands a second time; what is no text has a fault of its own. */
export function reportDuplicates(values: readonly unknown[], pathOf: (index: number) => (string | number)[], context: IssueContext): void {
  const first = new Map<string, number>();
  values.forEach((value, index) => {
    if (typeof value !== 'string') return;
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, index);
    else context.addIssue({ code: 'custom', path: pathOf(index), message: `"${value}" stands twice, first at position ${earlier}` });
  });
}
