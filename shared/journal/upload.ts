/** What the journal says of uploading: where to, and which official number a transaction got. The sending itself is no business of the journal's. */
import { z } from 'zod';
import { OfficialNumber } from '../contract/official-number.ts';
import { TransactionNumber } from '../contract/transaction.ts';
import { UploadDocument } from '../upload/document.ts';
import { SealedBox } from './sealed.ts';

export const uploadBodies = {
  'upload.configured': z.strictObject({ version: z.number().int().min(1), document: UploadDocument, secrets: z.record(z.string(), SealedBox) }),
  /** Without its size in entries of the first version. */
  'bundle.exported': z.strictObject({ target: z.string(), from: z.number().int().min(1), through: z.number().int().min(1), sha256: z.string(), bytes: z.number().int().optional() }),
  /** The platform's number of a case (申报号), which only the platform can give out. */
  'transaction.bound': z.strictObject({ number: TransactionNumber, official: OfficialNumber, target: z.string() }),
} as const;
