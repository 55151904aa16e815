/** What comes on the stick, into the hub; and the receipt that goes back with it. */
import { Refusal } from '../../../shared/contract/errors.ts';
import type { HubLogin } from '../hub/connection.ts';
import { ingestBatches, type Brought } from '../hub/ingest-batches.ts';
import type { BundleHead } from './format.ts';
import { withBundle } from './read-bundle.ts';
import { makeReceipt } from './receipt.ts';
import type { Receiver } from './receiver.ts';

export type Imported = { readonly head: BundleHead; readonly sha256: string; readonly receipt: string };

/**
 * Brings a bundle to the hub as a carrier (`daoban hub add-carrier`). A bundle that came before is passed over and gets the same receipt.
 * Refuses with `bundle-gap` where one before it is missing, `bundle-fork` where the hub holds another journal, `bundle-foreign` where the hub
 * does not know the station by this key, `hub-failed` where the hub cannot be come to. There is a receipt only for what the hub holds to the end.
 */
export async function importBundle(login: HubLogin, file: string, receiver: Receiver, signal: AbortSignal): Promise<Imported> {
  return withBundle(file, receiver, async ({ head, sha256, batches }) => {
    const [brought] = await ingestBatches(login, batches(), signal);
    checkHeld(brought, head);
    return { head, sha256, receipt: makeReceipt(head, sha256, receiver) };
  });
}

function checkHeld(brought: Brought | undefined, { through }: BundleHead): void {
  const held = brought?.held ?? null;
  if (held === null) {
    if (brought?.through !== through) throw new Refusal('bundle-fork', `the hub holds the journal to ${brought?.through ?? 0}, and another one from there`);
    return;
  }
  if (held.reason === 'gap') throw new Refusal('bundle-gap', held.detail);
  if (held.reason === 'fork') throw new Refusal('bundle-fork', held.detail);
  if (held.detail === 'SQLSTATE 42501') throw new Refusal('bundle-foreign', 'the hub does not know this station by this key');
  throw new Refusal('hub-failed', `the hub: ${held.reason}, ${held.detail}`);
}
