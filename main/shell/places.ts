/** Where things are: words of the command line, the data folder, the shipped files. */
import path from 'node:path';
import { app } from 'electron';

/** `--data DIR` and `--data=DIR`; Electron 36 and later change the case of its own switches, so the words are read raw. */
export function wordAfter(name: string): string | null {
  const at = process.argv.indexOf(name);
  const joined = process.argv.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  return joined ?? (at >= 0 ? (process.argv[at + 1] ?? null) : null);
}

export const hasWord = (name: string): boolean => process.argv.includes(name);

/** The station's folder: `--data`, DAOBAN_DATA, or a folder in the user's own data. */
export function dataFolder(): string {
  const named = wordAfter('--data') ?? process.env['DAOBAN_DATA'] ?? '';
  return named === '' ? path.join(app.getPath('userData'), 'station') : path.resolve(named);
}

export const resourcesFolder = (): string => path.join(app.getAppPath(), 'resources');
export const rendererFolder = (): string => path.join(app.getAppPath(), 'out', 'renderer');
export const bundledModule = (name: string): string => path.join(import.meta.dirname, name);
export const preloadFile = (): string => path.join(app.getAppPath(), 'out', 'preload', 'index.cjs');
