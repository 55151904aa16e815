/** The seed of a draw, and the hash that is announced before anybody else knows the seed. */

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** 64 hexadecimal characters; `fill` fills the bytes with randomness and answers with them. */
export function makeSeed(fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  return hex(fill(new Uint8Array(32)));
}

/** Hexadecimal SHA-256 of the seed as it is written, which is what the station compares with. */
export async function commitmentOf(seed: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(seed))));
}
