/** The one export that may be under way, how far it has come, and what hindered the last attempts of those that the station makes by itself. */
import { Refusal } from '../../../shared/contract/errors.ts';
import type { ExportProgress } from '../../../shared/contract/exports.ts';

export type ExportRun = {
  /** Aborts when whoever asked went away, or a manager cancels. */
  readonly signal: AbortSignal;
  report(step: { readonly rows: number; readonly bytes: number; readonly of: number }): void;
  end(): void;
};

export type Hindered = { readonly code: string; readonly period: string; readonly at: number };

export type Exports = {
  /** Refuses with `export-under-way`: two at once would only be slower. */
  begin(asker: AbortSignal): ExportRun;
  running(): ExportProgress | null;
  cancel(): void;
  /** By the name of the schedule; null where the last attempt went well. */
  tried(schedule: string, hindrance: Hindered | null): void;
  hindrance(schedule: string): Hindered | null;
};

type Run = { progress: ExportProgress; readonly cancel: AbortController };

export function createExports(): Exports {
  let running: Run | null = null;
  const hindrances = new Map<string, Hindered>();
  return {
    begin(asker) {
      if (running !== null) throw new Refusal('export-under-way', 'another export is under way; it can be broken off, or waited for');
      const run: Run = { progress: { phase: 'reading', rows: 0, of: null, bytes: 0 }, cancel: new AbortController() };
      running = run;
      return {
        signal: AbortSignal.any([asker, run.cancel.signal]),
        report: ({ rows, bytes, of }) => void (run.progress = { phase: 'writing', rows, of, bytes }),
        end: () => void (running = null),
      };
    },
    running: () => running?.progress ?? null,
    cancel: () => running?.cancel.abort(),
    tried(schedule, hindrance) {
      if (hindrance === null) hindrances.delete(schedule);
      else hindrances.set(schedule, hindrance);
    },
    hindrance: (schedule) => hindrances.get(schedule) ?? null,
  };
}
