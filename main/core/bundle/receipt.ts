/** The receipt that travels back: how far the hub holds a station's journal, signed by the receiver. */
import { sign } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/errors.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import type { ReceiverKey } from '../../../shared/upload/receiver-key.ts';
import { verifySignature } from '../vault/vault.ts';
import { Hash, type BundleHead } from './format.ts';
import { partsOf, type Receiver } from './receiver.ts';

const Content = z.strictObject({
  format: z.literal(1),
  station: z.uuid(),
  incarnation: z.number().int().min(0),
  through: z.number().int().min(1),
  /** Of the entry `through`. */
  hash: Hash,
  /** Of the bundle's file. */
  bundle: Hash,
  /** When the bundle was made (UTC milliseconds), so that the same bundle has the same receipt whenever it is brought. */
  madeAt: z.number().int(),
});
export type ReceiptContent = z.infer<typeof Content>;
const Receipt = z.strictObject({ content: Content, signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/) });

const signedText = (content: ReceiptContent): Buffer => Buffer.from(`daoban receipt 1\0${canonicalize(content)}`, 'utf8');

/** The text of the receipt for a bundle that the hub holds to its end. */
export function makeReceipt({ sender, through, hash, madeAt }: Pick<BundleHead, 'sender' | 'through' | 'hash' | 'madeAt'>, sha256: string, { signing }: Receiver): string {
  const content: ReceiptContent = { format: 1, station: sender.station, incarnation: sender.incarnation, through, hash, bundle: sha256, madeAt };
  return `${JSON.stringify({ content, signature: sign(null, signedText(content), signing).toString('base64url') })}\n`;
}

/** Refuses with `receipt-damaged` what this receiver did not sign. */
export function readReceipt(text: string, key: ReceiverKey): ReceiptContent {
  const receipt = Receipt.safeParse(parseJson(text));
  if (!receipt.success || !isSigned(receipt.data, key)) throw new Refusal('receipt-damaged', 'the file is not a receipt of this target’s receiver');
  return receipt.data.content;
}

function isSigned({ content, signature }: z.infer<typeof Receipt>, key: ReceiverKey): boolean {
  try {
    return verifySignature(partsOf(key).signing, signedText(content), Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
