/** A chosen file as a document of a schema: every fault at once, at its JSON path. Changes nothing anywhere. */
import { z } from 'zod';
import { jsonPath, type InputIssue } from '../../../../shared/contract/errors.ts';

/** Where reading stopped, counted from 1. */
type Place = { readonly line: number; readonly column: number };

/** `at` is null where the file simply ends too early. */
export type ReadJson<Document> =
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'not-json'; readonly at: Place | null }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] };

/** `subject`: the name of the matter or list that the path leads into, where it has one. */
export type Fault = InputIssue & { readonly subject: string | null };

export async function readJson<Document>(file: Blob, schema: z.ZodType<Document>): Promise<ReadJson<Document>> {
  const text = await file.text().catch(() => null);
  return text === null ? { kind: 'unreadable' } : parseJson(text, schema);
}

export function parseJson<Document>(text: string, schema: z.ZodType<Document>): ReadJson<Document> {
  const read = attempt(text);
  if (!read.ok) return { kind: 'not-json', at: read.at };
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return { kind: 'document', document: parsed.data };
  return { kind: 'faults', faults: withSubjects(parsed.error.issues.flatMap(issuesOf), read.value) };
}

type Attempt = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly at: Place | null };

function attempt(text: string): Attempt {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const place = /line (\d+) column (\d+)/.exec(String(error));
    return { ok: false, at: place === null ? null : { line: Number(place[1]), column: Number(place[2]) } };
  }
}

/** One line for each unknown key, as the operation itself answers. */
function issuesOf(issue: z.core.$ZodIssue): readonly InputIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: jsonPath([...issue.path, key]), code: 'unrecognized-key', message: 'this key is not known here' }));
  }
  return [{ path: jsonPath(issue.path), code: issue.code.replaceAll('_', '-'), message: issue.message }];
}

const Named = z.looseObject({ name: z.string().optional(), issuer: z.string().optional(), code: z.string().optional() });
const Listing = z.looseObject({ matters: z.array(z.unknown()).optional(), lists: z.array(z.unknown()).optional() });

/** The faults with the name of what they stand in. The operation counts paths from its input, where the file is `document`. */
export function withSubjects(issues: readonly InputIssue[], document: unknown): readonly Fault[] {
  const { matters, lists } = Listing.safeParse(document).data ?? {};
  const nameOf = (path: string): string | null => {
    const place = /^\$\.(matters|lists)\[(\d+)\]/.exec(path);
    if (place === null) return null;
    const named = Named.safeParse((place[1] === 'matters' ? matters : lists)?.[Number(place[2])]).data;
    return [named?.name, named?.issuer, named?.code].find((text) => text !== undefined && text !== '') ?? null;
  };
  return issues.map((issue) => {
    const path = issue.path.replace(/^\$\.document(?=[.[]|$)/, '$');
    return { ...issue, path, subject: nameOf(path) };
  });
}
