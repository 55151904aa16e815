/** Bundles at the station: writing one for a target, and taking the receipt that came back. */
import { readFileSync, statSync } from 'node:fs';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import type { BundleTarget } from '../../../shared/upload/document.ts';
import { fingerprintLength, fingerprintOf } from '../bundle/receiver.ts';
import { readReceipt } from '../bundle/receipt.ts';
import { writeBundle } from '../bundle/write-bundle.ts';
import type { Context } from '../context.ts';
import { exportFaultOf } from '../export/write-file.ts';
import { bundlesWithoutReceipt, contentOf } from '../store/bundles.ts';
import type { StoredEntry } from '../store/journal.ts';
import { acknowledge, cursorOf, entriesAfter, moveCursor, readTargets } from '../store/upload.ts';
import { senderOf } from '../upload/target.ts';
import { isOwnFile } from './export-file.ts';
import { implement } from './implement.ts';
import { configureTargets } from './upload.ts';

/** A few hundred kilobytes of text: what memory holds at once. */
const batchSize = 200;
/** A receipt is some hundred bytes. */
const mostReceipt = 64 * 1024;

function bundleTarget(context: Context, name: string): BundleTarget {
  const target = readTargets(context.database)?.document.targets.find((one) => one.name === name);
  if (target?.kind !== 'bundle') throw badInput('$.target', 'unknown-target', 'no bundle target of this name is configured');
  return target;
}

const mostTargets = 20;

const configureBundle = implement('bundle.configure', (context, { target, receiverKey }) => {
  const before = readTargets(context.database)?.document ?? { targets: [] };
  const there = before.targets.find(({ name }) => name === target);
  if (there !== undefined && there.kind !== 'bundle') throw badInput('$.target', 'duplicate', 'another target has this name');
  if (there === undefined && before.targets.length >= mostTargets) throw badInput('$.target', 'too-many', `there are ${mostTargets} targets already`);
  const wanted: BundleTarget = { kind: 'bundle', name: target, receiverKey };
  const targets = there === undefined ? [...before.targets, wanted] : before.targets.map((one) => (one === there ? wanted : one));
  const { version, targets: names } = configureTargets(context, { ...before, targets });
  return { version, targets: names };
});

const listBundles = implement('bundle.list', (context) => {
  const keys = new Map((readTargets(context.database)?.document.targets ?? []).flatMap((one) => (one.kind === 'bundle' ? [[one.name, one.receiverKey] as const] : [])));
  const targets = context.uploader.statuses().flatMap((status) => {
    const key = keys.get(status.target);
    return key === undefined ? [] : [{ status, fingerprint: fingerprintOf(key).slice(0, fingerprintLength), waiting: [...bundlesWithoutReceipt(context.database, status.target, status.cursor)] }];
  });
  return { targets, writing: [...context.bundling.running()] };
});

const exportBundle = implement('bundle.export', async (context, { target: name, file, after }) => {
  const target = bundleTarget(context, name);
  if (isOwnFile(context.database.name, file)) throw new Refusal('export-not-writable', 'this is a file of the station itself');
  const head = context.journal.head();
  const before = after ?? cursorOf(context.database, name);
  if (before >= head.seq) throw badInput('$.after', 'beyond-journal', `the journal ends with entry ${head.seq}`);
  const stretch = { sender: senderOf(context.station), from: before + 1, through: head.seq, hash: head.hash, madeAt: context.moment.at };
  const run = context.bundling.begin(name, head.seq - before);
  const written = await writeBundle(file, stretch, target.receiverKey, batchesOf(context, before, head.seq, run.report), (bytes) => context.vault.sign(bytes))
    .catch((error: unknown) => {
      throw error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string' ? new Refusal(exportFaultOf(error.code), 'the bundle was not written; nothing was replaced') : error;
    })
    .finally(() => run.end());
  context.commit(() => ({ type: 'bundle.exported', body: { target: name, from: before + 1, through: head.seq, sha256: written.sha256, bytes: written.bytes } }));
  return { file, ...contentOf(context.database, before + 1, head.seq), ...written };
});

function* batchesOf({ database }: Context, before: number, through: number, report: (entries: number) => void): Generator<readonly StoredEntry[]> {
  for (let cursor = before; cursor < through; ) {
    const batch = entriesAfter(database, 'entries', cursor, Math.min(batchSize, through - cursor));
    yield batch;
    cursor += batch.length;
    report(cursor - before);
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

export const bundleImplementations = { 'bundle.configure': configureBundle, 'bundle.list': listBundles, 'bundle.export': exportBundle, 'bundle.receipt': takeReceipt };
