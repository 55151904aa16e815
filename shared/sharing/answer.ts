/**
 * What an answer of a source means: ordered rules from status and content to one of eight outcomes, and the fields that the clerk
 * may look at. Pure; what stands here never keeps anything.
 */
import { z } from 'zod';
import { pointerPattern, valueAt } from './pointer.ts';

/** The outcomes of a data-sharing request (handbook, "What an answer from a data-sharing source must carry"). */
export const outcomes = ['found', 'not-found', 'several-found', 'refused', 'provider-error', 'route-error', 'timed-out', 'later'] as const;
export const Outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof Outcome>;

/** Why an outcome is what it is: a closed set, so that nothing of an answer can slip into it. */
export const sharingReasons = [
  /** A rule of the source said so. */
  'answered',
  // Never sent.
  'value-missing',
  'value-not-sendable',
  'secret-missing',
  'secret-unreadable',
  'trust-unreadable',
  'breaker-open',
  'too-many-at-once',
  'closed',
  // On the way.
  'cannot-connect',
  'connect-timed-out',
  'answer-timed-out',
  'total-timed-out',
  'cancelled',
  'tls-refused',
  'connection-cut',
  'redirect-refused',
  'token-refused',
  // Answered, but not usable.
  'answer-too-large',
  'answer-malformed',
  'answer-unmapped',
  'fields-missing',
  'provider-unavailable',
  // X-Road's own.
  'x-road-request',
  'x-road-route',
  'x-road-provider',
  'x-road-access-denied',
  'x-road-service-disabled',
  'x-road-inconsistent',
  'request-hash-missing',
  'request-hash-mismatch',
] as const;
export const SharingReason = z.enum(sharingReasons);
export type SharingReason = z.infer<typeof SharingReason>;

export const SharedField = z.strictObject({ labelZh: z.string(), labelEn: z.string(), value: z.string() });
export type SharedField = z.infer<typeof SharedField>;

/** What `fetch` gives. All but `fields` may be kept; `fields` live in memory while the clerk looks at them, and nowhere else. */
export type SharedAnswer = {
  readonly outcome: Outcome;
  /** Empty unless found or several-found. */
  readonly fields: readonly SharedField[];
  readonly requestId: string;
  /** SHA-256, hex, of the request's canonical text without secrets; null where the request could not even be written. */
  readonly requestHash: string | null;
  /** When the request was taken up, in milliseconds since 1970; with `attempts` 0 nothing left the machine. */
  readonly sentAt: number;
  readonly answeredAt: number | null;
  readonly provider: string;
  /** SHA-256, hex, of the answer's bytes as they came; null where no whole answer came. */
  readonly answerHash: string | null;
  readonly attempts: number;
  readonly detail: SharingReason;
};

const Status = z.number().int().min(100).max(599);
const StatusRange = z.strictObject({ from: Status, to: Status }).refine(({ from, to }) => from <= to, 'a range ends after it begins');
const Pointer = z.string().max(500).regex(pointerPattern, 'a JSON Pointer (RFC 6901)');

export const AnswerRule = z
  .strictObject({
    status: z.union([Status, z.array(z.union([Status, StatusRange])).min(1), StatusRange]).optional(),
    pointer: Pointer.optional(),
    equals: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
    exists: z.boolean().optional(),
    outcome: Outcome,
  })
  .superRefine((rule, context) => {
    const tests = [rule.equals, rule.exists].filter((test) => test !== undefined).length;
    if ((rule.pointer === undefined) !== (tests === 0)) {
      context.addIssue({ code: 'custom', path: ['pointer'], message: 'a pointer needs "equals" or "exists", and these need a pointer' });
    }
    if (tests > 1) context.addIssue({ code: 'custom', path: ['exists'], message: 'either "equals" or "exists"' });
    if (rule.status === undefined && rule.pointer === undefined) context.addIssue({ code: 'custom', path: [], message: 'a rule asks for a status, a pointer, or both' });
  });
export type AnswerRule = z.infer<typeof AnswerRule>;

export const AnswerField = z.strictObject({ pointer: Pointer, labelZh: z.string().trim().min(1).max(100), labelEn: z.string().trim().min(1).max(100) });
export type AnswerField = z.infer<typeof AnswerField>;

/** The content of an answer as far as it could be read. */
export type Content = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'empty' } | { readonly kind: 'malformed' };
export type Mapping = { readonly answers: readonly AnswerRule[]; readonly records: string | null; readonly fields: readonly AnswerField[] };
export type MappedAnswer = { readonly outcome: Outcome; readonly fields: readonly SharedField[]; readonly detail: SharingReason };

const aboutThePerson: ReadonlySet<Outcome> = new Set(['found', 'several-found', 'not-found']);
const withFields: ReadonlySet<Outcome> = new Set(['found', 'several-found']);

/** The first rule that fits, or null. */
export function ruleFor(rules: readonly AnswerRule[], status: number, content: Content): AnswerRule | null {
  return rules.find((rule) => fits(rule, status, content)) ?? null;
}

/** What an answer means by the rules of its source. */
export function mapAnswer(mapping: Mapping, status: number, content: Content): MappedAnswer {
  const rule = ruleFor(mapping.answers, status, content);
  if (rule === null) return { outcome: 'provider-error', fields: [], detail: content.kind === 'malformed' ? 'answer-malformed' : 'answer-unmapped' };
  if (!withFields.has(rule.outcome)) return { outcome: rule.outcome, fields: [], detail: 'answered' };
  const fields = fieldsOf(mapping, content, rule.outcome);
  // "Found", with nothing of what the clerk is to look at, is a source that has changed its form.
  if (fields.length === 0 && mapping.fields.length > 0) return { outcome: 'provider-error', fields: [], detail: 'fields-missing' };
  return { outcome: rule.outcome, fields, detail: 'answered' };
}

function fits(rule: AnswerRule, status: number, content: Content): boolean {
  if (rule.status !== undefined && !statusFits(rule.status, status)) return false;
  // An error page of a machine in between says nothing about a person, whatever its status.
  if (content.kind === 'malformed' && (rule.pointer !== undefined || aboutThePerson.has(rule.outcome))) return false;
  if (rule.pointer === undefined) return true;
  const value = content.kind === 'json' ? valueAt(content.value, rule.pointer) : undefined;
  return rule.exists === undefined ? value !== undefined && value === rule.equals : (value !== undefined) === rule.exists;
}

function statusFits(wanted: NonNullable<AnswerRule['status']>, status: number): boolean {
  if (typeof wanted === 'number') return wanted === status;
  if (!Array.isArray(wanted)) return wanted.from <= status && status <= wanted.to;
  return wanted.some((one) => statusFits(one, status));
}

/** How many records of several a clerk is shown at most; telling apart more than these is not done by eye. */
const shownRecords = 20;

function fieldsOf({ records, fields }: Mapping, content: Content, outcome: Outcome): SharedField[] {
  if (content.kind !== 'json') return [];
  const place = records === null ? content.value : valueAt(content.value, records);
  const list: readonly unknown[] = records !== null && Array.isArray(place) ? place : [place];
  return list.slice(0, outcome === 'several-found' ? shownRecords : 1).flatMap((record) =>
    fields.flatMap(({ pointer, labelZh, labelEn }) => {
      const value = shown(valueAt(record, pointer));
      return value === null ? [] : [{ labelZh, labelEn, value }];
    }),
  );
}

function shown(value: unknown): string | null {
  if (typeof value === 'string') return value.slice(0, 2000);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return null;
  const items: readonly unknown[] = value;
  const texts = items.map(shown).filter((text) => text !== null);
  return texts.length === 0 ? null : texts.join('、').slice(0, 2000);
}
