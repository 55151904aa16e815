/** The one import that may be under way, and how far it has come. Two at once would give the same numbers twice. */
import type { ImportProgress } from '../../../shared/contract/history.ts';
import { Refusal } from '../../../shared/contract/errors.ts';

export type ImportRun = { report(progress: ImportProgress): void; end(): void };

export type Imports = {
  /** Refuses with `import-under-way`. */
  begin(): ImportRun;
  running(): ImportProgress | null;
};

export function createImports(): Imports {
  let running: ImportProgress | null = null;
  return {
    begin() {
      if (running !== null) throw new Refusal('import-under-way', 'another import is under way; it can be broken off, or waited for');
      running = { phase: 'checking', transactions: 0, of: null };
      return {
        report: (progress) => void (running = progress),
        end: () => void (running = null),
      };
    },
    running: () => running,
  };
}
