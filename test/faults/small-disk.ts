/** A file system that is soon full. Needs root and a kernel that lets it mount one; null where that is not so. */
import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync } from 'node:fs';
import { temporary } from './station.ts';

export type SmallDisk = {
  readonly folder: string;
  /** From now on there is room for so many bytes more. */
  fill(but?: number): void;
  /** Gives it back. */
  empty(): void;
  /** Nothing can be written; only where no file is open for writing. */
  readOnly(on: boolean): void;
  readonly remove: () => void;
};

export function smallDisk(name: string, mebibytes: number): SmallDisk | null {
  const folder = temporary(name);
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=755`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  const remove = (): void => {
    process.off('exit', remove);
    execFileSync('/bin/umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  // Also where the run ends by an error of its own.
  process.on('exit', remove);
  const remount = (option: string): void => void execFileSync('/bin/mount', ['-o', `remount,${option}`, folder], { stdio: 'ignore' });
  return {
    folder,
    // Its size is set down to what is used: as good as a ballast, and takes no memory.
    fill(but = 0) {
      // Whoever writes there goes on meanwhile, and it cannot be set down to less than is used.
      for (let slack = but; ; slack += 1024 * 1024) {
        const { blocks, bfree, bsize } = statfsSync(folder);
        try {
          return remount(`size=${(blocks - bfree) * bsize + slack}`);
        } catch (error) {
          if (slack > mebibytes * 1024 * 1024) throw error;
        }
      }
    },
    empty: () => remount(`size=${mebibytes}m`),
    readOnly: (on) => remount(on ? 'ro' : 'rw'),
    remove,
  };
}

/** What a report says of a fault that had none. */
export const withoutDisk = (fault: string): string => `${fault}: no small file system can be mounted here (that needs root); what needs one was left out.`;
