/** `daoban --cli …`: the same door as `npm run daoban`, for a machine that has the package alone. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { app } from 'electron';
import { dataFolder } from './places.ts';

export async function commandLine(): Promise<void> {
  if (needsHeadless()) {
    app.exit(headless());
    return;
  }
  // An uninstaller asks without knowing where the station lies.
  process.env['DAOBAN_DATA'] ??= dataFolder();
  const door: unknown = createRequire(import.meta.filename)('./cli.cjs');
  if (!isDoor(door)) throw new Error('the package has no command line');
  const status = await door.runCli(process.argv.slice(process.argv.indexOf('--cli') + 1));
  await Promise.all([written(process.stdout), written(process.stderr)]);
  app.exit(status);
}

/** A pipe takes its time, and `app.exit` does not wait for it: a long answer would be cut. */
const written = (stream: NodeJS.WriteStream): Promise<void> => new Promise((resolve) => void stream.write('', () => resolve()));

const headlessSwitch = '--ozone-platform=headless';

/** Without a display Electron on Linux dies as soon as its loop turns; a switch set from here comes too late for it. */
function needsHeadless(): boolean {
  const { DISPLAY: x11 = '', WAYLAND_DISPLAY: wayland = '' } = process.env;
  return process.platform === 'linux' && x11 === '' && wayland === '' && !process.argv.includes(headlessSwitch);
}

function headless(): number {
  const again = spawnSync(process.execPath, [headlessSwitch, '--disable-gpu', '--log-level=3', ...process.argv.slice(1)], { stdio: 'inherit' });
  return again.status ?? 1;
}

function isDoor(door: unknown): door is { runCli(words: readonly string[]): Promise<number> } {
  return typeof door === 'object' && door !== null && 'runCli' in door && typeof door.runCli === 'function';
}
