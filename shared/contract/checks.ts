/** What comes later: the issuing body's answer, a material that is supplied afterwards, the notice of all that is missing. */
import { z } from 'zod';
import { MatterCode } from '../catalogue/catalogue.ts';
import { NoticeState } from '../transaction/one-time-notice.ts';
import { Standing } from '../transaction/standing.ts';
import { ExportFormat } from './statistics.ts';
import { Nothing, type Operation } from './operation.ts';
import { Notice, Receipt, TransactionNumber } from './transaction.ts';

export const CheckNumber = z.string().regex(/^[0-9A-Z]{4,8}-K[0-9]{5,}$/);
/** Of the station's own series; notices given by the first version carry their transaction's number with `-T` behind it. */
export const NoticeNumber = z.string().regex(/^[0-9A-Z]{4,8}-T[0-9]{5,}$/);

export const CheckAnswer = z.enum(['confirmed', 'refuted']);
export type CheckAnswer = z.infer<typeof CheckAnswer>;

/** A question to the issuing body (部门核验), and what became of it. */
export const DepartmentCheck = z.strictObject({
  check: CheckNumber,
  number: TransactionNumber,
  matter: MatterCode,
  matterName: z.string(),
  matterNameEn: z.string(),
  material: z.string(),
  body: z.string(),
  requestedAt: z.number().int(),
  due: z.string().nullable(),
  /** When the request last left the counter, on paper or in a file; null while it has not. */
  sentAt: z.number().int().nullable(),
  /** Null for one that is answered, too. */
  standing: Standing.nullable(),
  answer: CheckAnswer.nullable(),
  answeredAt: z.number().int().nullable(),
});
export type DepartmentCheck = z.infer<typeof DepartmentCheck>;

/** The request as it goes to the body (核验函). It names the person in full: nobody can check a masked name. */
export const CheckLetter = z.strictObject({
  station: z.string(),
  site: z.string(),
  trial: z.boolean(),
  check: CheckNumber,
  number: TransactionNumber,
  matterName: z.string(),
  matterNameEn: z.string(),
  material: z.string(),
  body: z.string(),
  applicant: z.strictObject({ name: z.string(), paper: z.strictObject({ type: z.string(), number: z.string() }) }),
  day: z.string(),
  due: z.string().nullable(),
  clerk: z.strictObject({ number: z.string(), name: z.string(), position: z.string() }),
});
export type CheckLetter = z.infer<typeof CheckLetter>;

const seesTransactions = ['clerk', 'assistant', 'manager'] as const;
const MaterialName = z.string().trim().min(1).max(200);
const Body = z.string().trim().min(1).max(200);
const File = z.string().min(1).max(4096);
const mostChecks = 500;

export const checkOperations = {
  'check.request': {
    kind: 'command', roles: seesTransactions,
    summary: 'Asks the issuing body about a material of a transaction that was accepted with the check pending.',
    input: z.strictObject({ transaction: TransactionNumber, material: MaterialName, body: Body.optional(), due: z.iso.date().optional() }),
    output: DepartmentCheck,
  },
  'check.print': {
    kind: 'command', roles: seesTransactions,
    summary: 'The request to the body as a paper, with the person in full; every printing is journaled.',
    input: z.strictObject({ check: CheckNumber }),
    output: CheckLetter,
  },
  'check.export': {
    kind: 'command', roles: seesTransactions, trusted: true, waits: true,
    summary: 'Writes open requests as one table for the bodies to fill in, with the persons in full; journaled.',
    input: z.strictObject({ checks: z.array(CheckNumber).min(1).max(mostChecks).optional(), body: Body.optional(), format: ExportFormat, file: File, language: z.enum(['zh-CN', 'en']).optional() }),
    output: z.strictObject({ file: z.string(), format: ExportFormat, checks: z.array(CheckNumber), bytes: z.number().int(), sha256: z.string() }),
  },
  'check.import': {
    kind: 'command', roles: seesTransactions, trusted: true, waits: true,
    summary: 'Records the answers in a table that a body filled in, all or none; what was recorded already stays.',
    input: z.strictObject({ file: File, dryRun: z.boolean().optional() }),
    output: z.strictObject({
      dryRun: z.boolean(),
      /** In the order of the file. With `dryRun` what would be recorded, the outcomes as they stand. */
      recorded: z.array(z.strictObject({ check: CheckNumber, answer: CheckAnswer, transaction: z.strictObject({ number: TransactionNumber, outcome: z.string() }) })),
      /** Rows without an answer, and rows whose answer is in the books. */
      unanswered: z.number().int(),
      known: z.number().int(),
    }),
  },
  'check.answer': {
    kind: 'command', roles: seesTransactions,
    summary: 'Records the answer of the body; it completes the transaction or reopens it.',
    input: z.strictObject({ check: CheckNumber, answer: CheckAnswer, note: z.string().trim().max(500).optional() }),
    output: z.strictObject({ check: DepartmentCheck, transaction: z.strictObject({ number: TransactionNumber, outcome: z.string() }) }),
  },
  'check.list': {
    kind: 'query', roles: seesTransactions,
    summary: 'Open checks by due date, then by body; answered ones on request.',
    input: z.strictObject({ answered: z.boolean().optional(), body: Body.optional(), dueBy: z.iso.date().optional(), limit: z.number().int().min(1).max(mostChecks).optional() }),
    output: z.strictObject({ checks: z.array(DepartmentCheck) }),
  },
  'check.unasked': {
    kind: 'query', roles: seesTransactions,
    summary: 'Materials that wait for a body which was not asked yet, the oldest first.',
    input: Nothing,
    output: z.strictObject({
      materials: z.array(
        z.strictObject({
          number: TransactionNumber, matterName: z.string(), matterNameEn: z.string(), material: z.string(), day: z.string(),
          /** The provider of the catalogue; null where a person has to name the body. */
          body: z.string().nullable(),
        }),
      ),
    }),
  },
  'supplement.receive': {
    kind: 'command', roles: seesTransactions,
    summary: 'A tolerated or missing material came in; with the last one the transaction is completed.',
    /** `reopen`: a transaction that was returned or not accepted for what was missing is taken up again (补正); without it, its ending stays. */
    input: z.strictObject({ transaction: TransactionNumber, material: MaterialName, reopen: z.boolean().optional() }),
    output: z.strictObject({ number: TransactionNumber, outcome: z.string(), open: z.array(z.string()) }),
  },
  'supplement.find': {
    kind: 'query', roles: seesTransactions,
    summary: 'What a visitor may still hand in, by the number on the receipt or on the notice that they hold.',
    input: z.strictObject({ number: z.union([TransactionNumber, NoticeNumber]) }),
    output: z.strictObject({
      number: TransactionNumber, matterName: z.string(), matterNameEn: z.string(), outcome: z.string(),
      materials: z.array(z.strictObject({ material: z.string(), state: z.enum(['tolerated', 'missing']), dueBy: z.string().nullable() })),
    }),
  },
  'supplement.return': {
    kind: 'command', roles: seesTransactions,
    summary: 'Returns a transaction whose tolerated material did not come in time, with the notice of what is missing.',
    input: z.strictObject({ transaction: TransactionNumber, reason: z.string().trim().min(2).max(200) }),
    output: z.strictObject({ number: TransactionNumber, outcome: z.string(), receipt: Receipt, notice: Notice, copy: z.boolean() }),
  },
  'supplement.list': {
    kind: 'query', roles: seesTransactions,
    summary: 'Materials that are to be handed in later, the overdue ones first.',
    input: Nothing,
    output: z.strictObject({
      supplements: z.array(
        z.strictObject({
          number: TransactionNumber, matterName: z.string(), matterNameEn: z.string(), material: z.string(), dueBy: z.string().nullable(), overdue: z.boolean(),
          standing: Standing.nullable(),
        }),
      ),
    }),
  },
  'notice.print': {
    kind: 'command', roles: seesTransactions,
    summary: 'The one-time notice of a transaction: all that was missing, numbered; given once, a second call is marked as a copy.',
    input: z.strictObject({ transaction: TransactionNumber }),
    output: z.strictObject({ notice: Notice, copy: z.boolean() }),
  },
  'notice.list': {
    kind: 'query', roles: seesTransactions,
    summary: 'Transactions with something missing that nobody has been told of, with the last day for it; the most pressing first.',
    input: Nothing,
    output: z.strictObject({
      notices: z.array(
        z.strictObject({
          number: TransactionNumber, matterName: z.string(), matterNameEn: z.string(), missing: z.array(z.string()),
          /** The day from which something was missing: that of the papers, or the later one on which a body or a date said so. */
          since: z.string(),
          /** The last of the five working days; null where the holidays of that year are not known. */
          lastDay: z.string().nullable(),
          state: NoticeState,
        }),
      ),
    }),
  },
} as const satisfies Record<string, Operation>;
