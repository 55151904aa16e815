/** What configuring targets and binding official numbers change in the tables. */
import { canonicalize } from './canonical.ts';
import type { Entry } from './entry.ts';
import { insert, type Change } from './projection.ts';

export function uploadChanges(entry: Extract<Entry, { type: 'upload.configured' | 'transaction.bound' }>): readonly Change[] {
  switch (entry.type) {
    case 'upload.configured':
      return [insert('target_set', { version: entry.body.version, document: canonicalize(entry.body.document), secrets: canonicalize(entry.body.secrets) })];
    case 'transaction.bound':
      return [insert('official_number', { seq: entry.seq, number: entry.body.number, official: entry.body.official, target: entry.body.target })];
  }
}
