/** What the memory of this application may leave on a disk: nothing. It holds names, papers, and what a source answered a moment ago. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Forbids core dumps of this process, of those that Chromium has started already, and of all that are started from here.
 *
 * A limit of one byte is less than any dump, and the value at which the kernel does not start a program to take one either, as it
 * would at zero (core(5), "Piping core dumps to a program"). Where the tool is missing that sets it, the filter still leaves every mapping out
 * of a dump; what a processor's registers held stays in it, which with wide ones are some hundred characters.
 * Electron writes no minidumps unless `crashReporter` is started, which nothing here does. Only Linux needs this: macOS writes no dump
 * unless told to, and what Windows reports is the administrator's policy.
 */
export function keepMemoryOutOfDumps(): void {
  if (process.platform !== 'linux') return;
  writeFileSync('/proc/self/coredump_filter', '0');
  for (const pid of withChildren(process.pid)) spawnSync('prlimit', ['--pid', String(pid), '--core=1:1'], { stdio: 'ignore' });
}

/** A process and those below it; of one that is gone, or on a kernel that does not tell, itself alone. */
function withChildren(pid: number): readonly number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((word) => word !== '').map(Number);
    return [pid, ...children.flatMap(withChildren)];
  } catch {
    return [pid];
  }
}
