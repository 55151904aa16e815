/** A double-random check at the manager's desk, from the announced seed to the report on paper. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readWorkbook } from '../unit/export/read-xlsx.ts';
import { expect, makeFolder, test, type Daoban } from './launch.ts';

const root = path.join(import.meta.dirname, '../..');
const folders: string[] = [];
/** Where pictures for a reviewer go; nowhere unless asked for. */
const pictures = process.env['DAOBAN_PICTURES'];

test.afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folderOf(name: string): string {
  const folder = makeFolder(name);
  folders.push(folder);
  return folder;
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** Answers the question of the system where to save, which no test can. */
const saveTo = (app: Daoban['app'], file: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);

test('公布、抽签、记下问题、记下已整改，报告打印成 PDF，也存成 Excel', async ({ launchDaoban }) => {
  const data = folderOf('daoban-draw-');
  const played = spawnSync(process.execPath, [path.join(root, 'scripts/daoban.mjs'), 'demo', '--days', '3', '--per-day', '20', '--seed', '7', '--data', data], { encoding: 'utf8' });
  expect(played.status).toBe(0);
  const { app, page } = await launchDaoban({ data });
  await page.getByLabel('工号', { exact: true }).fill('03');
  await page.getByLabel('口令', { exact: true }).fill('246810');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: '回头看' }).click();
  const box = page.getByRole('textbox', { name: '从哪一天' });
  await box.fill('2020-01-01');
  await box.press('Enter');
  await page.getByRole('checkbox', { name: /03/ }).check();
  await page.getByRole('checkbox', { name: /04/ }).check();
  await page.getByRole('spinbutton').last().fill('4');
  await page.getByRole('button', { name: '公布抽查' }).click();
  await page.getByRole('button', { name: '公布种子，抽签' }).click();
  const drawn = page.getByRole('table', { name: '抽出的办件' });
  await expect(drawn.locator('tbody tr')).toHaveCount(4);
  for (const [row, result] of [[0, '有问题'], [1, '有问题'], [2, '无问题']] as const) {
    await drawn.locator('tbody tr').nth(row).getByRole('button', { name: /^记结果/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: result }).check();
    await dialog.getByRole('textbox').first().fill(row === 2 ? '材料齐，手续全' : '回执没有签收');
    await dialog.getByRole('button', { name: '记下结果' }).click();
    await expect(dialog).toBeHidden();
  }
  await drawn.getByRole('button', { name: /^已整改/ }).first().click();
  const rectifying = page.getByRole('dialog');
  await expectAccessible(page);
  await rectifying.getByRole('textbox').fill('已补签收');
  await rectifying.getByRole('button', { name: '记下已整改' }).click();
  await expect(drawn.locator('tbody tr').first()).toContainText('已整改');
  await expect(drawn.getByRole('button', { name: /^已整改/ })).toHaveCount(1);
  await expectAccessible(page);
  await picture(page, 'look-back');

  const folder = folderOf('daoban-report-');
  const xlsx = path.join(folder, '抽查.xlsx');
  await saveTo(app, xlsx);
  const papers = page.locator('.look-back-papers');
  await papers.getByRole('button', { name: 'Excel' }).click();
  await expect(papers).toContainText(`报告已存为 ${xlsx}`);
  const { sheets } = readWorkbook(readFileSync(xlsx));
  expect(sheets[0]?.rows).toHaveLength(5);
  expect(readFileSync(xlsx).includes('回执没有签收')).toBe(false);

  await papers.getByRole('button', { name: '打印报告' }).click();
  const preview = page.getByRole('dialog', { name: '双随机抽查报告预览' });
  await expect(preview.getByText('检查：回执没有签收').first()).toBeVisible();
  await expect(preview.getByText('整改：已补签收')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'report');
  const pdf = path.join(folder, '抽查.pdf');
  await saveTo(app, pdf);
  await preview.getByRole('button', { name: '存为 PDF' }).click();
  await expect(preview).toContainText(`已存到 ${pdf}`, { timeout: 30_000 });
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  if (pictures !== undefined) spawnSync('cp', [pdf, pictures]);
});
