/** What a manager has to see to now. Nothing is kept of it: each alarm follows from how things stand, and ends with it. */
import type { Alarm } from '../../../shared/contract/visit.ts';
import { Lane } from '../../../shared/routing/lanes.ts';
import { targets } from '../../../shared/statistics/measures.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { Context } from '../context.ts';
import { readSources } from '../store/certificates.ts';
import { perConnection } from '../store/prepared.ts';
import { implement } from './implement.ts';
import { uploadState } from './upload.ts';

/** Work that waits a while is nothing to see to; [D] after an hour it is where a line leads, after three days where it is carried on a stick. */
const hour = 3_600_000;
const unsentFor = { hub: hour, https: hour, bundle: 72 * hour } as const;

const statements = perConnection((database) => ({
  // visit_of_day
  waiting: database.prepare<[number, string], { lane: string; waiting: number; oldest: number; over: number }>(
    `SELECT lane, count(*) AS waiting, min(received_at) AS oldest, sum(received_at < ?) AS over FROM visit WHERE day = ? AND state = 'waiting' GROUP BY lane`,
  ),
}));

const alarms = implement('hall.alarms', (context) => ({ now: context.moment.at, alarms: [...ofLanes(context), ...ofSources(context), ...ofUpload(context)] }));

function ofLanes({ database, moment, station }: Context): readonly Alarm[] {
  const target = targets.waitSeconds * 1000;
  const rows = statements(database).waiting.all(moment.at - target, businessDay(moment.at));
  const late = rows.filter(({ over }) => over > 0).map((row): Alarm => ({ kind: 'wait-over-target', lane: Lane.parse(row.lane), waiting: row.over, since: row.oldest + target }));
  const closed = rows
    .filter(({ lane }) => !station.layout.openLanes.some((open) => open === lane))
    .map((row): Alarm => ({ kind: 'lane-closed', lane: Lane.parse(row.lane), waiting: row.waiting, since: row.oldest }));
  return [...late, ...closed];
}

function ofSources({ database, moment, sharing }: Context): readonly Alarm[] {
  const failing = sharing.failing();
  if (failing.length === 0) return [];
  const configured = readSources(database)?.document.sources ?? [];
  return failing.flatMap(({ source, milliseconds, requests }): readonly Alarm[] => {
    const provider = configured.find(({ code }) => code === source)?.provider;
    return provider === undefined ? [] : [{ kind: 'source-down', source, provider, requests, since: moment.at - milliseconds }];
  });
}

function ofUpload(context: Context): readonly Alarm[] {
  const { unsent, upload, targets: configured } = uploadState(context);
  const attention = upload.state === 'attention';
  const late = configured.some(({ kind, oldestUnsentAt }) => oldestUnsentAt !== null && context.moment.at - oldestUnsentAt > unsentFor[kind]);
  return attention || late ? [{ kind: 'unsent', transactions: unsent, attention, since: upload.since }] : [];
}

export const alarmImplementations = { 'hall.alarms': alarms };
