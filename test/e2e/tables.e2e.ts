/** A manager hands in last month's tables, asks for names once and says why, and has the station export by itself; a folder that is away is said, and made up for. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { periodAround, spanOfPeriod } from '../../shared/statistics/period.ts';
import { addDays, businessDay } from '../../shared/transaction/china-time.ts';
import { daoban, expectAccessible, signIn, Verified } from './desk.ts';
import { expect, makeFolder, test, type Daoban } from './launch.ts';

const pictures = process.env['DAOBAN_PICTURES'];
const root = path.join(import.meta.dirname, '../..');
const Entries = z.object({ entries: z.array(z.object({ type: z.string() })) });
const lastMonth = periodAround('month', addDays(`${businessDay(Date.now()).slice(0, 7)}-01`, -1));

async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

function run(words: readonly string[], input = ''): void {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts/daoban.mjs'), ...words], { input, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}

/** Answers the questions of the system where to, which no test can. */
const choosing = (app: Daoban['app'], file: string, folder: string): Promise<void> =>
  app.evaluate(({ dialog }, [filePath, chosen]) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen === '', filePaths: chosen === '' ? [] : [chosen] });
  }, [file, folder] as const);

test('报表：上月的表点一下存成文件，带姓名要写理由，定期导出到文件夹，文件夹不在写明原因、接上再补', async ({ launchDaoban }) => {
  const data = makeFolder('daoban-tables-');
  const handedIn = path.join(data, 'handed-in');
  run(['demo', '--days', '3', '--per-day', '20', '--seed', '7', '--from', spanOfPeriod(lastMonth).from, '--data', data]);
  const at = `${addDays(spanOfPeriod(lastMonth).from, 10)}T09:00:00+08:00`;
  run(['call', 'schedule.set', '--data', data, '--as', 'manager', '--at', at], JSON.stringify({ name: '上报 每月', view: 'month-volume', format: 'xlsx', folder: handedIn, every: 'month', day: 1 }));
  rmSync(handedIn, { recursive: true });

  const { app, page, close } = await launchDaoban({ data });
  await page.setViewportSize({ width: 1366, height: 768 });
  await signIn(page, '03');
  await page.getByRole('tab', { name: '报表', exact: true }).click();
  const ready = page.getByRole('region', { name: '报表', exact: true });
  const { from, to } = spanOfPeriod(lastMonth);
  await expect(ready).toContainText(`${from} 至 ${to}`);
  await expect(ready.getByRole('row')).toHaveCount(9);

  const table = path.join(data, 'volumes.csv');
  await choosing(app, '', '');
  await ready.getByRole('button', { name: '月度办件量表：CSV' }).click();
  await expect(ready.getByRole('status')).toHaveText('没有选文件，没有导出。');
  await choosing(app, table, '');
  await ready.getByRole('button', { name: '月度办件量表：CSV' }).click();
  await expect(ready.getByRole('status')).toHaveText(`月度办件量表已存为 ${table}`);
  expect(readFileSync(table, 'utf8').split('\r\n').filter((line) => line.startsWith(lastMonth))).not.toHaveLength(0);

  const list = path.join(data, 'list.xlsx');
  await choosing(app, list, '');
  await ready.getByRole('checkbox', { name: '带姓名和证件号码' }).check();
  await expect(ready.getByRole('button', { name: '办件清单：PDF' })).toHaveCount(0);
  await ready.getByRole('button', { name: '办件清单：Excel' }).click();
  await expect(ready).toContainText('请写明理由，不写不能带姓名');
  expect(existsSync(list)).toBe(false);
  await picture(page, 'named-zh');
  await expectAccessible(page, 'names without a reason');
  await ready.getByLabel('为什么要带姓名和证件号码').fill('审计局调阅');
  await ready.getByRole('button', { name: '办件清单：Excel' }).click();
  await expect(ready.getByRole('status')).toContainText(`办件清单（带姓名和证件号码）已存为 ${list}`);
  await expect(ready.getByRole('checkbox', { name: '带姓名和证件号码' })).not.toBeChecked();

  const schedules = page.getByRole('region', { name: '定期导出' });
  await schedules.getByRole('button', { name: '现在补' }).click();
  await expect(schedules.getByRole('status')).toHaveText('补了 0 份，有 1 项没有导出成，原因写在表里。');
  await expect(schedules.getByRole('row', { name: /上报 每月/ })).toContainText('没有导出成');
  await expect(schedules.getByRole('row', { name: /上报 每月/ })).toContainText('要保存到的文件夹不存在。');
  await expectAccessible(page, 'a folder that is away');
  await picture(page, 'hindered-zh');
  mkdirSync(handedIn);
  chmodSync(handedIn, 0o777);
  await schedules.getByRole('button', { name: '现在补' }).click();
  await expect(schedules.getByRole('status')).toHaveText('补了 1 份。');
  expect(readdirSync(handedIn)).toEqual([`上报 每月 ${lastMonth}.xlsx`]);

  const quarters = path.join(data, 'quarters');
  mkdirSync(quarters);
  chmodSync(quarters, 0o777);
  await choosing(app, '', quarters);
  await schedules.getByRole('button', { name: '新增…' }).click();
  const dialog = page.getByRole('dialog', { name: '新增定期导出' });
  await dialog.getByRole('combobox', { name: '导哪张表' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('证明材料台账', { exact: true }).click();
  await expect(dialog.getByLabel('名称')).toHaveValue('证明材料台账');
  await dialog.getByRole('combobox', { name: '多久一次' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('每季', { exact: true }).click();
  await picture(page, 'dialog-zh');
  await expectAccessible(page, 'setting a schedule');
  await dialog.getByRole('button', { name: '选文件夹并定下…' }).click();
  await expect(schedules.getByRole('status')).toContainText(`“证明材料台账”已定：下一份是`);
  await expect(schedules.getByRole('row', { name: /证明材料台账/ })).toContainText(quarters);
  await picture(page, 'tables-zh');
  await schedules.getByRole('button', { name: '删除“证明材料台账”' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: /删\s*除/ }).click();
  await expect(schedules.getByRole('status')).toHaveText('“证明材料台账”不再导出；已经导出的文件都在。');
  await expect(schedules.getByRole('row', { name: /证明材料台账/ })).toHaveCount(0);

  if (pictures !== undefined) {
    await page.getByRole('button', { name: 'English' }).click();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await picture(page, 'tables-en');
    await page.setViewportSize({ width: 1366, height: 768 });
    await picture(page, 'tables-en-1366');
  }
  await close();
  const asked = Entries.parse(daoban('journal.read', data, 'manager', { type: 'export.names-asked' })).entries;
  expect(asked).toHaveLength(1);
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true });
});
