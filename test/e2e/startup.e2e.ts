/** Bad starts and the walls around the page, in a real window. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
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

function daobanDemo(data: string): void {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts/daoban.mjs'), 'demo', '--data', data, '--days', '1', '--per-day', '5', '--seed', '3'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** Pictures for a person to look at, where DAOBAN_SHOTS names a folder: both sizes. */
async function shot(page: Page, name: string, about?: Locator): Promise<void> {
  const folder = process.env['DAOBAN_SHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const [width, height] of [[1366, 768], [1920, 1080]] as const) {
    await page.setViewportSize({ width, height });
    if (about !== undefined) await about.scrollIntoViewIfNeeded();
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`) });
  }
}

async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByLabel('口令', { exact: true }).fill('246810');
  await page.getByLabel('口令', { exact: true }).press('Enter');
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

test('a broken station: looked at, restored from the newest backup, reopened by a manager, and work goes on under a new letter', async ({ launchDaoban }) => {
  const data = mkdtempSync(path.join(tmpdir(), 'daoban-startup-'));
  const backups = mkdtempSync(path.join(tmpdir(), 'daoban-backups-'));
  chmodSync(backups, 0o777);
  daobanDemo(data);
  daoban(data, 'backup.configure', { folder: backups, keep: 3, daily: true });
  daoban(data, 'backup.create', {});
  for (const file of readdirSync(backups)) chmodSync(path.join(backups, file), 0o644);
  writeFileSync(databaseOf(data), readFileSync(databaseOf(data)).fill(7, 8192, 90_000));
  const { page } = await launchDaoban({ data });
  await expect(page.getByRole('heading', { name: '从备份恢复' })).toBeVisible();
  await expect(page.getByText('最近的备份')).toBeVisible();
  await shot(page, 'broken');
  await page.getByRole('button', { name: '从头开始…' }).click();
  await expect(page.getByText('第一次确认')).toBeVisible();
  await page.getByLabel('原因').fill('没有备份');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByText('第二次确认')).toBeVisible();
  await expect(page.getByText(/说不清还有没有没上传的|只在这台机器上/)).toBeVisible();
  await shot(page, 'start-anew');
  await page.getByRole('dialog').filter({ hasText: '第二次确认' }).getByRole('button', { name: /取\s*消/ }).click();
  await page.getByRole('button', { name: '恢复这个备份' }).click();
  await expect(page.getByText('没有发现缺少的记录')).toBeVisible();
  await shot(page, 'restored');
  await page.getByRole('button', { name: '打开站点' }).click();
  await expect(page.getByText('这里的数据是从备份恢复的')).toBeVisible();
  await signInAs(page, '吴主任');
  await page.getByRole('button', { name: '接着办…' }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('硬盘坏了，从备份恢复');
  await shot(page, 'reopen');
  await page.getByRole('dialog').getByRole('button', { name: /接\s*着\s*办/ }).click();
  await expect(page.getByText('这里的数据是从备份恢复的')).toBeHidden();
  await page.getByRole('tab', { name: '人员与大厅' }).click();
  await shot(page, 'backup', page.getByRole('button', { name: '现在备份' }));
  const status = await page.evaluate(() => window.daoban.call('station.status', {}));
  expect(status).toMatchObject({ ok: true, value: { doubt: null, incarnation: 1 } });
  await page.getByRole('button', { name: 'English' }).click();
  await shot(page, 'backup-en', page.getByRole('button', { name: 'Back up now' }));
});

test('a copied station can be looked at, and says why it takes no work', async ({ launchDaoban }) => {
  const original = mkdtempSync(path.join(tmpdir(), 'daoban-startup-'));
  daobanDemo(original);
  const data = mkdtempSync(path.join(tmpdir(), 'daoban-copy-'));
  cpSync(original, data, { recursive: true });
  const { page } = await launchDaoban({ data });
  await expect(page.getByText('这里的数据是从别处复制来的')).toBeVisible();
  await expect(page.getByText('请负责人登录后接着办')).toBeVisible();
});

test('a folder that cannot be written to is said, with a window and not with silence', async ({ launchDaoban }) => {
  const data = foundedStation();
  const { page } = await launchDaoban({ data, readOnly: true });
  await expect(page.getByRole('heading', { name: '数据文件夹不能写入' })).toBeVisible();
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
