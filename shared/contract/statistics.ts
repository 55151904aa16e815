/** The manager's figures: any measures by up to three dimensions, what stands behind a cell, and the volume table of before. */
import { z } from 'zod';
import { Definitions } from '../statistics/definitions.ts';
import { StatisticsCell, StatisticsQuery, StatisticsResult, ViewName } from '../statistics/query.ts';
import { VolumeDimension, VolumeMeasures, VolumeQuery, VolumeRow } from '../statistics/volume.ts';
import { Nothing, type Operation } from './operation.ts';

export const ExportFormat = z.enum(['csv', 'xlsx']);

export const statisticsOperations = {
  'statistics.query': {
    kind: 'query', roles: ['manager'], long: true,
    summary: 'Any measures by up to three dimensions, filtered, beside another span; with totals, the equations that must hold, and what was left out.',
    input: StatisticsQuery,
    output: StatisticsResult,
  },
  'statistics.definitions': {
    kind: 'query', roles: ['manager'],
    summary: 'What every measure and dimension is: name, unit, definition, formula, what it leaves out and why.',
    input: Nothing,
    output: Definitions,
  },
  'statistics.drill': {
    kind: 'query', roles: ['manager'], long: true,
    summary: 'The transactions or visits from which one cell was counted.',
    input: z.strictObject({ cell: StatisticsCell, after: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(500).default(100) }),
    output: z.strictObject({
      total: z.number().int(),
      transactions: z.array(
        z.strictObject({
          number: z.string(), day: z.string(), finishedAt: z.number().int().nullable(), lane: z.string(), window: z.number().int().nullable(), clerk: z.string().nullable(),
          matter: z.string(), matterName: z.string(), matterNameEn: z.string(), outcome: z.string(), waitSeconds: z.number().nullable(), serviceSeconds: z.number().nullable(),
        }),
      ),
      visits: z.array(
        z.strictObject({
          visit: z.string(), ticket: z.string(), day: z.string(), receivedAt: z.number().int(), lane: z.string(), window: z.number().int().nullable(), clerk: z.string().nullable(),
          state: z.string(), waitSeconds: z.number().nullable(), transactions: z.array(z.string()),
        }),
      ),
      /** What to give as `after` for the next page; null at the end. */
      next: z.number().int().nullable(),
    }),
  },
  'statistics.saveView': {
    kind: 'command', roles: ['manager'],
    summary: 'Saves a question under a name, in the place of the one that had it.',
    input: z.strictObject({ name: ViewName, query: StatisticsQuery }),
    output: z.strictObject({ name: ViewName }),
  },
  'statistics.views': {
    kind: 'query', roles: ['manager'],
    summary: 'The saved questions by name.',
    input: Nothing,
    output: z.strictObject({ views: z.array(z.strictObject({ name: z.string(), query: StatisticsQuery, savedAt: z.number().int(), savedBy: z.string() })) }),
  },
  'statistics.removeView': {
    kind: 'command', roles: ['manager'],
    summary: 'Forgets a saved question; the journal keeps that there was one.',
    input: z.strictObject({ name: ViewName }),
    output: Nothing,
  },
  'statistics.volume': {
    kind: 'query', roles: ['manager'], long: true,
    summary: 'Volumes by up to three dimensions with median and 90th percentile of wait and service.',
    input: VolumeQuery,
    output: z.strictObject({ from: z.string(), to: z.string(), by: z.array(VolumeDimension), rows: z.array(VolumeRow), totals: VolumeMeasures }),
  },
  'export.volume': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Writes the volume table to a file; its totals equal the screen.',
    input: VolumeQuery.safeExtend({ format: ExportFormat, file: z.string().min(1).max(4096), language: z.enum(['zh-CN', 'en']).optional() }),
    output: z.strictObject({ file: z.string(), format: ExportFormat, rows: z.number().int(), bytes: z.number().int(), sha256: z.string(), totals: VolumeMeasures }),
  },
} as const satisfies Record<string, Operation>;
