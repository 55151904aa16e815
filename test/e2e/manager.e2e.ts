/** A manager's morning: the hall, the figures of the days before, what they count, the file for the bureau, the proof. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { contract } from '../../shared/contract/contract.ts';
import { measures, type Measure, type MeasureValues } from '../../shared/statistics/measures.ts';
import { readCsv } from '../unit/export/read-csv.ts';
import { readWorkbook } from '../unit/export/read-xlsx.ts';
import { expect, test, type Daoban } from './launch.ts';

const root = path.join(import.meta.dirname, '../..');
const Volume = contract['statistics.query'].output;
/** What the page shows until something else is chosen. */
const shown = ['transactions', 'completed', 'accepted', 'waitMedian', 'serviceMedian'] as const satisfies readonly Measure[];
const Played = z.object({ from: z.string(), to: z.string(), transactions: z.number() });

/** The command line, as an administrator uses it. */
function daoban(words: readonly string[], input = ''): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts/daoban.mjs'), ...words], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`daoban ${words.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

const folders: string[] = [];

/** A folder that the app, which runs as nobody, may write to. */
function openFolder(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), name));
  chmodSync(folder, 0o777);
  folders.push(folder);
  return folder;
}

test.afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Five days of traffic, and what the command line says of them. */
function playedStation(): { readonly data: string; readonly span: z.infer<typeof Played>; readonly volume: z.infer<typeof Volume> } {
  const data = openFolder('daoban-manager-');
  const span = Played.parse(daoban(['demo', '--days', '5', '--per-day', '30', '--seed', '7', '--data', data]));
  const query = JSON.stringify({ from: span.from, to: span.to, by: ['lane'], measures: shown });
  return { data, span, volume: Volume.parse(daoban(['call', 'statistics.query', '--data', data, '--as', 'manager'], query)) };
}

async function signInAsManager(page: Page): Promise<void> {
  await page.getByLabel('工号', { exact: true }).fill('03');
  await page.getByLabel('口令', { exact: true }).fill('246810');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: '今日大厅' })).toHaveAttribute('aria-selected', 'true');
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  // Electron opens no second page, which the analysis in frames would ask for.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`), where).toEqual([]);
}

async function chooseOption(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

/** Takes away what the table is told apart by, and chooses others, with the keyboard alone. */
async function chooseDimensions(page: Page, names: readonly string[]): Promise<void> {
  const box = page.getByRole('combobox', { name: '按什么分，最多三项' });
  await box.focus();
  for (let times = 0; times < 3; times += 1) await box.press('Backspace');
  for (const name of names) {
    await box.pressSequentially(name);
    await box.press('Enter');
  }
  await box.press('Escape');
}

async function chooseDay(page: Page, label: string, day: string): Promise<void> {
  const box = page.getByRole('textbox', { name: label });
  await box.fill(day);
  await box.press('Enter');
}

/** Milliseconds from the click on a tab until its frame, and then its rows, are painted; told by the page itself. */
const paintOf = (page: Page, tab: string): Promise<{ readonly frame: number; readonly rows: number }> =>
  page.evaluate(async (name) => {
    const painted = (there: () => boolean): Promise<number> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (there()) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
          else requestAnimationFrame(look);
        };
        look();
      });
    const button = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find((one) => one.textContent === name);
    const clicked = performance.now();
    button?.click();
    const frame = await painted(() => document.querySelector('.volume-frame') !== null);
    const rows = await painted(() => document.querySelector('.volume-grid tbody th') !== null);
    return { frame: Math.round(frame - clicked), rows: Math.round(rows - clicked) };
  }, tab);

/** Answers the question of the system where to save, which no test can. */
const saveTo = (app: Daoban['app'], file: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);

const inTable = (totals: MeasureValues): Readonly<Record<string, string>> => Object.fromEntries(shown.map((measure) => [measures[measure].name['zh-CN'], String(totals[measure] ?? '')]));

/** The last line of a table by the words of its head. */
const lastLine = (head: readonly string[], line: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(head.map((title, index) => [title, line[index] ?? ''] as const).filter(([title]) => shown.some((measure) => measures[measure].name['zh-CN'] === title)));

test('a manager sees the same volumes as the command line, opens what they count, and exports them with the same totals', async ({ launchDaoban }) => {
  const { data, span, volume } = playedStation();
  expect(volume.totals.transactions).toBe(span.transactions);
  const { app, page } = await launchDaoban({ data });
  await signInAsManager(page);
  await expect(page.locator('[data-figure=done]')).toContainText('今天办件 0');
  await expectAccessible(page, 'the hall today');

  await page.getByRole('tab', { name: '办件量' }).click();
  await chooseDay(page, '从哪一天', span.from);
  await chooseDay(page, '到哪一天', span.to);
  await chooseDimensions(page, ['通道']);
  const table = page.getByRole('grid', { name: `办件量表，按通道，${span.from} 至 ${span.to}` });
  await expect(table).toBeVisible();

  const { totals } = volume;
  await expect(page.locator('[data-figure=transactions] .manager-figure-value')).toHaveText(String(totals.transactions));
  await expect(page.locator('[data-figure=completed] .manager-figure-value')).toHaveText(String(totals.completed));
  const counts = [totals.transactions, totals.completed, totals.accepted];
  await expect(table.locator('tfoot td').nth(0)).toHaveText(String(counts[0]));
  expect((await table.locator('tfoot td').allTextContents()).slice(0, counts.length)).toEqual(counts.map(String));
  await expect(table.locator('tbody tr')).toHaveCount(volume.rows.length);
  await expect(page.getByRole('img', { name: '办件量，按通道' }).locator('svg')).toBeVisible();
  await expectAccessible(page, 'volumes');

  const folder = openFolder('daoban-export-');
  const csv = path.join(folder, '办件量.csv');
  await saveTo(app, csv);
  await page.getByRole('button', { name: 'CSV' }).click();
  await expect(page.getByText(`已存为 ${csv}，合计与本页一致。`)).toBeVisible();
  const lines = readCsv(readFileSync(csv, 'utf8').replace(/^\uFEFF/, ''));
  expect(lastLine(lines[0] ?? [], lines.at(-1) ?? [])).toEqual(inTable(totals));

  const xlsx = path.join(folder, '办件量.xlsx');
  await saveTo(app, xlsx);
  await page.getByRole('button', { name: 'Excel' }).click();
  await expect(page.getByText(`已存为 ${xlsx}，合计与本页一致。`)).toBeVisible();
  const [sheet] = readWorkbook(readFileSync(xlsx)).sheets;
  const place = (reference: string): string => reference.replace(/\d+$/, '');
  // In a workbook times are real durations, and their titles need no unit.
  const named = (title: string): string => Object.values(measures).map(({ name }) => name['zh-CN']).find((name) => name === `${title}（秒）`) ?? title;
  const head = new Map(sheet?.rows[0]?.map((cell) => [place(cell.reference), named(String(cell.value))]));
  const total = sheet?.rows.at(-1) ?? [];
  // A spreadsheet holds a time as a part of a day.
  const told = (title: string, value: unknown): string => (typeof value === 'number' && title.includes('秒') ? String(Number((value * 86_400).toFixed(6))) : String(value));
  expect(lastLine(total.map((cell) => head.get(place(cell.reference)) ?? ''), total.map((cell) => told(head.get(place(cell.reference)) ?? '', cell.value)))).toEqual(inTable(totals));

  const [first] = volume.rows;
  await table.locator('tbody td').first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText(`从这 ${first?.transactions} 件算出来的`, { exact: true })).toBeVisible();
  await expect(drawer.locator('tbody tr')).toHaveCount(Math.min(100, first?.transactions ?? 0));
  await expectAccessible(page, 'the rows behind a figure');
  await drawer.locator('tbody button').first().click();
  await expect(drawer.getByRole('heading', { name: '留痕序号' })).toBeVisible();
  await expectAccessible(page, 'one transaction');
  const entry = drawer.getByRole('button', { name: /^到留痕里看第/ });
  const seq = /\d+/.exec((await entry.getAttribute('aria-label')) ?? '')?.[0] ?? '';
  await entry.click();
  await expect(page.getByRole('tab', { name: '留痕' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('table', { name: '留痕' }).locator('tbody tr').first()).toContainText(seq);
});

test('a manager explores with the keyboard alone: two measures by two dimensions beside the span before, a cell opened, the view saved and opened again', async ({ launchDaoban }) => {
  const { data, span } = playedStation();
  const { page } = await launchDaoban({ data });
  await signInAsManager(page);
  const { frame, rows } = await paintOf(page, '办件量');
  console.log(`volumes: frame painted ${frame} ms and rows ${rows} ms after the click, over ${span.transactions} transactions`);

  await chooseDay(page, '从哪一天', span.to);
  await chooseDay(page, '到哪一天', span.to);
  const measuresBox = page.getByRole('combobox', { name: '看哪些指标' });
  await measuresBox.focus();
  for (let times = 0; times < 4; times += 1) await measuresBox.press('Backspace');
  await measuresBox.pressSequentially('办件等候中位数');
  await measuresBox.press('Enter');
  await measuresBox.press('Escape');
  await chooseDimensions(page, ['通道', '事项']);
  const comparison = page.getByRole('combobox', { name: '与哪一段比' });
  await comparison.focus();
  await comparison.press('ArrowDown');
  await comparison.press('ArrowDown');
  await comparison.press('Enter');

  const table = page.getByRole('grid', { name: `办件量表，按通道 × 事项，${span.to} 至 ${span.to}` });
  await expect(table.getByRole('columnheader', { name: '对比期' })).toHaveCount(2);
  await expect(table.getByRole('columnheader', { name: '办件等候中位数' })).toBeVisible();
  await expectAccessible(page, 'a comparison');

  await table.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(table.locator('th[aria-sort=descending]')).toHaveText(/本期/);
  await page.keyboard.press('ArrowDown');
  const cell = table.locator('[data-active]');
  const figure = Number(await cell.textContent());
  expect(figure).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText(`从这 ${figure} 件算出来的`, { exact: true })).toBeVisible();
  await expect(drawer.locator('tbody tr')).toHaveCount(figure);
  await drawer.locator('tbody button').first().focus();
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('heading', { name: '留痕序号' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer.getByText(`从这 ${figure} 件算出来的`, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(table).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+End');
  await expect(table.locator('tfoot [data-active]')).toBeVisible();

  await page.getByRole('button', { name: '存为看法…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('起个名字').fill('各通道等候');
  await expectAccessible(page, 'naming a view');
  await page.keyboard.press('Enter');
  await expect(page.getByText('已存为“各通道等候”。')).toBeVisible();
  await page.getByRole('button', { name: '本月' }).focus();
  await page.keyboard.press('Enter');
  await expect(table).toBeHidden();
  await page.getByRole('button', { name: '存下的看法（1）' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '各通道等候', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(table).toBeVisible();
  await expect(table.getByRole('columnheader', { name: '对比期' })).toHaveCount(2);
});

test('a manager proves the journal, and a catalogue with faults changes nothing', async ({ launchDaoban }) => {
  const { data } = playedStation();
  const { page } = await launchDaoban({ data });
  await signInAsManager(page);

  await page.getByRole('tab', { name: '留痕' }).click();
  await page.getByRole('button', { name: '核验' }).click();
  await expect(page.getByText(/^核对了 \d+ 条记录，一条不少，一处没改。$/)).toBeVisible();
  await page.getByRole('button', { name: '重建', exact: true }).click();
  await expectAccessible(page, 'asking before the rebuild');
  await page.getByRole('dialog').getByRole('button', { name: '重建' }).click();
  await expect(page.getByText(/^已按 \d+ 条记录重建，列表与记录一致。$/)).toBeVisible();
  await chooseOption(page, '只看', '导出');
  await expect(page.getByText('没有这一类记录。')).toBeVisible();
  await expectAccessible(page, 'the journal');

  await page.getByRole('tab', { name: '目录' }).click();
  const sample = z.looseObject({ matters: z.array(z.record(z.string(), z.unknown())) }).parse(JSON.parse(readFileSync(path.join(root, 'resources/sample/catalogue.json'), 'utf8')));
  const choose = (name: string, text: string): Promise<void> => page.getByLabel('导入目录').last().setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await choose('broken.json', '{"schema_version": 1,');
  await expect(page.getByText(/“broken.json”.*不是完整的 JSON/)).toBeVisible();
  await choose('faults.json', JSON.stringify({ ...sample, matters: sample.matters.map((matter, index) => (index === 2 ? { ...matter, code: 'No Code', channels: ['fax'] } : matter)) }));
  await expect(page.getByText('“faults.json”有 2 处不对，没有采用。')).toBeVisible();
  await expect(page.getByText('$.matters[2].code')).toBeVisible();
  await expect(page.getByText('$.matters[2].channels[0]')).toBeVisible();
  await expectAccessible(page, 'a catalogue with faults');
  const versions = page.getByRole('table', { name: '目录各版' }).locator('tbody tr');
  await expect(versions).toHaveCount(1);

  await choose('next.json', JSON.stringify({ ...sample, matters: sample.matters.slice(1) }));
  await expect(page.getByText('删去 1 项')).toBeVisible();
  await page.getByRole('button', { name: '采用为第 2 版' }).click();
  await expect(page.getByText(/^已采用为第 2 版，/)).toBeVisible();
  await expect(versions).toHaveCount(2);

  await page.getByRole('tab', { name: '人员与大厅' }).click();
  await expectAccessible(page, 'staff and hall');
  await page.getByRole('button', { name: '添加人员' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('工号').fill('31');
  await dialog.getByLabel('姓名').fill('新窗口');
  await dialog.getByLabel('口令', { exact: true }).fill('135790');
  await dialog.getByLabel('再输一次口令').fill('135791');
  await dialog.getByRole('button', { name: '添加', exact: true }).click();
  await expect(dialog.getByText('两次口令不一样')).toBeVisible();
  await expectAccessible(page, 'a form with an error');
  await dialog.getByLabel('再输一次口令').fill('135790');
  await dialog.getByRole('button', { name: '添加', exact: true }).click();
  await expect(page.getByText('已添加 31 新窗口。')).toBeVisible();
  await expect(page.getByRole('table', { name: '人员' })).toContainText('新窗口');
});
