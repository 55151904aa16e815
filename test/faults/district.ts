/** What a district's hub holds of a station, against what the station holds itself. */
import Database from 'better-sqlite3';
import path from 'node:path';
import type { HubLogin } from '../../main/core/hub/connection.ts';
import { query } from '../fixtures/hub.ts';
import { transactionsOf, type Call } from './station.ts';

export type Place = { readonly folder: string; readonly station: string; readonly call: Call };

type Row = { readonly seq: number; readonly hash: string };
type Handled = { readonly number: string; readonly amendments: number; readonly outcome: string };

/** Every entry once and with the same hash, every transaction once and as it stands, and the station knows how far the hub is. */
export async function districtFaults(administrator: HubLogin, { folder, station, call }: Place): Promise<readonly string[]> {
  const faults: string[] = [];
  const own = new Map(journalOf(folder).map(({ seq, hash }) => [seq, hash]));
  const held = await query<Row>(administrator, `SELECT seq::integer, encode(hash, 'hex') AS hash FROM daoban.entry WHERE station = $1 ORDER BY seq`, [station]);
  const seen = new Set<number>();
  for (const { seq, hash } of held) {
    if (seen.has(seq)) faults.push(`entry ${seq} of the hub is there twice`);
    seen.add(seq);
    if (own.get(seq) !== hash) faults.push(`entry ${seq} of the hub is another than the station's`);
  }
  for (const seq of own.keys()) if (!seen.has(seq)) faults.push(`entry ${seq} at the hub is lost`);
  const audited = await query<{ through: string; faults: string }>(administrator, 'SELECT through, faults FROM daoban.audit($1)', [station]);
  for (const { faults: broken } of audited) if (broken !== '0') faults.push(`the hub's chain has ${broken} faults`);
  const { targets } = await call('upload.status', {});
  const cursor = targets.find(({ kind }) => kind === 'hub')?.cursor;
  if (String(cursor) !== audited.at(-1)?.through) faults.push(`the station takes the hub for at ${cursor}, it is at ${audited.at(-1)?.through}`);

  const district = await query<Handled>(administrator, 'SELECT number, amendments, outcome FROM daoban.handled WHERE station = $1', [station]);
  const byNumber = new Map(district.map((one) => [one.number, one]));
  if (byNumber.size !== district.length) faults.push('a transaction of the district is there twice');
  const local = await transactionsOf(call);
  for (const { number, amendments, outcome } of local) {
    const there = byNumber.get(number);
    if (there === undefined) faults.push(`${number} at the district is lost`);
    else if (there.amendments !== amendments || there.outcome !== outcome) faults.push(`the district has ${number} as ${there.outcome} after ${there.amendments} amendments, not as ${outcome} after ${amendments}`);
  }
  if (byNumber.size > local.length) faults.push(`the district has ${byNumber.size - local.length} transactions that the station does not know`);
  return faults;
}

/** Read past the station's door, which may be open. */
function journalOf(folder: string): readonly Row[] {
  const database = new Database(path.join(folder, 'station.db'), { readonly: true });
  try {
    return database.prepare<[], Row>('SELECT seq, hash FROM journal ORDER BY seq').all();
  } finally {
    database.close();
  }
}
