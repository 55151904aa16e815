/** Backups, restoring them, and going on after a copy: what helps when the machine is lost, stolen or broken. */
import { z } from 'zod';
import { Unsent } from '../upload/unsent.ts';
import { Nothing, type Operation } from './operation.ts';

/**
 * Why a station may not simply go on: it is a copy on another place; it was put back to an earlier state; its database is not
 * the one that was worked at here; nothing says what was worked at here; it came out of a backup; its file is damaged.
 */
export const DoubtReason = z.enum(['copied', 'put-back', 'exchanged', 'witness-missing', 'restored', 'damaged']);
export type DoubtReason = z.infer<typeof DoubtReason>;

/** Null where the station is itself; else nothing is written to it. `known`: the last entry that was seen here or elsewhere. */
export const Doubt = z.strictObject({ reason: DoubtReason, known: z.number().int().nullable() }).nullable();
export type Doubt = z.infer<typeof Doubt>;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const File = z.string().min(1).max(4096);
const Seq = z.number().int().min(1);

export const Head = z.strictObject({ seq: z.number().int(), hash: z.string() });

/** First and last number of the station's own series, and how many there are; null while nothing was handled. */
export const NumberSpan = z.strictObject({ first: z.string(), last: z.string(), count: z.number().int() }).nullable();

/** What a backup says of itself; authenticated together with its content. Nothing personal. */
export const Manifest = z.strictObject({
  station: z.string(), code: z.string(), name: z.string(), incarnation: z.number().int(), trial: z.boolean(),
  madeAt: z.number().int(),
  head: Head,
  transactions: NumberSpan,
  schemaVersion: z.number().int(),
  /** Of the database inside. */
  size: z.number().int(),
  sha256: Hash,
});
export type Manifest = z.infer<typeof Manifest>;

/** `authentic`: this station's vault sealed the manifest; null where no vault is open to tell. */
export const ListedBackup = z.strictObject({ file: z.string(), bytes: z.number().int(), manifest: Manifest, authentic: z.boolean().nullable() });
export type ListedBackup = z.infer<typeof ListedBackup>;

/** What others know of the station: the hub's position, a day's manifest, a receipt. */
export const Known = z.strictObject({
  seq: Seq.optional(),
  hash: Hash.optional(),
  lastNumber: z.string().regex(/^[0-9A-Z]{4,8}-[0-9]{6,10}$/).optional(),
  incarnation: z.number().int().min(0).max(1000).optional(),
});
export type Known = z.infer<typeof Known>;

const Span = z.strictObject({ from: z.number().int(), to: z.number().int() }).nullable();

/** What existed on the lost machine only, as far as the others that were asked or given know. */
export const Missing = z.strictObject({
  entries: Span,
  /** Running numbers of transactions, without the code. */
  numbers: Span,
  /** False where `known` contradicts the backup: the same place of the chain has another hash there. */
  agrees: z.boolean(),
});
export type Missing = z.infer<typeof Missing>;

const Keep = z.number().int().min(1).max(365);

export const recoveryOperations = {
  'backup.configure': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Sets the folder for backups, how many are kept, and whether one is made each day; a system-held key needs a passphrase for other machines.',
    input: z.strictObject({ folder: File, keep: Keep, daily: z.boolean(), passphrase: z.string().min(12).max(1000).optional() }),
    output: z.strictObject({ folder: z.string(), keep: Keep, daily: z.boolean() }),
  },
  'backup.create': {
    kind: 'command', roles: ['manager'], waits: true,
    summary: 'Makes a backup while work goes on: copied, verified, encrypted, then moved to its name; the oldest beyond those kept go.',
    input: z.strictObject({ folder: File.optional() }),
    output: z.strictObject({ file: z.string(), bytes: z.number().int(), manifest: Manifest, removed: z.array(z.string()) }),
  },
  'backup.status': {
    kind: 'query', roles: ['manager'],
    summary: 'Where backups go, the last one, whether it is older than two days, and what hindered the last attempt.',
    input: Nothing,
    output: z.strictObject({
      policy: z.strictObject({ folder: z.string().nullable(), keep: Keep, daily: z.boolean() }).nullable(),
      last: z.strictObject({ file: z.string(), at: z.number().int(), seq: z.number().int(), bytes: z.number().int() }).nullable(),
      stale: z.boolean(),
      hindrance: z.strictObject({ code: z.string(), at: z.number().int() }).nullable(),
      /** True where the key is the system's and no passphrase opens a backup on another machine yet. */
      needsPassphrase: z.boolean(),
    }),
  },
  'backup.list': {
    kind: 'query', roles: 'anyone', trusted: true, recovers: true,
    summary: 'The backups in a folder, newest first, by what they say of themselves; without a folder, in the one that was configured.',
    input: z.strictObject({ folder: File.optional() }),
    output: z.strictObject({ folder: z.string().nullable(), backups: z.array(ListedBackup) }),
  },
  'backup.verify': {
    kind: 'query', roles: 'anyone', trusted: true, recovers: true,
    summary: 'Decrypts a backup to the last byte, looks at every page and walks the chain.',
    input: z.strictObject({ file: File }),
    output: z.strictObject({ file: z.string(), manifest: Manifest }),
  },
  'backup.restore': {
    kind: 'command', roles: 'anyone', trusted: true, recovers: true,
    summary: 'Restores a backup into a folder without a station and says what it holds and what it lacks; writing begins with station.reopen.',
    input: z.strictObject({ file: File, folder: File.optional(), known: Known.optional(), setAside: z.boolean().optional() }),
    output: z.strictObject({ folder: z.string(), manifest: Manifest, missing: Missing, setAside: z.string().nullable() }),
  },
  'station.unsent': {
    kind: 'query', roles: 'anyone', recovers: true,
    summary: 'How many transactions which target does not hold, and since when; also of a station that cannot be opened, as far as its file can be read.',
    input: Nothing,
    output: Unsent,
  },
  'station.setAside': {
    kind: 'command', roles: 'anyone', trusted: true, recovers: true,
    summary: 'Moves a station that cannot be opened into a folder of its own beside; nothing is deleted. Asked once it says what to confirm.',
    input: z.strictObject({ reason: z.string().trim().min(1).max(500), confirm: z.string().max(64).optional() }),
    output: z.strictObject({ folder: z.string().nullable(), files: z.array(z.string()), confirm: z.string(), /** What goes out of sight unsent. */ unsent: Unsent }),
  },
  'station.reopen': {
    kind: 'command', roles: ['manager'], waits: true,
    summary: 'Goes on with a restored or copied station as a new incarnation, whose numbers carry a letter of their own.',
    input: z.strictObject({
      reason: z.string().trim().min(1).max(500), known: Known.optional(),
      /** The last entry that others hold too, where this branch already wrote on. Default: all that is here. */
      after: Seq.optional(),
    }),
    output: z.strictObject({ incarnation: z.number().int(), code: z.string(), after: z.number().int(), hash: z.string(), missing: Missing }),
  },
} as const satisfies Record<string, Operation>;
