/** Bad starts and the walls around the page, in a real window. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from './launch.ts';

const root = path.join(import.meta.dirname, '../..');

/** Calls the command line as a manager and gives its parsed answer. */
function daoban(data: string, name: string, input: unknown, passphrase = ''): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts/daoban.mjs'), 'call', name, '--data', data, '--as', 'manager'], {
    input: JSON.stringify(input), encoding: 'utf8', env: { ...process.env, DAOBAN_PASSPHRASE: passphrase },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function foundedStation(passphrase = ''): string {
  const data = mkdtempSync(path.join(tmpdir(), 'daoban-startup-'));
  daoban(data, 'station.init', { name: '测试台', site: '一楼', trial: true }, passphrase);
  return data;
}

const databaseOf = (data: string): string => path.join(data, 'station.db');
const fingerprint = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

test('a database of a newer version is refused with a clear page, and not a byte of it changes', async ({ launchDaoban }) => {
  const data = foundedStation();
  const bytes = readFileSync(databaseOf(data));
  bytes.writeUInt32BE(99, 60);
  writeFileSync(databaseOf(data), bytes);
  const before = fingerprint(databaseOf(data));
  const { page, close } = await launchDaoban({ data });
  await expect(page.getByRole('heading', { name: '数据比程序新' })).toBeVisible();
  await expect(page.getByText(data)).toBeVisible();
  await close();
  expect(fingerprint(databaseOf(data))).toBe(before);
});

test('a damaged database is refused with a clear page, and not a byte of it changes', async ({ launchDaoban }) => {
  const data = foundedStation();
  writeFileSync(databaseOf(data), readFileSync(databaseOf(data)).fill(7, 4096, 12_288));
  const before = fingerprint(databaseOf(data));
  const { page, close } = await launchDaoban({ data });
  await expect(page.getByRole('heading', { name: '站点数据不完整' })).toBeVisible();
  await close();
  expect(fingerprint(databaseOf(data))).toBe(before);
});

test('a vault with a passphrase asks for it, says when it is wrong, and opens with the right one', async ({ launchDaoban }) => {
  const data = foundedStation('correct horse battery');
  const { page } = await launchDaoban({ data });
  const field = page.getByLabel('解锁口令');
  await field.fill('something else');
  await field.press('Enter');
  await expect(page.getByText('口令不对')).toBeVisible();
  await field.fill('correct horse battery');
  await field.press('Enter');
  await expect(page.getByText('测试台 · 一楼')).toBeVisible();
});

test('the page can neither leave, open windows, load from elsewhere, nor reach Node', async ({ launchDaoban }) => {
  const { page, app } = await launchDaoban({ tolerate: [/Content Security Policy|securitypolicyviolation|Not allowed to load|Failed to load resource|ERR_BLOCKED/] });
  const answers = await page.evaluate(async () => {
    const refused = async (attempt: () => Promise<unknown>): Promise<string> => attempt().then(() => 'allowed', () => 'refused');
    return {
      opened: window.open('https://example.org') === null,
      fetched: await refused(() => fetch('https://example.org')),
      permission: (await navigator.permissions.query({ name: 'geolocation' })).state,
      node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
    };
  });
  expect(answers).toEqual({ opened: true, fetched: 'refused', permission: 'denied', node: ['undefined', 'undefined'] });
  await page.evaluate(() => window.location.assign('https://example.org/?next=app://daoban'));
  await page.waitForTimeout(300);
  expect(page.url()).toMatch(/^app:\/\/daoban\/index\.html/);
  expect(app.windows()).toHaveLength(1);
  const renderer = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  expect(readFileSync(`/proc/${renderer}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
});

test('the bridge passes on no operation that only the shell may ask for, and none without signing in', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await expect(page.getByText('您是哪一位')).toBeVisible();
  const codeOf = async (name: string, input: unknown): Promise<string> => {
    const answer = await page.evaluate(([operation, given]) => {
      const bridge: { call(name: unknown, input: unknown): Promise<{ ok: boolean; error?: { code: string } }> } = Reflect.get(window, 'daoban');
      return bridge.call(operation, given);
    }, [name, input]);
    return answer.ok ? 'ok' : (answer.error?.code ?? '');
  };
  expect(await codeOf('station.init', { name: 'x', site: 'y' })).toBe('role-not-allowed');
  expect(await codeOf('hall.queue', {})).toBe('not-signed-in');
  expect(await codeOf('export.volume', { from: '2026-01-01', to: '2026-01-02', by: [], format: 'csv', file: '/tmp/x.csv' })).toBe('role-not-allowed');
  expect(await codeOf('no.such.operation', {})).toBe('operation-unknown');
  expect(await codeOf('session.signIn', { number: '01', pin: '000000' })).toBe('sign-in-failed');
  expect(await codeOf('session.signIn', { number: '01', pin: '246810' })).toBe('ok');
  expect(await codeOf('catalogue.import', {})).toBe('role-not-allowed');
});
