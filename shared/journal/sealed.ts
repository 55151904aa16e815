/** Sealed boxes: personal data in the journal, readable only while the data key named in `key` exists. */
import { z } from 'zod';

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** AES-256-GCM; `cipher` is named so that SM4 can take its place without touching what is already written. */
export const SealedBox = z.strictObject({
  cipher: z.literal('A256GCM'),
  key: z.string(),
  nonce: Base64Url,
  text: Base64Url,
});
export type SealedBox = z.infer<typeof SealedBox>;
