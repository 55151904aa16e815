/** The station's own row, read into words. */
import type { z } from 'zod';
import { HallLayout } from '../../../shared/contract/station.ts';
import { HolidayDocument, createCalendar, type WorkingCalendar } from '../../../shared/transaction/working-days.ts';
import type { Sqlite } from './database.ts';

export type StationRecord = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly site: string;
  readonly trial: boolean;
  readonly publicKey: string;
  readonly layout: HallLayout;
  readonly calendar: WorkingCalendar;
};

type StationRow = { id: string; code: string; name: string; site: string; trial: number; public_key: string; layout: string; holidays: string };

/**
 * A reader of the station's row; null while the folder holds no founded station. The row is asked every time and its
 * documents are read again only when their text changed: every call of the counter begins here.
 */
export function createStationReader(database: Sqlite): () => StationRecord | null {
  const select = database.prepare<[], StationRow>('SELECT id, code, name, site, trial, public_key, layout, holidays FROM station');
  let known: { readonly layout: string; readonly holidays: string; readonly record: StationRecord } | null = null;
  return () => {
    const row = select.get();
    if (row === undefined) return null;
    if (known?.layout !== row.layout || known.holidays !== row.holidays) {
      const record: StationRecord = {
        id: row.id, code: row.code, name: row.name, site: row.site, trial: row.trial === 1, publicKey: row.public_key,
        layout: fromJson(row.layout, HallLayout), calendar: createCalendar(fromJson(row.holidays, HolidayDocument)),
      };
      known = { layout: row.layout, holidays: row.holidays, record };
    }
    return known.record;
  };
}

/** A JSON column of our own writing; throws where it has not the form, which `journal.verify` would have told. */
export function fromJson<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  return schema.parse(JSON.parse(text));
}
