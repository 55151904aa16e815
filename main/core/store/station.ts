/** The station's own row, read into words. */
import type { z } from 'zod';
import { HallLayout } from '../../../shared/contract/station.ts';
import { HolidayDocument, createCalendar, type WorkingCalendar } from '../../../shared/transaction/working-days.ts';
import type { Sqlite } from './database.ts';

export type StationRecord = {
  readonly id: string;
  readonly code: string;
  /** 0 as founded; counts each time it went on from a copy or a backup. */
  readonly incarnation: number;
  readonly name: string;
  readonly site: string;
  readonly trial: boolean;
  readonly publicKey: string;
  readonly layout: HallLayout;
  readonly calendar: WorkingCalendar;
};

type StationRow = { id: string; code: string; incarnation: number; name: string; site: string; trial: number; public_key: string; layout: string; holidays: string };

/**
 * A reader of the station's row; null while the folder holds no founded station. The row is asked every time and its
 * documents are read again only when their text changed: every call of the counter begins here.
 */
export function createStationReader(database: Sqlite): () => StationRecord | null {
  const select = database.prepare<[], StationRow>('SELECT id, code, incarnation, name, site, trial, public_key, layout, holidays FROM station');
  let known: { readonly code: string; readonly layout: string; readonly holidays: string; readonly record: StationRecord } | null = null;
  return () => {
    const row = select.get();
    if (row === undefined) return null;
    if (known?.code !== row.code || known.layout !== row.layout || known.holidays !== row.holidays) {
      const record: StationRecord = {
        id: row.id, code: row.code, incarnation: row.incarnation, name: row.name, site: row.site, trial: row.trial === 1, publicKey: row.public_key,
        layout: fromJson(row.layout, HallLayout), calendar: createCalendar(fromJson(row.holidays, HolidayDocument)),
      };
      known = { code: row.code, layout: row.layout, holidays: row.holidays, record };
    }
    return known.record;
  };
}

/** A JSON column of our own writing; throws where it has not the form, which `journal.verify` would have told. */
export function fromJson<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  return schema.parse(JSON.parse(text));
}
