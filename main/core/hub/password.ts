/** A new login's password, and the form in which the server is told it: never the password itself, which a server may write to its log. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** 192 bits in letters that need no escaping anywhere. */
export const newPassword = (): string => randomBytes(24).toString('base64url');

/** The verifier of RFC 5803 §3, as PostgreSQL keeps it; for passwords in ASCII, to which SASLprep does nothing. */
export function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest();
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey.toString('base64')}:${keyed('Server Key').toString('base64')}`;
}
