/** The work report at the manager's desk: chosen, read, printed, saved; in the window, in the file and from the command line the same. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { countText } from '../../shared/statistics/report-text.ts';
import { readPdf } from '../unit/export/read-pdf.ts';
import { readWorkbook } from '../unit/export/read-xlsx.ts';
import { signIn } from './desk.ts';
import { expect, makeFolder, test, type Daoban } from './launch.ts';

const root = path.join(import.meta.dirname, '../..');
const Played = z.object({ from: z.string(), to: z.string(), transactions: z.number(), visits: z.number() });
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
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
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

test('选一段，读报告，打印，存成 PDF 和 Excel，数字处处一样', async ({ launchDaoban }) => {
  const data = folderOf('daoban-report-');
  const demo = spawnSync(process.execPath, [path.join(root, 'scripts/daoban.mjs'), 'demo', '--days', '6', '--per-day', '25', '--seed', '7', '--data', data], { encoding: 'utf8' });
  expect(demo.status).toBe(0);
  const played = Played.parse(JSON.parse(demo.stdout));
  const { app, page } = await launchDaoban({ data });
  await signIn(page, '03');
  await page.getByRole('tab', { name: '报告' }).click();
  const report = page.getByRole('region', { name: '报告正文' });

  await page.getByRole('button', { name: '任选几天' }).click();
  for (const [label, day] of [['从哪一天', played.from], ['到哪一天', played.to]] as const) {
    const box = page.getByRole('textbox', { name: label });
    await box.fill(day);
    await box.press('Enter');
  }
  await expect(report).toContainText(`本站共接待来访群众${countText(played.visits)}人次，办理各类事项${countText(played.transactions)}件`);
  await expectAccessible(page);
  await picture(page, 'report-zh');

  const folder = folderOf('daoban-report-files-');
  const [pdf, xlsx] = [path.join(folder, '报告.pdf'), path.join(folder, '报告.xlsx')];
  await saveTo(app, pdf);
  await report.getByRole('button', { name: 'PDF' }).click();
  await expect(report).toContainText(`报告已存到 ${pdf}`, { timeout: 60_000 });
  const { pages } = await readPdf(readFileSync(pdf));
  expect(pages.flatMap(({ texts }) => texts.map(({ text }) => text)).join('').replaceAll(' ', '')).toContain(`办理各类事项${countText(played.transactions)}件`);
  expect(pages.at(-1)?.lines.at(-1)).toEqual([`第 ${pages.length} 页 共 ${pages.length} 页`]);
  await saveTo(app, xlsx);
  await report.getByRole('button', { name: 'Excel' }).click();
  await expect(report).toContainText(`报告已存到 ${xlsx}`, { timeout: 60_000 });
  expect(readWorkbook(readFileSync(xlsx)).sheets[0]?.rows[2]?.[1]?.value).toBe(played.transactions);

  await report.getByRole('button', { name: '打印' }).click();
  const preview = page.getByRole('dialog', { name: '工作情况报告预览' });
  await expect(preview.getByRole('heading', { name: '九、数据核对' })).toBeAttached();
  await expectAccessible(page);
  const printed = path.join(folder, '打印.pdf');
  await saveTo(app, printed);
  await preview.getByRole('button', { name: '存为 PDF' }).click();
  await expect(preview).toContainText(`已存到 ${printed}`, { timeout: 60_000 });
  if (pictures !== undefined) spawnSync('cp', [pdf, printed, xlsx, pictures]);
  await preview.getByRole('button', { name: '关闭' }).last().click();

  await page.getByRole('button', { name: '年', exact: true }).click();
  await expect(report.getByRole('heading', { level: 2 })).toContainText('年度政务服务工作情况报告');
  await page.getByRole('button', { name: '前一期' }).click();
  await page.getByRole('button', { name: '前一期' }).click();
  await expect(report).toContainText('本站没有来访，也没有办件。');
  await picture(page, 'report-empty');

  await page.getByRole('button', { name: '后一期' }).click();
  await page.getByRole('button', { name: '后一期' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1920, 1080));
  await expect(page.getByRole('region', { name: 'The report' })).toContainText('this station received');
  await expectAccessible(page);
  await picture(page, 'report-en');
});
