/** Upload targets: configured, sent to, looked at; and what they would not take. */
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import { badInput, type Refusal } from '../../../shared/contract/errors.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { secretsOfTarget, type UploadDocument } from '../../../shared/upload/document.ts';
import { RefusalReason } from '../../../shared/upload/exchange.ts';
import { RecordField } from '../../../shared/upload/record.ts';
import { summaryOf, type TargetStatus, type UploadSummary } from '../../../shared/upload/status.ts';
import type { Context } from '../context.ts';
import { readAddress } from '../hub/connection.ts';
import { sealSecrets } from '../secret-boxes.ts';
import { fromJson } from '../store/station.ts';
import { openRefusals, placeTargets, readTargets, unsentAnywhere } from '../store/upload.ts';
import { implement } from './implement.ts';

const configure = implement('upload.configure', (context, { document, secrets }) => configureTargets(context, document, secrets));

/** Secrets that were given before stay. */
export function configureTargets(context: Context, document: UploadDocument, secrets?: Readonly<Record<string, string>>): Output<'upload.configure'> {
  document.targets.forEach((target, index) => {
    if (target.kind === 'hub') readAddress(target.url, `$.document.targets[${index}].url`);
  });
  const before = readTargets(context.database);
  const { boxes, missing } = sealSecrets(context.sealing, context.moment.at, { kind: 'upload', wanted: new Set(document.targets.flatMap(secretsOfTarget)), given: secrets, before: before?.secrets });
  const version = (before?.version ?? 0) + 1;
  context.append({ type: 'upload.configured', body: { version, document, secrets: boxes } });
  placeTargets(context.database, document);
  return { version, targets: document.targets.map(({ name }) => name), missingSecrets: missing };
}

const unknownTarget = (): Refusal => badInput('$.target', 'unknown-target', 'no target of this name is configured');

const run = implement('upload.run', async (context, { target, once }) => {
  const done = await context.uploader.run(target, once === true, context.cancelled);
  if (done === null) throw unknownTarget();
  return done;
});

const retry = implement('upload.retry', (context, { target }) => {
  if (!context.uploader.hurry(target)) throw unknownTarget();
  const status = context.uploader.statuses().find((one) => one.target === target);
  if (status === undefined) throw unknownTarget();
  return status;
});

const status = implement('upload.status', (context) => {
  const targets = [...context.uploader.statuses()];
  return { summary: summaryOf(targets), targets };
});

/** How many transactions some target does not hold as they stand, and the one word for it; without a target, all that were ever handled. */
export function uploadState(context: Context): { readonly unsent: number; readonly upload: UploadSummary; readonly targets: readonly TargetStatus[] } {
  const targets = context.uploader.statuses();
  return { unsent: unsentAnywhere(context.database, targets.map(({ cursor }) => cursor)), upload: summaryOf(targets), targets };
}

const quarantine = implement('quarantine.list', (context, { target, limit }) => {
  if (target !== undefined && readTargets(context.database)?.document.targets.some(({ name }) => name === target) !== true) throw unknownTarget();
  const wanted = limit ?? 50;
  const rows = openRefusals(context.database, target ?? null, wanted + 1);
  return {
    records: rows.slice(0, wanted).map((row) => ({
      target: row.target, number: row.number, dataVersion: row.version, seq: row.seq, matterName: row.matter_name, matterNameEn: row.matter_name_en,
      reason: RefusalReason.parse(row.reason), field: RecordField.nullable().parse(row.field),
      message: row.message === null ? null : context.sealing.open(fromJson(row.message, SealedBox), z.string()), refusedAt: row.at,
    })),
    more: rows.length > wanted,
  };
});

export const uploadImplementations = {
  'upload.configure': configure,
  'upload.run': run,
  'upload.status': status,
  'upload.retry': retry,
  'quarantine.list': quarantine,
};
