/** The receiver's public key in whatever file it came: what `daoban bundle keys` printed, or the bare text. */
import { ReceiverKey } from '../../../../shared/upload/receiver-key.ts';

export type ReadKey = { readonly kind: 'key'; readonly key: ReceiverKey } | { readonly kind: 'private' } | { readonly kind: 'none' };

/** A key is some hundred characters; a file that is longer than this holds something else. */
export const mostKeyFile = 64 * 1024;

export function readReceiverKey(text: string): ReadKey {
  // What must not leave the receiver is said before anything else.
  if (/"agreement"\s*:/.test(text) && /"signing"\s*:/.test(text)) return { kind: 'private' };
  const found = new Set(text.match(/daoban1\.[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g) ?? []);
  const key = ReceiverKey.safeParse([...found][0]);
  return found.size === 1 && key.success ? { kind: 'key', key: key.data } : { kind: 'none' };
}

/** As the core tells it of a target: the beginning of the key's SHA-256. */
export async function fingerprintOf(key: ReceiverKey): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('').slice(0, 12);
}
