/** Sources, consents and receipts, read from the projections. */
import { z } from 'zod';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { SourceDocument } from '../../../shared/sharing/source.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

export type SourceSet = { readonly version: number; readonly document: SourceDocument; readonly secrets: Readonly<Record<string, SealedBox>> };

const statements = perConnection((database) => ({
  sources: database.prepare<[], { version: number; document: string; secrets: string }>('SELECT version, document, secrets FROM source_set ORDER BY version DESC LIMIT 1'),
  consent: database.prepare<[string, string, string], string>('SELECT consent FROM consent WHERE visit = ? AND matter = ? AND material = ? ORDER BY seq DESC LIMIT 1').pluck(),
  receipt: database.prepare<[string], { purged_at: number | null }>('SELECT purged_at FROM receipt WHERE request = ?'),
  unpurged: database.prepare<[], string>('SELECT request FROM receipt WHERE purged_at IS NULL').pluck(),
}));

/** The sources in force: the newest set; null while none were configured. */
export function readSources(database: Sqlite): SourceSet | null {
  const row = statements(database).sources.get();
  return row === undefined ? null : { version: row.version, document: fromJson(row.document, SourceDocument), secrets: fromJson(row.secrets, z.record(z.string(), SealedBox)) };
}

/** What the visitor last said about this certificate in this visit, or null: nobody asked yet. */
export function readConsent(database: Sqlite, visit: string, matter: string, material: string): 'given' | 'refused' | null {
  return z.enum(['given', 'refused']).nullable().parse(statements(database).consent.get(visit, matter, material) ?? null);
}

/** When it was said that nothing is held of a request any more; null for a request that never was. */
export function findRequest(database: Sqlite, request: string): { readonly purgedAt: number | null } | null {
  const row = statements(database).receipt.get(request);
  return row === undefined ? null : { purgedAt: row.purged_at };
}

/** Requests whose fields may still be on a screen. */
export const unpurgedRequests = (database: Sqlite): readonly string[] => statements(database).unpurged.all();
