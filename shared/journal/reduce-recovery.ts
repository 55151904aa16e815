/** What backups and a new incarnation change in the tables. */
import { canonicalize } from './canonical.ts';
import type { Entry } from './entry.ts';
import { insert, type Change } from './projection.ts';

type RecoveryEntry = Extract<Entry, { type: 'backup.configured' | 'backup.made' | 'station.reopened' }>;

export function recoveryChanges(entry: RecoveryEntry): readonly Change[] {
  switch (entry.type) {
    case 'backup.configured':
      return [insert('backup_policy', { seq: entry.seq, folder: canonicalize(entry.body.folder), keep: entry.body.keep, daily: Number(entry.body.daily) })];
    case 'backup.made':
      return [insert('backup', { seq: entry.seq, at: entry.at, file: entry.body.file, head_seq: entry.body.seq, bytes: entry.body.bytes })];
    case 'station.reopened': {
      const { incarnation, code, after, hash, cause } = entry.body;
      return [
        insert('incarnation', { incarnation, code, seq: entry.seq, at: entry.at, after, hash, cause }),
        { kind: 'update', table: 'station', key: { id: entry.station }, set: { code, incarnation } },
      ];
    }
  }
}
