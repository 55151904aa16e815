/** The public key of whoever receives bundles, as `daoban bundle keys` prints it: X25519 to encrypt to, Ed25519 to check receipts with. */
import { z } from 'zod';

export const ReceiverKey = z.templateLiteral(['daoban1.', z.string().regex(/^[A-Za-z0-9_-]{43}$/), '.', z.string().regex(/^[A-Za-z0-9_-]{43}$/)]);
export type ReceiverKey = z.infer<typeof ReceiverKey>;
