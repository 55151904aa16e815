/** Binds a plain function to its name in the contract: what comes in is parsed, what it gets is typed. */
import type { z } from 'zod';
import { jsonPath, Refusal, type InputIssue } from '../../../shared/contract/errors.ts';
import { schemas, type Input, type OperationName, type Output } from '../../../shared/contract/contract.ts';
import type { Context, Refused } from '../context.ts';

export type Bound = (context: Context, raw: unknown) => unknown;

export function implement<Name extends OperationName>(
  name: Name,
  operation: (context: Context, input: Input<Name>) => Output<Name> | Refused | Promise<Output<Name>>,
): Bound {
  const schema = schemas[name].input;
  return (context, raw) => operation(context, parseInput(schema, raw));
}

/** An operation that needs no open station; it is given the place instead. */
export type Unopened<Place> = (place: Place, raw: unknown) => unknown;

export function implementUnopened<Name extends OperationName, Place>(name: Name, operation: (place: Place, input: Input<Name>) => Output<Name>): Unopened<Place> {
  const schema = schemas[name].input;
  return (place, raw) => operation(place, parseInput(schema, raw));
}

/** All faults of the input at once, each with its JSONPath; the parsed value otherwise. */
export function parseInput<Value>(schema: z.ZodType<Value>, raw: unknown): Value {
  const parsed = schema.safeParse(raw);
  const issues = parsed.success ? brokenText(parsed.data, []) : parsed.error.issues.flatMap(describe);
  if (parsed.success && issues.length === 0) return parsed.data;
  throw new Refusal('bad-input', 'the input does not fit', issues);
}

/** Half a surrogate pair is text that the journal cannot hash (RFC 8785 §3.2.2); a schema lets it pass. */
function brokenText(value: unknown, path: readonly PropertyKey[]): InputIssue[] {
  if (typeof value === 'string') return value.isWellFormed() ? [] : [{ path: jsonPath(path), code: 'broken-text', message: 'the text holds half a character' }];
  if (Array.isArray(value)) return value.flatMap((member, index) => brokenText(member, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [...brokenText(key, [...path, key]), ...brokenText(member, [...path, key])]);
}

type Issue = z.core.$ZodIssue;

/** An unknown key is a fault of the key, not of the object around it: one line each. */
function describe(issue: Issue): { path: string; code: string; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: jsonPath([...issue.path, key]), code: 'unrecognized-key', message: 'this key is not known here' }));
  }
  if (issue.code === 'invalid_union') {
    // Of its forms the one that was meant is the one that got further than the kind of value.
    const meant = issue.errors.filter((form) => !form.some((fault) => fault.code === 'invalid_type' && fault.path.length === 0));
    if (meant.length === 1) return (meant[0] ?? []).flatMap((fault) => describe({ ...fault, path: [...issue.path, ...fault.path] }));
  }
  return [{ path: jsonPath(issue.path), code: issue.code.replaceAll('_', '-'), message: issue.message }];
}
