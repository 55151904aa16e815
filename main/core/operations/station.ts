/** Founding the station, and what it says of itself. */
import { createHash } from 'node:crypto';
import type { Input, Output } from '../../../shared/contract/contract.ts';
import type { HallLayout } from '../../../shared/contract/station.ts';
import type { Draft } from '../../../shared/journal/entry.ts';
import type { HolidayDocument } from '../../../shared/transaction/working-days.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { Context } from '../context.ts';
import { isStale, lastBackup, readPolicy } from '../store/backups.ts';
import { implement } from './implement.ts';
import { uploadState } from './upload.ts';

/** What a station starts with until a manager says otherwise: the source hall's eight windows, all lanes, ordinary hours. */
const firstLayout: HallLayout = {
  openLanes: ['window', 'self-service', 'mobile-assisted', 'remote', 'referral'],
  windows: [1, 2, 3, 4, 5, 6, 7, 8],
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
  expectedServiceMinutes: 8,
};

/** Letters and figures that nobody mistakes for one another on paper: no 0 O, 1 I L. */
const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Four characters out of the station's id: short enough to read over the phone, and stable. */
export function stationCode(id: string): string {
  const digest = createHash('sha256').update(id).digest();
  return Array.from(digest.subarray(0, 4), (byte) => codeAlphabet[byte % codeAlphabet.length]).join('');
}

/** The first entry of a journal. */
export function foundingDraft(id: string, input: Input<'station.init'>, publicKey: string, holidays: HolidayDocument): Draft {
  return {
    type: 'station.initialised',
    body: { code: stationCode(id), name: input.name, site: input.site, trial: input.trial === true, publicKey, layout: firstLayout, holidays },
  };
}

function status(context: Context): Output<'station.status'> {
  const today = businessDay(context.moment.at);
  const { station } = context;
  const catalogue = context.shelf.inForce(today);
  const head = context.journal.head();
  const { unsent, upload } = uploadState(context);
  return {
    station: station.id, code: station.code, name: station.name, site: station.site, trial: station.trial, unprotected: context.vault.unprotected, layout: station.layout,
    catalogue: catalogue === null ? null : { version: catalogue.version, effectiveFrom: catalogue.effectiveFrom, matters: catalogue.matters.length },
    publicKey: station.publicKey, entries: head.seq, head: head.hash, unsent, upload, today, now: context.moment.at, clockSetTo: station.trial ? context.journal.lastSetInstant() : null,
    incarnation: station.incarnation, doubt: context.witness.doubt(),
    backup: readPolicy(context.database) === null ? null : { lastAt: lastBackup(context.database)?.at ?? null, stale: isStale(context.database, context.moment.at) },
  };
}

export const stationImplementations = { 'station.status': implement('station.status', status) };
