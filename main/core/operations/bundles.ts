/** Bundles at the station: writing one for a target, and taking the receipt that came back. */
import { readFileSync, statSync } from 'node:fs';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import type { BundleTarget } from '../../../shared/upload/document.ts';
import { readReceipt } from '../bundle/receipt.ts';
import { writeBundle } from '../bundle/write-bundle.ts';
import type { Context } from '../context.ts';
import { exportFaultOf } from '../export/write-file.ts';
import type { StoredEntry } from '../store/journal.ts';
import { acknowledge, cursorOf, entriesAfter, moveCursor, readTargets } from '../store/upload.ts';
import { senderOf } from '../upload/target.ts';
import { isOwnFile } from './export-file.ts';
import { implement } from './implement.ts';

/** A few hundred kilobytes of text: what memory holds at once. */
const batchSize = 200;
/** A receipt is some hundred bytes. */
const mostReceipt = 64 * 1024;

function bundleTarget(context: Context, name: string): BundleTarget {
  const target = readTargets(context.database)?.document.targets.find((one) => one.name === name);
  if (target?.kind !== 'bundle') throw badInput('$.target', 'unknown-target', 'no bundle target of this name is configured');
  return target;
}

const exportBundle = implement('bundle.export', async (context, { target: name, file, after }) => {
  const target = bundleTarget(context, name);
  if (isOwnFile(context.database.name, file)) throw new Refusal('export-not-writable', 'this is a file of the station itself');
  const head = context.journal.head();
  const before = after ?? cursorOf(context.database, name);
  if (before >= head.seq) throw badInput('$.after', 'beyond-journal', `the journal ends with entry ${head.seq}`);
  const stretch = { sender: senderOf(context.station), from: before + 1, through: head.seq, hash: head.hash, madeAt: context.moment.at };
  const written = await writeBundle(file, stretch, target.receiverKey, batchesOf(context, before, head.seq), (bytes) => context.vault.sign(bytes)).catch((error: unknown) => {
    throw error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string' ? new Refusal(exportFaultOf(error.code), 'the bundle was not written; nothing was replaced') : error;
  });
  context.commit(() => ({ type: 'bundle.exported', body: { target: name, from: before + 1, through: head.seq, sha256: written.sha256 } }));
  return { file, from: before + 1, through: head.seq, ...written };
});

function* batchesOf({ database }: Context, before: number, through: number): Generator<readonly StoredEntry[]> {
  for (let cursor = before; cursor < through; ) {
    const batch = entriesAfter(database, 'entries', cursor, Math.min(batchSize, through - cursor));
    yield batch;
    cursor += batch.length;
  }
}

const takeReceipt = implement('bundle.receipt', (context, { target: name, file }) => {
  const { station, incarnation, through, hash } = readReceipt(textOf(file), bundleTarget(context, name).receiverKey);
  if (station !== context.station.id || incarnation !== context.station.incarnation) throw new Refusal('receipt-foreign', 'the receipt is for another station, or for it before it was reopened');
  const [acknowledged] = entriesAfter(context.database, 'entries', through - 1, 1);
  if (acknowledged?.seq !== through || acknowledged.hash !== hash) throw new Refusal('receipt-contradicts', 'the receipt does not agree with this journal');
  const before = cursorOf(context.database, name);
  const moved = through > before;
  if (moved) {
    moveCursor(context.database, name, through);
    acknowledge(context.database, name, context.moment.at);
  }
  return { through, cursor: Math.max(before, through), moved };
});

function textOf(file: string): string {
  try {
    if (statSync(file).size <= mostReceipt) return readFileSync(file, 'utf8');
  } catch {
    throw badInput('$.file', 'not-readable', 'the receipt cannot be read');
  }
  throw new Refusal('receipt-damaged', 'the file is too long for a receipt');
}

export const bundleImplementations = { 'bundle.export': exportBundle, 'bundle.receipt': takeReceipt };
