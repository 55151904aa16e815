/** The journals of many stations, brought by a carrier: for files that come on a USB stick. The same way in as a station's own delivery. */
import type { Batch, Delivery } from '../upload/target.ts';
import type { HubLogin } from './connection.ts';
import { createHubTarget } from './hub-target.ts';

/** What became of a station's batches: how far the hub holds them, and what stopped the rest. */
export type Brought = { readonly station: string; readonly through: number | null; readonly held: Extract<Delivery, { kind: 'held' }> | null };

/**
 * Delivers batches in the order in which they come; `login` is a carrier's (`daoban hub add-carrier`). What stops the batches of one station
 * leaves those of the others alone. Gives one answer a station, in the order of their first batch.
 */
export async function ingestBatches(login: HubLogin, batches: Iterable<Batch> | AsyncIterable<Batch>, signal: AbortSignal): Promise<readonly Brought[]> {
  const target = createHubTarget({ name: 'carrier', ...login });
  const brought = new Map<string, Brought>();
  try {
    for await (const batch of batches) {
      const { station } = batch.sender;
      const before = brought.get(station) ?? { station, through: null, held: null };
      brought.set(station, before.held === null ? after(before, await target.deliver(batch, signal)) : before);
    }
    return [...brought.values()];
  } finally {
    await target.close();
  }
}

const after = (before: Brought, delivery: Delivery): Brought => (delivery.kind === 'accepted' ? { ...before, through: delivery.through } : { ...before, held: delivery });
