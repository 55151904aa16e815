/** The key of the vault as the shell can give it: a passphrase of the environment, or a secret in the system's key store. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { safeStorage } from 'electron';
import type { HostKey } from '../core/host-message.ts';

/** Asked again at each start of the core. On a new station the secret is made, on an old one read. */
export function hostKey(folder: string): HostKey {
  const passphrase = process.env['DAOBAN_PASSPHRASE'];
  if (passphrase !== undefined && passphrase !== '') return { kind: 'passphrase', passphrase };
  if (!keyStoreIsReal()) return { kind: 'none' };
  const file = path.join(folder, 'system-key');
  if (existsSync(file)) return { kind: 'system', secret: safeStorage.decryptString(readFileSync(file)) };
  // A vault without our secret was made with a passphrase, on the command line: the person is asked for it.
  if (existsSync(path.join(folder, 'vault.json'))) return { kind: 'none' };
  const secret = randomBytes(32).toString('base64url');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, safeStorage.encryptString(secret), { mode: 0o600, flush: true });
  return { kind: 'system', secret };
}

/** On Linux without a keyring Electron encrypts with a fixed password, which protects nothing and must not look as if it did. */
function keyStoreIsReal(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
