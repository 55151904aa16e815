import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findBreaches } from '../../scripts/check-arrows.mjs';

const folders: string[] = [];

const project = (files: Readonly<Record<string, string>>): string => {
  const root = mkdtempSync(path.join(tmpdir(), 'arrows-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
};

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const breaches: readonly (readonly [rule: string, files: Readonly<Record<string, string>>, line: RegExp])[] = [
  ['shared imports nothing of ours outside shared', { 'shared/a.ts': "import { b } from '../main/core/b.ts';" }, /^shared\/a\.ts: shared may not import main\/core\/b\.ts$/],
  ['shared knows no Node', { 'shared/a.ts': "import path from 'node:path';" }, /package node:path/],
  ['shared uses named pure packages only', { 'shared/a.ts': "import dayjs from 'dayjs';" }, /package dayjs/],
  ['an arrow is an arrow for types too', { 'shared/a.ts': "import type { B } from '../renderer/b.ts';" }, /may not import renderer\/b\.ts/],
  ['an import over several lines is seen', { 'renderer/a.tsx': "import {\n  b,\n  type C,\n} from '../main/core/b.ts';" }, /may not import main\/core\/b\.ts/],
  ['a re-export is an import', { 'renderer/a.ts': "export { b } from '../main/core/b.ts';" }, /may not import main\/core\/b\.ts/],
  ['a dynamic import is an import', { 'renderer/a.ts': "const b = await import('../main/shell/b.ts');" }, /may not import main\/shell\/b\.ts/],
  ['the core knows nothing of Electron', { 'main/core/a.ts': "import { app } from 'electron';" }, /core may not import the package electron/],
  ['the core does not know the shell', { 'main/core/a.ts': "import '../shell/b.ts';" }, /core may not import main\/shell\/b\.ts/],
  ['the shell does not know the core', { 'main/shell/a.ts': "import { b } from '../core/b.ts';" }, /shell may not import main\/core\/b\.ts/],
  ['the shell knows the messages as types only', { 'main/shell/a.ts': "import { m } from '../core/host-message.ts';" }, /by "import type" only/],
  ['nothing imports the renderer', { 'main/shell/a.ts': "import { b } from '../../renderer/b.ts';" }, /may not import renderer\/b\.ts/],
  ['the renderer has no Node', { 'renderer/a.ts': "import { readFileSync } from 'fs';" }, /package fs/],
  ['no product code imports a test', { 'main/core/a.ts': "import { b } from '../../test/b.ts';" }, /may not import test\/b\.ts/],
  ['ipcMain stands in one file', { 'main/shell/a.ts': "import { ipcMain } from 'electron';" }, /ipcMain stands in main\/shell\/ipc\.ts only/],
  ['ipcRenderer stands in one file', { 'main/shell/a.ts': "import { ipcRenderer } from 'electron';" }, /ipcRenderer stands in/],
  ['webContents.send stands in one file', { 'main/shell/a.ts': "window.webContents.send('x');" }, /webContents\.send stands in/],
  ['no import goes in a circle', { 'shared/a.ts': "import './b.ts';", 'shared/b.ts': "import { c } from './c.ts';", 'shared/c.ts': "import './a.ts';" }, /circular import: shared\/a\.ts -> shared\/b\.ts -> shared\/c\.ts -> shared\/a\.ts/],
  ['no folder is named after nothing', { 'shared/utils/a.ts': '' }, /the name "utils" says nothing/],
  ['no check is silenced', { 'shared/a.ts': '// @ts-ignore' }, /a check is silenced/],
];

describe('the dependency rule', () => {
  it.each(breaches)('%s', (_, files, line) => {
    expect(findBreaches(project(files))).toEqual([expect.stringMatching(line)]);
  });

  it('lets through what the arrows allow', () => {
    const root = project({
      'shared/a.ts': "import { z } from 'zod';\n// import { b } from '../main/core/b.ts';\n/* ipcMain */\nexport const a = z;",
      'main/core/b.ts': "import { a } from '../../shared/a.ts';\nimport Database from 'better-sqlite3';",
      'main/core/host-message.ts': "import type { A } from '../../shared/a.ts';",
      'main/shell/ipc.ts': "import { ipcMain } from 'electron';\nimport type { M } from '../core/host-message.ts';\nwindow.webContents.send('x');",
      'main/shell/preload.ts': "import { ipcRenderer } from 'electron';",
      'main/cli.ts': "import { b } from './core/b.ts';\nimport manifest from '../package.json' with { type: 'json' };",
      'renderer/c.tsx': "import { a } from '../shared/a.ts';\nimport './c.css';\nconst text = 'import from \"node:fs\"';",
      'test/d.ts': "import { b } from '../main/core/b.ts';",
    });
    expect(findBreaches(root)).toEqual([]);
  });
});
