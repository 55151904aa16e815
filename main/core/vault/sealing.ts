/** Sealing personal data: one data key for a subject and a month, wrapped by the vault, shredded by deleting its row. */
import { randomBytes, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import { uuidv7 } from '../../../shared/journal/identifier.ts';
import type { SealedBox } from '../../../shared/journal/sealed.ts';
import type { Sqlite } from '../store/database.ts';
import { decrypt, encrypt, keyOf, type Vault } from './vault.ts';

export type Sealing = {
  /** Seals a value for a subject (a person's paper, a visit, a staff number). Must run inside the operation's transaction: the key and the box stand together. */
  seal(subject: string, at: number, value: unknown): SealedBox;
  /** The value in a box, or null when its key was shredded. */
  open<Value>(box: SealedBox, schema: z.ZodType<Value>): Value | null;
};

/** Data keys kept unwrapped in memory; a window works with few people at a time. */
const remembered = 500;

export function createSealing(database: Sqlite, vault: Vault): Sealing {
  const find = database.prepare<[string, string], { id: string; wrapped: string }>('SELECT id, wrapped FROM data_key WHERE subject = ? AND period = ?');
  const read = database.prepare<[string], string>('SELECT wrapped FROM data_key WHERE id = ?').pluck();
  const insert = database.prepare<[string, string, string, string]>('INSERT INTO data_key (id, subject, period, wrapped) VALUES (?, ?, ?, ?)');
  const keys = new Map<string, KeyObject>();
  const remember = (id: string, key: KeyObject): KeyObject => {
    const oldest = keys.size >= remembered ? keys.keys().next().value : undefined;
    if (oldest !== undefined) keys.delete(oldest);
    keys.set(id, key);
    return key;
  };

  const keyFor = (subject: string, at: number): { id: string; key: KeyObject } => {
    const pseudonym = vault.pseudonym(subject);
    const period = new Date(at).toISOString().slice(0, 7);
    const known = find.get(pseudonym, period);
    if (known !== undefined) return { id: known.id, key: keys.get(known.id) ?? remember(known.id, keyOf(vault.unwrap(known.wrapped))) };
    const id = uuidv7(at, randomBytes(10));
    const key = randomBytes(32);
    insert.run(id, pseudonym, period, vault.wrap(key));
    // Not remembered: the transaction may still be rolled back, and the key with it.
    return { id, key: keyOf(key) };
  };

  return {
    seal(subject, at, value) {
      const { id, key } = keyFor(subject, at);
      return { cipher: 'A256GCM', key: id, ...encrypt(key, Buffer.from(JSON.stringify(value), 'utf8')) };
    },
    open(box, schema) {
      // The row is asked every time, so that a shredded key is gone at once and not only after a restart.
      const wrapped = read.get(box.key);
      if (wrapped === undefined) return null;
      const plain = decrypt(keys.get(box.key) ?? remember(box.key, keyOf(vault.unwrap(wrapped))), box);
      return plain === null ? null : schema.parse(JSON.parse(plain.toString('utf8')));
    },
  };
}
