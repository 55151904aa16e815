import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { handled } from '../fixtures/handling.ts';
import { emptyFolder, openStation } from '../fixtures/station.ts';

const root = path.join(import.meta.dirname, '../..');

/** A machine with one person: the system's list of people and the change of user are stood in for, the program is the real one. */
function machine(home: string): { readonly PATH: string; readonly DAOBAN_EXECUTABLE: string } {
  const tools = emptyFolder();
  const tool = (name: string, script: string): string => {
    writeFileSync(path.join(tools, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(tools, name), 0o755);
    return path.join(tools, name);
  };
  tool('getent', `echo 'nobody-here:x:1:1::/nowhere:/bin/sh'; echo 'counter:x:1000:1000::${home}:/bin/sh'`);
  tool('runuser', 'shift 3; exec "$@"');
  return { PATH: `${tools}:${process.env['PATH'] ?? ''}`, DAOBAN_EXECUTABLE: tool('daoban', `shift; exec '${process.execPath}' '${path.join(root, 'scripts/daoban.mjs')}' "$@"`) };
}

const run = (environment: object, language: string): { readonly out: string; readonly status: number | null } => {
  const { stdout, status } = spawnSync('sh', [path.join(root, 'resources/build/before-remove.sh'), 'remove'], { env: { ...process.env, ...environment, LANG: language }, encoding: 'utf8' });
  return { out: stdout, status };
};

describe('removing the package', () => {
  it('says first what of each person’s station is unsent, and is not kept from it', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    station.close();
    const home = emptyFolder();
    const place = path.join(home, '.config/Daoban/station');
    mkdirSync(path.dirname(place), { recursive: true });
    renameSync(station.folder, place);
    const environment = machine(home);
    expect(run(environment, 'zh_CN.UTF-8')).toEqual({ out: `${place}\n没有设置上传，办过的 1 件只在这台机器上。\n数据文件夹留在原处，不会删除；但不再打开导办，这些就不会再上传。\n`, status: 0 });
    expect(run(environment, 'C').out).toContain('transactions on this machine alone: 1.');
    expect(run({ ...environment, DAOBAN_EXECUTABLE: '/nowhere/daoban' }, 'C')).toEqual({ out: '', status: 0 });
  }, 60_000);
});
