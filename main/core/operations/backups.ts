/** Backups of an open station, and going on as a new incarnation. */
import { accessSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { codeOfIncarnation, foundedCode } from '../../../shared/station/incarnation.ts';
import type { Context } from '../context.ts';
import { manifestSeal, onDisk, removeOldest } from '../backup/folder.ts';
import { numbersOf } from '../backup/copy.ts';
import { rememberFolder } from '../backup/known-folder.ts';
import { missingFrom } from '../backup/missing.ts';
import { isStale, lastBackup, readPolicy } from '../store/backups.ts';
import { fromJson } from '../store/station.ts';
import { readVaultText, travels } from '../vault/vault.ts';
import { implement } from './implement.ts';

const configure = implement('backup.configure', async (context, { folder, keep, daily, passphrase }) => {
  const own = path.dirname(context.database.name);
  const target = path.resolve(folder);
  if (isInside(own, target)) throw badInput('$.folder', 'own-folder', 'a backup beside the station is lost with it; name a folder elsewhere');
  requireWritable(target);
  if (passphrase === undefined && !travels(own)) throw badInput('$.passphrase', 'required', 'the key lies in this machine’s key store; a passphrase is needed to open a backup on another');
  if (passphrase !== undefined) context.vault.addRecovery(own, passphrase);
  context.commit(() => ({ type: 'backup.configured', body: { folder: context.sealing.seal(subject, context.moment.at, target), keep, daily } }));
  rememberFolder(own, target);
  return { folder: target, keep, daily };
});

/** The folder's path is sealed under this. */
const subject = 'station:backup';

/** Also through a link; a folder that is not there yet is inside where its parent is. */
function isInside(own: string, target: string): boolean {
  const relative = path.relative(realpathSync(own), realOrPlanned(target));
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

function realOrPlanned(target: string): string {
  try {
    return realpathSync(target);
  } catch {
    const parent = path.dirname(target);
    return parent === target ? target : path.join(realOrPlanned(parent), path.basename(target));
  }
}

function requireWritable(folder: string): void {
  onDisk(() => {
    mkdirSync(folder, { recursive: true });
    if (!statSync(folder).isDirectory()) throw badInput('$.folder', 'not-a-folder', 'this is not a folder');
    accessSync(folder, constants.R_OK | constants.W_OK);
  });
}

export function backupFolder(context: Pick<Context, 'database' | 'sealing'>): string | null {
  const policy = readPolicy(context.database);
  return policy === null ? null : context.sealing.open(fromJson(policy.folder, SealedBox), z.string());
}

const create = implement('backup.create', async (context, { folder: named }) => {
  if (named !== undefined && context.caller.kind === 'window' && context.caller.trusted !== true) throw new Refusal('role-not-allowed', 'a page names no folder');
  const folder = named === undefined ? backupFolder(context) : path.resolve(named);
  if (folder === null) throw new Refusal('backup-not-configured', 'no folder for backups was named yet');
  const station = path.dirname(context.database.name);
  if (isInside(station, folder)) throw badInput('$.folder', 'own-folder', 'a backup beside the station is lost with it; name a folder elsewhere');
  if (!travels(station)) throw badInput('$.folder', 'no-passphrase', 'no passphrase opens a backup on another machine yet: configure one first');
  const { vault } = context;
  // Asked first, so that a stick that is not in does not cost a copy.
  onDisk(() => accessSync(folder, constants.R_OK | constants.W_OK));
  const manifest = await context.reader.copy({ station, madeAt: context.moment.at });
  const salt = context.random(32);
  const { file, bytes } = await context.reader.seal({
    station, folder, manifest, seal: manifestSeal(vault, manifest), vault: readVaultText(station), salt: salt.toString('base64url'), key: vault.backupKey(salt).toString('base64url'),
  });
  const { head, sha256, transactions } = manifest;
  context.commit(() => ({ type: 'backup.made', body: { file: path.basename(file), seq: head.seq, hash: head.hash, bytes, sha256, transactions } }));
  const keep = readPolicy(context.database)?.keep;
  const removed = keep === undefined ? [] : removeOldest(folder, vault, keep, manifest.station, manifest.incarnation);
  return { file, bytes, manifest, removed: [...removed] };
});

const status = implement('backup.status', (context) => {
  const policy = readPolicy(context.database);
  const last = lastBackup(context.database);
  return {
    policy: policy === null ? null : { folder: backupFolder(context), keep: policy.keep, daily: policy.daily === 1 },
    last: last === null ? null : { file: last.file, at: last.at, seq: last.head_seq, bytes: last.bytes },
    stale: isStale(context.database, context.moment.at), hindrance: context.daily.hindrance(), needsPassphrase: !travels(path.dirname(context.database.name)),
  };
});

const reopen = implement('station.reopen', async (context, { reason, known, after: named }) => {
  const { database, station, witness, journal } = context;
  const head = journal.head();
  const hashAt = (seq: number): string | null => database.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck().get(seq) ?? null;
  const after = named ?? head.seq;
  const hash = hashAt(after);
  if (hash === null) throw badInput('$.after', 'not-here', 'this station has no such entry');
  const doubt = witness.doubt();
  const missing = missingFrom({ head: after, lastNumber: numbersOf(database)?.last ?? null, hashAt }, [known ?? {}, doubt?.known === null || doubt === null ? {} : { seq: doubt.known }]);
  const incarnation = Math.max(station.incarnation, known?.incarnation ?? 0) + 1;
  const code = codeOfIncarnation(foundedCode(station.code), incarnation);
  context.reopen(() => ({
    type: 'station.reopened',
    body: { incarnation, code, after, hash, cause: doubt?.reason ?? 'asked', reason: context.sealing.seal('station:reopened', context.moment.at, reason), lost: missing.entries },
  }));
  return { incarnation, code, after, hash, missing };
});

export const backupImplementations = { 'backup.configure': configure, 'backup.create': create, 'backup.status': status, 'station.reopen': reopen };
