import { describe, expect, it } from 'vitest';
import { fingerprintLength, fingerprintOf as coreFingerprint, makeReceiver } from '../../../main/core/bundle/receiver.ts';
import { fingerprintOf, readReceiverKey } from '../../../renderer/features/manager/uploads/receiver-file.ts';

const { text, receiver: { key } } = makeReceiver();

describe('a receiver’s public key', () => {
  it.each([
    ['as the command printed it', JSON.stringify({ receiverKey: key, fingerprint: 'x' })],
    ['bare', key],
    ['with a line break and words around it', `公钥：\r\n${key}\r\n`],
    ['twice the same', `${key}\n${key}`],
  ])('is read %s', (_how, given) => {
    expect(readReceiverKey(given)).toEqual({ kind: 'key', key });
  });

  it.each([
    ['empty', ''], ['cut off', key.slice(0, -1)], ['too long', `${key}A`], ['two keys', `${key}\n${makeReceiver().receiver.key}`], ['another file', '{"targets":[]}'],
  ])('is not read from what is %s', (_what, given) => {
    expect(readReceiverKey(given)).toEqual({ kind: 'none' });
  });

  it('is told from the private file, which nobody may give away', () => {
    expect(readReceiverKey(text)).toEqual({ kind: 'private' });
  });

  it('has the fingerprint that the command line says', async () => {
    expect(await fingerprintOf(key)).toBe(coreFingerprint(key).slice(0, fingerprintLength));
  });
});
