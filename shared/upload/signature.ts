/** How a request to a platform is signed: fixed by the contract, so that both sides find it in one place. */
import type { RestSigning } from '../sharing/source.ts';

export const signatureHeaders = { signature: 'X-Daoban-Signature', timestamp: 'X-Daoban-Timestamp', nonce: 'X-Daoban-Nonce', key: 'X-Daoban-Key' } as const;

/** What is signed, one part a line: method, path, the two headers, SHA-256 of the body in hex. */
export const signedParts = ['method', 'path', 'timestamp', 'nonce', 'body-sha256'] as const;

/** HMAC-SHA-256 in base64, with the timestamp in milliseconds. */
export const uploadSignature = ({ secret, key }: { readonly secret: string; readonly key: string }): Extract<RestSigning, { kind: 'hmac-sha256' }> => ({
  kind: 'hmac-sha256', secret, header: signatureHeaders.signature, prefix: '', encoding: 'base64', timestampHeader: signatureHeaders.timestamp, timestampForm: 'milliseconds',
  nonceHeader: signatureHeaders.nonce, key: { header: signatureHeaders.key, value: key }, parts: [...signedParts],
});
