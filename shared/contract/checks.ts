/** What comes later: the issuing body's answer, a material that is supplied afterwards, the notice of all that is missing. */
import { z } from 'zod';
import { MatterCode } from '../catalogue/catalogue.ts';
import { Nothing, type Operation } from './operation.ts';
import { Notice, TransactionNumber } from './transaction.ts';

export const CheckNumber = z.string().regex(/^[0-9A-Z]{4,8}-K[0-9]{5,}$/);

/** A question to the issuing body (部门核验), and what became of it. */
export const DepartmentCheck = z.strictObject({
  check: CheckNumber,
  number: TransactionNumber,
  matter: MatterCode,
  matterName: z.string(),
  material: z.string(),
  body: z.string(),
  requestedAt: z.number().int(),
  due: z.string().nullable(),
  answer: z.enum(['confirmed', 'refuted']).nullable(),
  answeredAt: z.number().int().nullable(),
});
export type DepartmentCheck = z.infer<typeof DepartmentCheck>;

const atWindow = ['clerk', 'assistant'] as const;
const seesTransactions = ['clerk', 'assistant', 'manager'] as const;

export const checkOperations = {
  'check.request': {
    kind: 'command', roles: atWindow,
    summary: 'Asks the issuing body about a material of a transaction that was accepted with the check pending.',
    input: z.strictObject({ transaction: TransactionNumber, material: z.string().trim().min(1).max(200), body: z.string().trim().min(1).max(200).optional(), due: z.iso.date().optional() }),
    output: DepartmentCheck,
  },
  'check.answer': {
    kind: 'command', roles: seesTransactions,
    summary: 'Records the answer of the body; it completes the transaction or reopens it.',
    input: z.strictObject({ check: CheckNumber, answer: z.enum(['confirmed', 'refuted']), note: z.string().trim().max(500).optional() }),
    output: z.strictObject({ check: DepartmentCheck, transaction: z.strictObject({ number: TransactionNumber, outcome: z.string() }) }),
  },
  'check.list': {
    kind: 'query', roles: seesTransactions,
    summary: 'Open checks by due date, then by body; answered ones on request.',
    input: z.strictObject({ answered: z.boolean().optional(), limit: z.number().int().min(1).max(500).optional() }),
    output: z.strictObject({ checks: z.array(DepartmentCheck) }),
  },
  'supplement.receive': {
    kind: 'command', roles: atWindow,
    summary: 'A tolerated or missing material came in; with the last one the transaction is completed.',
    input: z.strictObject({ transaction: TransactionNumber, material: z.string().trim().min(1).max(200) }),
    output: z.strictObject({ number: TransactionNumber, outcome: z.string(), open: z.array(z.string()) }),
  },
  'supplement.list': {
    kind: 'query', roles: seesTransactions,
    summary: 'Materials that are to be handed in later, the overdue ones first.',
    input: Nothing,
    output: z.strictObject({ supplements: z.array(z.strictObject({ number: TransactionNumber, matterName: z.string(), material: z.string(), dueBy: z.string().nullable(), overdue: z.boolean() })) }),
  },
  'notice.print': {
    kind: 'command', roles: atWindow,
    summary: 'The one-time notice of a transaction: all that was missing, numbered; given once, a second call is marked as a copy.',
    input: z.strictObject({ transaction: TransactionNumber }),
    output: z.strictObject({ notice: Notice, copy: z.boolean() }),
  },
} as const satisfies Record<string, Operation>;
