/** A station's year into a hub, beside COPY of the same bytes; and how a hub takes more stations and more rows. */
import { randomUUID } from 'node:crypto';
import { chmodSync, createWriteStream, rmSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import type { Client } from 'pg';
import type { HubLogin } from '../../main/core/hub/connection.ts';
import { createHubTarget } from '../../main/core/hub/hub-target.ts';
import { initialiseHub } from '../../main/core/hub/initialise-hub.ts';
import { openDatabase } from '../../main/core/store/database.ts';
import type { StoredEntry } from '../../main/core/store/journal.ts';
import { createStationReader } from '../../main/core/store/station.ts';
import type { Batch, Sender } from '../../main/core/upload/target.ts';
import { continued, finished, notes, senderOf, type Written } from '../fixtures/journals.ts';
import { startPostgres, type Database, type Postgres } from '../fixtures/postgres.ts';
import { inTurns, median, type Outcome, type Row } from './figures.ts';
import { writeYears } from '../../main/core/demo/write-years.ts';
import { makeFolder, resources } from './station.ts';

export type HubLoad = {
  /** Of one station. */
  readonly transactions: number;
  readonly runs: number;
  readonly stations: readonly number[];
  /** How often each of the many stations delivers. */
  readonly rounds: number;
};

/** Entries to a batch, as the uploader makes them. */
const batch = 200;

export async function benchHub(load: HubLoad): Promise<Outcome> {
  const postgres = await startPostgres({ durable: true });
  try {
    const upload = await benchUpload(postgres, load);
    const many = await benchStations(postgres, load);
    return { rows: [upload.row], notes: [...upload.notes, ...many] };
  } finally {
    await postgres.stop();
  }
}

async function hubOf(postgres: Postgres): Promise<{ readonly database: Database; readonly login: HubLogin }> {
  const database = await postgres.database();
  const login = { url: database.url(), password: postgres.superuser.password };
  await initialiseHub(login);
  return { database, login };
}

async function register(client: Client, senders: readonly Sender[]): Promise<void> {
  for (const { station, code, name, site, publicKey } of senders) {
    await client.query(`INSERT INTO daoban.station (id, code, name, site, district, public_key, login) VALUES ($1, $2, $3, $4, 'bench', $5, $2)`, [station, code, name, site, publicKey]);
  }
}

async function benchUpload(postgres: Postgres, { transactions, runs }: HubLoad): Promise<{ readonly row: Row; readonly notes: readonly string[] }> {
  const folder = makeFolder();
  try {
    await writeYears({ folder, key: null, resources, transactions, seed: 1, from: '2026-01-01' });
    const database = openDatabase(folder, 'read');
    const record = createStationReader(database)();
    if (record === null) throw new Error('the station is not founded');
    const page = database.prepare<[number], StoredEntry>(`SELECT seq, type, at, entry, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ${batch}`);
    const { id: station, code, name, site, publicKey } = record;
    const sender: Sender = { station, code, name, site, publicKey, incarnation: 0 };
    const pages = function* (): Generator<Batch> {
      for (let after = 0, entries = page.all(after); entries.length > 0; entries = page.all(after)) {
        yield { sender, entries };
        after = entries.at(-1)?.seq ?? after;
      }
    };
    const entries = database.prepare<[], number>('SELECT count(*) FROM journal').pluck().get() ?? 0;
    const measured: { bytes: number; hubBytes: number; peak: number } = { bytes: 0, hubBytes: 0, peak: 0 };
    const send = async (): Promise<number> => {
      const hub = await hubOf(postgres);
      await hub.database.asSuperuser((client) => register(client, [sender]));
      const started = performance.now();
      await deliverAll(hub.login, pages());
      const seconds = (performance.now() - started) / 1000;
      measured.peak = Math.max(measured.peak, process.memoryUsage().rss);
      measured.hubBytes = await sizeOf(hub.database);
      return seconds;
    };
    const copy = async (): Promise<number> => {
      const file = path.join(folder, 'entries.tsv');
      measured.bytes = await writeRows(file, pages());
      const plain = await postgres.database();
      return plain.asSuperuser(async (client) => {
        await client.query('CREATE TABLE entry (station uuid NOT NULL, incarnation integer NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, type text NOT NULL, entry text NOT NULL, hash bytea NOT NULL, PRIMARY KEY (station, seq, incarnation))');
        const started = performance.now();
        await client.query(`COPY entry FROM '${file}'`);
        return (performance.now() - started) / 1000;
      });
    };
    chmodSync(folder, 0o755);
    const { ours, floor } = await inTurns(runs, send, copy);
    database.close();
    const rate = Math.round(entries / median(ours));
    return {
      row: { what: `upload of ${transactions} transactions to a local PostgreSQL`, unit: 's', floorIs: 'COPY of the same bytes from a file into a table with the same key', ours, floor },
      notes: [
        `hub: ${entries} entries of ${Math.round(measured.bytes / entries)} bytes in batches of ${batch}, ${rate} entries/s with hash, chain and district tables; ${Math.round(measured.hubBytes / entries)} bytes of disk an entry; ` +
          `the sending process took ${Math.round(measured.peak / 2 ** 20)} MiB at most`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function deliverAll(login: HubLogin, batches: Iterable<Batch>): Promise<void> {
  const target = createHubTarget({ name: 'bench', ...login });
  const { signal } = new AbortController();
  try {
    for (const one of batches) {
      const answer = await target.deliver(one, signal);
      if (answer.kind !== 'accepted' || answer.through !== one.entries.at(-1)?.seq) throw new Error(`the hub did not accept: ${JSON.stringify(answer)}`);
    }
  } finally {
    await target.close();
  }
}

const sizeOf = (database: Database): Promise<number> =>
  database.asSuperuser(async (client) => Number((await client.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size')).rows[0]?.size ?? 0));

/** The text form of COPY; gives the bytes of the entries alone. */
async function writeRows(file: string, batches: Iterable<Batch>): Promise<number> {
  const out = createWriteStream(file, { mode: 0o644 });
  let bytes = 0;
  for (const { sender, entries } of batches) {
    const rows = entries.map(({ seq, at, type, entry, hash }) => `${sender.station}\t0\t${seq}\t${new Date(at).toISOString()}\t${type}\t${entry.replaceAll('\\', '\\\\')}\t\\\\x${hash}\n`);
    bytes += entries.reduce((sum, { entry }) => sum + Buffer.byteLength(entry), 0);
    if (!out.write(rows.join(''))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return bytes;
}

/** Connections over which the many stations deliver; as many as a pool would hold open for them. */
const connections = 8;
/** A station sends what a quarter of an hour brings: a dozen transactions and what belongs to them. */
const transactionsOfRound = 12;

async function benchStations(postgres: Postgres, { stations, rounds }: HubLoad): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const count of stations) {
    const { database, login } = await hubOf(postgres);
    const senders = Array.from({ length: count }, (_, index) => senderOf(index.toString(36).toUpperCase().padStart(4, '0')));
    await database.asSuperuser((client) => register(client, senders));
    const journals = new Map<string, Written>();
    const figures: string[] = [];
    // Few stations deliver as often as many do altogether, so that all runs have the same rows.
    const most = Math.max(...stations);
    for (let round = 0; round < (rounds * most) / count; round += 1) {
      const work = senders.map((sender) => ({ sender, entries: nextRound(sender, journals) }));
      const entries = work.reduce((sum, one) => sum + one.entries.length, 0);
      const started = performance.now();
      await Promise.all(Array.from({ length: connections }, (_, own) => deliverAll(login, work.filter((__, index) => index % connections === own))));
      figures.push(String(Math.round(entries / ((performance.now() - started) / 1000))));
    }
    const rows = await database.asSuperuser(async (client) => Number((await client.query<{ rows: string }>('SELECT count(*) AS rows FROM daoban.entry')).rows[0]?.rows ?? 0));
    const [first = '', last = ''] = [figures[0], figures.at(-1)];
    lines.push(`hub, ${count} stations in turns over ${connections} connections: median ${median(figures.map(Number))} entries/s (first round ${first}, last ${last}); it holds ${rows} entries of ${Math.round((await sizeOf(database)) / rows)} bytes of disk`);
  }
  return lines;
}

/** What the station writes since it last sent; only the end of its journal is kept. */
function nextRound(sender: Sender, journals: Map<string, Written>): Written {
  const before = (journals.get(sender.station) ?? []).slice(-1);
  const start = before.at(-1)?.at ?? Date.parse('2026-10-12T08:30:00+08:00');
  const told = Array.from({ length: transactionsOfRound }, (_, index) => [...notes(3, 'b'), finished(`${sender.code}-${randomUUID()}`, start + (index + 1) * 75_000)]).flat();
  const entries = continued(sender, before, told).slice(before.length);
  journals.set(sender.station, entries);
  return entries;
}
