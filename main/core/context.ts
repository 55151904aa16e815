/** What an operation is given: the station's tables, its journal, its keys, the moment, and who asks. */
import type { Refusal } from '../../shared/contract/errors.ts';
import type { Role } from '../../shared/contract/operation.ts';
import type { Session } from '../../shared/contract/station.ts';
import type { Actor, Draft, Entry } from '../../shared/journal/entry.ts';
import type { Bundling } from './bundle/bundling.ts';
import type { CatalogueShelf } from './catalogue-shelf.ts';
import type { Daily } from './backup/daily.ts';
import type { Moment } from './clock.ts';
import type { Exports } from './export/export-runs.ts';
import type { Imports } from './history/import-progress.ts';
import type { Previews } from './previews.ts';
import type { Reader } from './reader/reader.ts';
import type { Sessions } from './sessions.ts';
import type { Sharing } from './sharing/fetch-certificate.ts';
import type { Sqlite } from './store/database.ts';
import type { Journal } from './store/journal.ts';
import type { StationRecord } from './store/station.ts';
import type { Witness } from './store/witness.ts';
import type { ClockWatch } from './time/watch.ts';
import type { UnderWay } from './under-way.ts';
import type { Uploader } from './upload/uploader.ts';
import type { Sealing } from './vault/sealing.ts';
import type { Vault } from './vault/vault.ts';

/** Where a call comes from. The command line is trusted with the roles, because it opened the vault. */
export type Caller =
  /** `trusted`: the shell itself asks, e.g. with a path that a person chose in a dialog; a page cannot say so. */
  | { readonly kind: 'window'; readonly client: string; readonly trusted?: boolean }
  | { readonly kind: 'command-line'; readonly user: string; readonly role: Role; readonly at?: number }
  /** The counter itself, for what it does unasked. */
  | { readonly kind: 'station' };

export type Context = {
  readonly database: Sqlite;
  readonly journal: Journal;
  readonly sealing: Sealing;
  readonly vault: Vault;
  readonly shelf: CatalogueShelf;
  readonly sessions: Sessions;
  readonly reader: Reader;
  readonly sharing: Sharing;
  readonly previews: Previews;
  readonly underWay: UnderWay;
  readonly imports: Imports;
  readonly exports: Exports;
  readonly bundling: Bundling;
  readonly uploader: Uploader;
  readonly clockWatch: ClockWatch;
  readonly witness: Witness;
  readonly daily: Daily;
  /** Aborts when whoever asked went away. */
  readonly cancelled: AbortSignal;
  readonly station: StationRecord;
  readonly moment: Moment;
  readonly caller: Caller;
  /** The window, or the command line as a whole. */
  readonly client: string;
  readonly actor: Actor;
  readonly session: Session | null;
  /** Appends to the journal as the caller, now. Inside the operation's transaction. */
  append(draft: Draft): Entry;
  /** For the rare operation that waits for a file first: its own transaction around what it appends. */
  commit(draft: () => Draft): Entry;
  /** The same for entries that belong together: the work gets the context of the moment after waiting, and all of it stands or nothing. */
  atomically<Value>(work: (now: Context) => Value): Value;
  /** As `commit`, for the one entry that a station in doubt may write: the one that ends the doubt. */
  reopen(draft: () => Draft): Entry;
  /** Cryptographic randomness. */
  random(bytes: number): Buffer;
};

/** A refused sign-in is itself journaled, so it cannot be thrown: that would roll the entry back. */
export type Refused = { readonly refused: Refusal };
