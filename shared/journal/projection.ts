/** The tables that follow the journal, and what can be done to one of their rows. */
import type { Actor } from './entry.ts';

export const projectionTables = [
  'station', 'trusted_station', 'account', 'clock_state', 'clock_jump', 'day_close',
  'catalogue_version', 'catalogue_matter', 'reduction_list',
  'visit', 'visit_matter', 'handled', 'amendment', 'ledger',
  'source_set', 'consent', 'receipt',
  'department_check', 'notice',
  'commitment', 'commitment_rules',
  'licence_conditions', 'licence_case',
  'rating',
  'draw', 'drawn',
  'history_mapping', 'history_import', 'saved_view', 'scheduled_export',
  'target_set', 'official_number',
  'incarnation', 'backup_policy', 'backup',
] as const;
export type ProjectionTable = (typeof projectionTables)[number];

export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

export type Change =
  | { readonly kind: 'insert'; readonly table: ProjectionTable; readonly row: Row }
  /** `add` adds to what stands there; everything else is set. */
  | { readonly kind: 'update'; readonly table: ProjectionTable; readonly key: Row; readonly set: Row; readonly add?: Readonly<Record<string, number>> }
  | { readonly kind: 'delete'; readonly table: ProjectionTable; readonly key: Row };

export const insert = (table: ProjectionTable, row: Row): Change => ({ kind: 'insert', table, row });

/** Staff by their number, the command line by its user: what stands in the clerk column. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return actor.number;
    case 'command-line':
      return `cli:${actor.user}`;
    case 'station':
      return 'station';
  }
}
