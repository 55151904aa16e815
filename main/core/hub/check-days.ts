/** "Is anything missing?", asked at the receiver: each day that a station closed is recomputed from the transactions that have arrived, and the answer is numbers. */
import { z } from 'zod';
import { Lane } from '../../../shared/routing/lanes.ts';
import { DayManifest, differencesFrom, type CountedTransaction, type ManifestDifference } from '../../../shared/day/manifest.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import { verifySignature } from '../vault/vault.ts';
import { asAdministrator, type HubLogin } from './connection.ts';

export type CheckedDay = {
  readonly code: string;
  readonly day: string;
  /** Of the newest manifest: 0 is the close itself. */
  readonly number: number;
  readonly closedAt: number;
  /** Whether the station signed it; what is not signed by it proves nothing. */
  readonly signed: boolean;
  readonly differences: readonly ManifestDifference[];
};

/** `unclosed`: days of which there are transactions and no manifest. */
export type CheckedDays = { readonly days: readonly CheckedDay[]; readonly unclosed: readonly { readonly code: string; readonly day: string; readonly transactions: number }[] };

const Closed = z.object({ station: z.string(), code: z.string(), publicKey: z.string(), day: z.string(), manifest: DayManifest, signature: z.string() });
const Held = z.object({ number: z.string(), matter: z.string(), matterName: z.string(), matterNameEn: z.string(), lane: Lane, window: z.number().nullable(), voided: z.boolean() });
const Unclosed = z.object({ code: z.string(), day: z.string(), transactions: z.number() });

// Of a day that was closed on two branches, the later incarnation speaks.
const closed = `
SELECT DISTINCT ON (station.code, day_close.day) station.id AS station, station.code, station.public_key AS "publicKey", day_close.day::text, day_close.manifest, day_close.signature
  FROM daoban.day_close JOIN daoban.station ON station.id = day_close.station
 WHERE day_close.day BETWEEN $1 AND $2 AND ($3::text IS NULL OR station.code = $3)
 ORDER BY station.code, day_close.day, day_close.incarnation DESC, day_close.number DESC
`;

const held = `
SELECT number, matter, matter_name AS "matterName", matter_name_en AS "matterNameEn", lane, "window", outcome = 'voided' AS voided
  FROM daoban.handled WHERE station = $1 AND day = $2 AND NOT imported
`;

const unclosed = `
SELECT station.code, handled.day::text, count(*)::integer AS transactions
  FROM daoban.handled JOIN daoban.station ON station.id = handled.station
 WHERE handled.day BETWEEN $1 AND $2 AND NOT handled.imported AND ($3::text IS NULL OR station.code = $3)
   AND NOT EXISTS (SELECT FROM daoban.day_close WHERE day_close.station = handled.station AND day_close.day = handled.day)
 GROUP BY station.code, handled.day ORDER BY station.code, handled.day
`;

/** As a manager's login, of the stations of its district; `code` for one station alone. */
export const checkDays = (login: HubLogin, { from, to, code }: { readonly from: string; readonly to: string; readonly code: string | null }): Promise<CheckedDays> =>
  asAdministrator(login, async (client) => {
    const manifests = z.array(Closed).parse((await client.query(closed, [from, to, code])).rows);
    const days: CheckedDay[] = [];
    for (const { station, code: of, publicKey, day, manifest, signature } of manifests) {
      const transactions: readonly CountedTransaction[] = z.array(Held).parse((await client.query(held, [station, day])).rows);
      const signed = verifySignature(publicKey, Buffer.from(canonicalize(manifest), 'utf8'), Buffer.from(signature, 'base64url'));
      days.push({ code: of, day, number: manifest.number, closedAt: manifest.closedAt, signed, differences: differencesFrom(manifest, transactions) });
    }
    return { days, unclosed: z.array(Unclosed).parse((await client.query(unclosed, [from, to, code])).rows) };
  });
