/** From a target of the document to one that can be sent to: one line for each kind there is. */
import type { LineTarget, TargetDocument } from '../../../shared/upload/document.ts';
import type { Secrets } from '../sharing/signing.ts';
import type { Takes } from '../store/upload.ts';
import { createHubTarget } from '../hub/hub-target.ts';
import type { Measurement } from '../time/sntp.ts';
import { createHttpsTarget } from './https-target.ts';
import { createRecords, type Books } from './records.ts';
import type { Delivery, Target } from './target.ts';

/** Read at once from the database and sent in one statement: a few hundred kilobytes, a millisecond of reading. */
const hubBatch = 200;

/** `size`: entries in one batch at most, so that memory does not grow with what waits. */
export type Connection = { readonly target: Target; readonly takes: Takes; readonly size: number };

export type ConnectEffects = {
  readonly books: Books;
  /** The machine's clock: a signature is as old as the other side's clock says, whatever a trial station was set to. */
  readonly machineNow: () => number;
  readonly random: (size: number) => Uint8Array;
  /** What a hub's clock says beside its answers. */
  readonly heard: (measurement: Measurement) => void;
};

export function connect(document: LineTarget, secrets: Secrets, { books, machineNow, random, heard }: ConnectEffects): Connection {
  switch (document.kind) {
    case 'hub': {
      const { name, url, trust } = document;
      const password = secrets(document.password);
      const target = password === null ? withoutSecret(name) : createHubTarget({ name, url, password, ...(trust.ca === null ? {} : { ca: trust.ca }) }, { now: machineNow, told: heard });
      return { target, takes: 'entries', size: hubBatch };
    }
    case 'https':
      return { target: createHttpsTarget(document, { secrets, records: createRecords(books, document), now: machineNow, random }), takes: takesOf(document), size: document.limits.records };
  }
}

/** A hub takes the whole journal; a platform takes transactions. */
export const takesOf = (document: TargetDocument): Takes => (document.kind === 'https' ? 'transactions' : 'entries');

/** Nobody was given the password yet: nothing can be asked. */
function withoutSecret(name: string): Target {
  const held: Delivery = { kind: 'held', reason: 'secret-missing', detail: 'the vault has no such secret', retryAfter: null };
  return { name, position: async () => held, deliver: async () => held, close: async () => undefined };
}
