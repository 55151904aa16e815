/** What goes over the wire to a platform, and what may come back: the published contract. */
import { z } from 'zod';
import { OfficialNumber } from '../contract/official-number.ts';
import { RecordField, TransactionRecord } from './record.ts';

export const contractName = 'daoban-upload/1';

export const BatchRequest = z.strictObject({
  contract: z.literal(contractName),
  batch: z.string().max(100).meta({ description: 'Name of this batch: SHA-256 over the keys of its records. The answer repeats it.' }),
  station: z.strictObject({ id: z.string(), code: z.string(), name: z.string(), site: z.string(), incarnation: z.number().int().min(0) }),
  records: z.array(TransactionRecord).min(1).max(200),
});
export type BatchRequest = z.infer<typeof BatchRequest>;

/** Why a record is not taken. The first five are put right by a correction of the field named. */
export const refusalReasons = ['missing', 'invalid', 'contradicts', 'unknown-code', 'not-served', 'conflict', 'duplicate', 'other'] as const;
export const RefusalReason = z.enum(refusalReasons);
export type RefusalReason = z.infer<typeof RefusalReason>;

const RecordAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ key: z.string(), outcome: z.literal('accepted'), official: OfficialNumber }).meta({ description: 'The platform holds this version for good. The same key again gets the same answer.' }),
  z
    .strictObject({ key: z.string(), outcome: z.literal('refused'), reason: RefusalReason, field: RecordField.nullable(), message: z.string().max(500).nullable() })
    .meta({ description: 'Not taken; a clerk corrects it, and it comes again as a new version.' }),
  z.strictObject({ key: z.string(), outcome: z.literal('later') }).meta({ description: 'Not decided; the same version comes again.' }),
]);
export type RecordAnswer = z.infer<typeof RecordAnswer>;

export const BatchAnswer = z.strictObject({ contract: z.literal(contractName), batch: z.string(), answers: z.array(RecordAnswer).max(200) });
export type BatchAnswer = z.infer<typeof BatchAnswer>;

/** The answers in the order of the records, or null: anything that is not exactly one answer to each record of this very batch acknowledges nothing. */
export function answersTo(request: BatchRequest, answer: unknown): readonly RecordAnswer[] | null {
  const parsed = BatchAnswer.safeParse(answer);
  if (!parsed.success || parsed.data.batch !== request.batch || parsed.data.answers.length !== request.records.length) return null;
  const byKey = new Map(parsed.data.answers.map((one) => [one.key, one]));
  const answers = request.records.flatMap(({ key }) => byKey.get(key) ?? []);
  if (answers.length !== request.records.length) return null;
  const numbers = new Map(request.records.map(({ key, number }) => [key, number]));
  return sharesNoNumber(answers, numbers) ? answers : null;
}

/** An official number belongs to one transaction. */
function sharesNoNumber(answers: readonly RecordAnswer[], numbers: ReadonlyMap<string, string>): boolean {
  const owners = new Map<string, string>();
  return answers.every((answer) => {
    if (answer.outcome !== 'accepted') return true;
    const number = numbers.get(answer.key) ?? '';
    const owner = owners.get(answer.official) ?? number;
    owners.set(answer.official, owner);
    return owner === number;
  });
}
