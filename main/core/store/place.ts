/** Where a file lies, so that a copy of it can be told from itself: the machine, and the number that the file system gave to this one file. */
import { hash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, type BigIntStats } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

export const Place = z.strictObject({
  /** A hash: the machine's own identifier is nobody's business. */
  machine: z.string(),
  /** Number and birth of the file on its file system; `born` is null where the file system does not keep it. */
  file: z.string(),
  born: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

let machine: string | null = null;

/** Asked of the system once for a process. */
function machineIdentity(): string {
  machine ??= hash('sha256', `daoban machine ${machineIdentifier()}`, 'hex').slice(0, 32);
  return machine;
}

export function placeOf(stats: BigIntStats, withBirth: boolean): Place {
  return { machine: machineIdentity(), file: String(stats.ino), born: withBirth ? String(stats.birthtimeNs) : null };
}

export function isThere(place: Place, stats: BigIntStats): boolean {
  return place.machine === machineIdentity() && place.file === String(stats.ino) && (place.born === null || place.born === String(stats.birthtimeNs));
}

/** What the system itself calls this installation; the host's name where it does not say. */
function machineIdentifier(): string {
  try {
    switch (process.platform) {
      case 'linux':
        return readFileSync('/etc/machine-id', 'utf8').trim();
      case 'win32':
        return execFileSync('reg.exe', ['query', String.raw`HKLM\SOFTWARE\Microsoft\Cryptography`, '/v', 'MachineGuid'], { encoding: 'utf8', timeout: 5000, windowsHide: true }).trim();
      default:
        return hostname();
    }
  } catch {
    return hostname();
  }
}
