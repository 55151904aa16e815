/** The one message type between the shell and the core: a relayed call and its answer, and the word that the journal grew. */
import { z } from 'zod';
import type { Result } from '../../shared/contract/errors.ts';
import type { StartupState } from '../../shared/contract/bridge.ts';

/** How the shell can open the vault: what the person typed, or what the system's key store kept. */
export const HostKey = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), passphrase: z.string() }),
  z.strictObject({ kind: z.literal('system'), secret: z.string() }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type HostKey = z.infer<typeof HostKey>;

export const ToCore = z.discriminatedUnion('kind', [
  /** `demo`: where the folder is empty, found a trial station with the sample catalogue, so that a newcomer sees a counter. `look`: what can be read of a damaged one. */
  z.strictObject({ kind: z.literal('open'), folder: z.string(), resources: z.string(), key: HostKey, demo: z.boolean(), mode: z.enum(['work', 'look']) }),
  /** One of the ways back, while no station is open. */
  z.strictObject({ kind: z.literal('recover'), id: z.number(), folder: z.string(), key: HostKey, name: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('call'), id: z.number(), client: z.string(), name: z.string(), input: z.unknown(), trusted: z.boolean() }),
  z.strictObject({ kind: z.literal('forget'), client: z.string() }),
  /** The network is back, or the machine woke up. */
  z.strictObject({ kind: z.literal('reconnected') }),
  z.strictObject({ kind: z.literal('close') }),
]);
export type ToCore = z.infer<typeof ToCore>;

export type FromCore =
  | { readonly kind: 'startup'; readonly state: StartupState }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'changed' }
  | { readonly kind: 'closed' };
