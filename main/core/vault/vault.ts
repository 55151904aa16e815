/**
 * The vault: one master key for a station, in a file that only a passphrase or the operating system's key store opens.
 * From it come the keys that wrap data keys, look people up without naming them, and sign tickets.
 */
import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, createSecretKey, generateKeyPairSync, hkdfSync, randomBytes, scryptSync, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/errors.ts';
import { writeDurably } from '../store/write-durably.ts';

/** How the caller can open a vault: a passphrase, or a key that the shell keeps in the system's key store. */
export type VaultKey =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  /** 32 bytes that the shell keeps wrapped by Electron safeStorage. */
  | { readonly kind: 'system'; readonly secret: Uint8Array }
  /** Trial stations only: the key lies beside the data and protects nothing. Every screen says so. */
  | { readonly kind: 'unprotected' };

const Base64 = z.string().regex(/^[A-Za-z0-9_-]+$/);
const Wrapped = z.strictObject({ nonce: Base64, text: Base64 });
/** A power of two that the memory limit of `stretch` allows: anything else in a file is damage, and scrypt would throw at it. */
const ScryptCost = z.number().int().min(2).max(2 ** 15).refine((cost) => Number.isInteger(Math.log2(cost)));
const PassphraseSlot = z.strictObject({ kind: z.literal('passphrase'), salt: Base64, cost: ScryptCost, master: Wrapped });
const VaultFile = z.strictObject({
  version: z.literal(1),
  slot: z.discriminatedUnion('kind', [
    PassphraseSlot,
    z.strictObject({ kind: z.literal('system'), master: Wrapped }),
    z.strictObject({ kind: z.literal('unprotected'), master: Base64 }),
  ]),
  signing: Wrapped,
  publicKey: Base64,
  /** A second way in for another machine, where the first is a secret of this one's key store. */
  recovery: PassphraseSlot.optional(),
});
type VaultFile = z.infer<typeof VaultFile>;

export type Vault = {
  readonly unprotected: boolean;
  /** Raw Ed25519 public key, base64url: what other stations of the hall are told to trust. */
  readonly publicKey: string;
  wrap(plain: Uint8Array): string;
  unwrap(wrapped: string): Buffer;
  /** Whether this vault wrapped it and nobody changed it since. */
  opens(wrapped: string): boolean;
  /** A keyed pseudonym: the same subject gives the same text, and nobody without the vault can try names out. */
  pseudonym(subject: string): string;
  sign(bytes: Uint8Array): Buffer;
  /** The key of one backup, from 32 random bytes that travel with it; no two files share one. */
  backupKey(salt: Uint8Array): Buffer;
  /** Wraps the master key by a passphrase as well, so that a backup opens on a machine without this one's key store. */
  addRecovery(folder: string, passphrase: string): void;
};

export const vaultFile = (folder: string): string => path.join(folder, 'vault.json');

/** 2^15 rounds cost about 80 ms and 32 MiB: once for a start, too much for a list of guesses. */
const scryptCost = 2 ** 15;

export function vaultExists(folder: string): boolean {
  return existsSync(vaultFile(folder));
}

/** Which key a vault wants, without opening it. */
export function vaultKind(folder: string): VaultKey['kind'] {
  return readVaultFile(folder).slot.kind;
}

/** Makes the vault of a new station. Its file is on disk before anything is sealed with it. */
export function createVault(folder: string, key: VaultKey): Vault {
  const master = randomBytes(32);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const file: VaultFile = {
    version: 1,
    slot: makeSlot(master, key),
    signing: encrypt(derive(master, 'signing'), privateKey.export({ type: 'pkcs8', format: 'der' })),
    publicKey: rawPublicKey(publicKey),
  };
  writeDurably(vaultFile(folder), vaultText(file));
  return vaultOf(file, master);
}

const vaultText = (file: VaultFile): string => `${JSON.stringify(file, null, 2)}\n`;

/** The vault file as it travels with a backup: its keys are wrapped, so it opens for whoever could open it here. */
export const readVaultText = (folder: string): string => JSON.stringify(readVaultFile(folder));

/** Whether a passphrase opens it, so that a backup of it can be restored on another machine. */
export function travels(folder: string): boolean {
  const { slot, recovery } = readVaultFile(folder);
  return slot.kind !== 'system' || recovery !== undefined;
}

/** A vault that came with a backup: opened, and the text of the file to put beside the restored database. Refuses as `openVault`. */
export function openTravelled(text: string, key: VaultKey | null): { readonly vault: Vault; readonly text: string } {
  const parsed = VaultFile.safeParse(parseJson(text));
  if (!parsed.success) throw new Refusal('backup-damaged', 'the keys in the backup cannot be read');
  const { slot, recovery, ...rest } = parsed.data;
  const vault = vaultOf(parsed.data, openSlot(parsed.data, key));
  // The key store of the lost machine is not here: from now on the passphrase is the way in.
  const kept = key?.kind === 'passphrase' && slot.kind === 'system' && recovery !== undefined ? { ...rest, slot: recovery } : parsed.data;
  return { vault, text: vaultText(kept) };
}

/** Opens the vault; refuses with `vault-locked` where the key is not the right one, `vault-missing` where there is no vault. */
export function openVault(folder: string, key: VaultKey | null): Vault {
  const file = readVaultFile(folder);
  return vaultOf(file, openSlot(file, key));
}

function readVaultFile(folder: string): VaultFile {
  if (!vaultExists(folder)) throw new Refusal('vault-missing', 'the key file of this station is not in its folder');
  const parsed = VaultFile.safeParse(parseJson(readFileSync(vaultFile(folder), 'utf8')));
  if (!parsed.success) throw new Refusal('vault-missing', 'the key file of this station cannot be read');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function makeSlot(master: Buffer, key: VaultKey): VaultFile['slot'] {
  switch (key.kind) {
    case 'passphrase':
      return passphraseSlot(master, key.passphrase);
    case 'system':
      return { kind: 'system', master: encrypt(keyOf(key.secret), master) };
    case 'unprotected':
      return { kind: 'unprotected', master: master.toString('base64url') };
  }
}

function passphraseSlot(master: Buffer, passphrase: string): z.infer<typeof PassphraseSlot> {
  const salt = randomBytes(16);
  return { kind: 'passphrase', salt: salt.toString('base64url'), cost: scryptCost, master: encrypt(keyOf(stretch(passphrase, salt, scryptCost)), master) };
}

function openSlot({ slot, recovery }: VaultFile, key: VaultKey | null): Buffer {
  if (slot.kind === 'unprotected') return Buffer.from(slot.master, 'base64url');
  const locked = new Refusal('vault-locked', 'the vault needs its passphrase');
  if (key === null) throw locked;
  const byPassphrase = slot.kind === 'passphrase' ? slot : recovery;
  if (byPassphrase !== undefined && key.kind === 'passphrase') {
    return decrypt(keyOf(stretch(key.passphrase, Buffer.from(byPassphrase.salt, 'base64url'), byPassphrase.cost)), byPassphrase.master) ?? refuse(locked);
  }
  if (slot.kind === 'system' && key.kind === 'system') return decrypt(keyOf(key.secret), slot.master) ?? refuse(locked);
  throw locked;
}

function refuse(refusal: Refusal): never {
  throw refusal;
}

function vaultOf(file: VaultFile, master: Buffer): Vault {
  const wrapping = derive(master, 'wrapping');
  const lookup = derive(master, 'lookup');
  const signing = decrypt(derive(master, 'signing'), file.signing);
  if (signing === null) throw new Refusal('vault-missing', 'the key file of this station is damaged');
  const privateKey = createPrivateKey({ key: signing, format: 'der', type: 'pkcs8' });
  const opened = (wrapped: string): Buffer | null => {
    const [nonce = '', text = ''] = wrapped.split('.');
    return decrypt(wrapping, { nonce, text });
  };
  return {
    unprotected: file.slot.kind === 'unprotected',
    publicKey: file.publicKey,
    wrap(plain) {
      const { nonce, text } = encrypt(wrapping, plain);
      return `${nonce}.${text}`;
    },
    opens: (wrapped) => opened(wrapped) !== null,
    unwrap(wrapped) {
      return opened(wrapped) ?? refuse(new Refusal('vault-locked', 'a data key was not wrapped by this vault'));
    },
    pseudonym: (subject) => createHmac('sha256', lookup).update(subject, 'utf8').digest('base64url'),
    sign: (bytes) => sign(null, bytes, privateKey),
    backupKey: (salt) => Buffer.from(hkdfSync('sha256', derive(master, 'backup'), salt, 'daoban backup 1', 32)),
    addRecovery(folder, passphrase) {
      // Read again: the file is the truth, and somebody may have added a passphrase since it was opened.
      writeDurably(vaultFile(folder), vaultText({ ...readVaultFile(folder), recovery: passphraseSlot(master, passphrase) }));
    },
  };
}

/** Checks an Ed25519 signature against a raw public key in base64url. */
export function verifySignature(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, bytes, key, signature);
}

function rawPublicKey(key: KeyObject): string {
  return key.export({ format: 'jwk' }).x ?? refuse(new Refusal('internal', 'the key pair has no public part'));
}

/** As a key object: Node takes four times as long with the bare bytes, for each box. */
export const keyOf = (bytes: Uint8Array): KeyObject => createSecretKey(bytes);

const derive = (master: Buffer, purpose: string): KeyObject => keyOf(new Uint8Array(hkdfSync('sha256', master, 'daoban vault 1', purpose, 32)));

const stretch = (passphrase: string, salt: Buffer, cost: number): Buffer => scryptSync(passphrase.normalize('NFKC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });

/** AES-256-GCM; the tag is the last 16 bytes of `text`. */
export function encrypt(key: KeyObject, plain: Uint8Array): { nonce: string; text: string } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64url'), text: text.toString('base64url') };
}

/** Null where the key is another one or the text was changed. */
export function decrypt(key: KeyObject, { nonce, text }: { nonce: string; text: string }): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < 16) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  } catch {
    return null;
  }
}
