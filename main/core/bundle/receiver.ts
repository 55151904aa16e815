/** Who can open a bundle: a pair of keys to agree on a secret (X25519) and a pair to sign receipts with (Ed25519), in one file. */
import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hash, hkdfSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import type { ReceiverKey } from '../../../shared/upload/receiver-key.ts';

const Pkcs8 = z.string().regex(/^[A-Za-z0-9_-]+$/);
const ReceiverFile = z.strictObject({ version: z.literal(1), agreement: Pkcs8, signing: Pkcs8 });

export type Receiver = { readonly key: ReceiverKey; readonly agreement: KeyObject; readonly signing: KeyObject };

const privateText = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
const privateKey = (text: string): KeyObject => createPrivateKey({ key: Buffer.from(text, 'base64url'), type: 'pkcs8', format: 'der' });
const rawPublic = (key: KeyObject): string => createPublicKey(key).export({ format: 'jwk' }).x ?? '';
const publicKey = (curve: 'X25519' | 'Ed25519', x: string): KeyObject => createPublicKey({ key: { kty: 'OKP', crv: curve, x }, format: 'jwk' });

/** The text of a new key file. */
export function makeReceiver(): { readonly text: string; readonly receiver: Receiver } {
  const agreement = generateKeyPairSync('x25519').privateKey;
  const signing = generateKeyPairSync('ed25519').privateKey;
  const file: z.infer<typeof ReceiverFile> = { version: 1, agreement: privateText(agreement), signing: privateText(signing) };
  return { text: `${JSON.stringify(file)}\n`, receiver: receiverOf(agreement, signing) };
}

const receiverOf = (agreement: KeyObject, signing: KeyObject): Receiver => ({ key: `daoban1.${rawPublic(agreement)}.${rawPublic(signing)}`, agreement, signing });

/** Bad input where the file is no key file of a receiver. */
export function readReceiver(file: string): Receiver {
  try {
    const { agreement, signing } = ReceiverFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return receiverOf(privateKey(agreement), privateKey(signing));
  } catch {
    throw badInput('$.key', 'not-readable', 'the file is not the key file of a receiver');
  }
}

/** Raw public keys, base64url. */
export function partsOf(key: ReceiverKey): { readonly agreement: string; readonly signing: string } {
  const [, agreement = '', signing = ''] = key.split('.');
  return { agreement, signing };
}

/** What a bundle says of its receiver, so that another one sees at once that it is not meant. */
export const fingerprintOf = (key: ReceiverKey): string => hash('sha256', key, 'hex');

/** As much of it as two people compare over the telephone. */
export const fingerprintLength = 12;

/** A key for one bundle, and what the receiver needs to come to the same one. */
export function agreeWith(key: ReceiverKey): { readonly secret: Buffer; readonly ephemeral: string } {
  const own = generateKeyPairSync('x25519');
  const ephemeral = rawPublic(own.privateKey);
  return { secret: derive(own.privateKey, partsOf(key).agreement, ephemeral, key), ephemeral };
}

/** The receiver's side of `agreeWith`. */
export const agreedBy = ({ key, agreement }: Receiver, ephemeral: string): Buffer => derive(agreement, ephemeral, ephemeral, key);

/** HKDF over the shared secret; both public keys are in the salt, so that no other pair comes to the same key (RFC 7748 §6.1). */
function derive(own: KeyObject, other: string, ephemeral: string, key: ReceiverKey): Buffer {
  try {
    const shared = diffieHellman({ privateKey: own, publicKey: publicKey('X25519', other) });
    return Buffer.from(hkdfSync('sha256', shared, `${ephemeral}.${key}`, 'daoban bundle 1', 32));
  } catch {
    // A point of small order gives nothing secret.
    throw new Refusal('bundle-damaged', 'a key of the bundle is not usable');
  }
}
