/** A manager brings the previous system's table in: its columns are proposed, a try tells every fault, nothing comes in until it is right, and the second time brings nothing twice. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { daoban, expectAccessible, signIn, Verified } from './desk.ts';
import { expect, test } from './launch.ts';

const Imports = z.object({ imports: z.array(z.object({ transactions: z.number(), expected: z.number(), mapping: z.string().nullable() })) });

const sample = readFileSync(path.join(import.meta.dirname, '../../resources/sample/history.csv'), 'utf8').replaceAll('\r\n', '\n').replace('\n', ',申请人手机\n');
const transactions = new Set(sample.split('\n').slice(1).filter((line) => line !== '').map((line) => line.split(',')[0])).size;

test('负责人导入旧系统的表：列名自动对上，有错列全一件不进，词对照好了再导，重导不重复', async ({ launchDaoban }) => {
  const { app, page, data, close } = await launchDaoban();
  await signIn(page, '03');
  await page.getByRole('tab', { name: '导入历史' }).click();
  await expect(page.getByText('还没有导入过。')).toBeVisible();
  await expectAccessible(page, 'no history');

  const file = path.join(data, 'old-system.csv');
  const write = (text: string): void => {
    writeFileSync(file, text);
    chmodSync(file, 0o644);
  };
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  write(sample.replaceAll('2025/03/04', '2025/13/04'));
  await page.getByRole('button', { name: '选择表格…' }).click();
  await expect(page.getByText('已选 old-system.csv，第 1 行有 11 个列名。')).toBeVisible();
  const mapping = page.getByRole('region', { name: '列对照' });
  await expect(mapping).toContainText('业务流水号');
  await expect(mapping).toContainText('办理情况');

  await mapping.getByRole('button', { name: '试读，不导入' }).click();
  const answer = page.getByRole('region', { name: '试读结果' });
  await expect(answer.getByRole('alert')).toContainText('一件也不导入');
  await expect(answer.getByRole('row', { name: /办理日期 不是 1990 年以来的日期/ }).first()).toBeVisible();
  await expect(answer.getByRole('button', { name: /^导入 / })).toBeDisabled();
  await expectAccessible(page, 'faults of history');

  write(sample);
  const word = answer.getByLabel('“窗口即办”算作');
  await word.click();
  await page.locator('.ant-select-item-option').filter({ hasText: '办结' }).click();
  await answer.getByRole('button', { name: '采用，再试读' }).click();
  await expect(answer).toContainText(`${transactions} 件可以导入，0 件有错`);
  await expect(mapping).toContainText('窗口即办 算作 办结');
  await expectAccessible(page, 'history to import');

  await mapping.getByLabel('存成对照，名为').fill('旧大厅系统');
  await mapping.getByRole('button', { name: '存下对照' }).click();
  await expect(mapping).toContainText('已存为“旧大厅系统”。');
  // A look elsewhere loses nothing.
  await page.getByRole('tab', { name: '目录' }).click();
  await page.getByRole('tab', { name: '导入历史' }).click();
  await answer.getByRole('button', { name: `导入 ${transactions} 件` }).click();
  await expect(page.getByText(`已导入 ${transactions} 件。`)).toBeVisible();
  await expect(page.getByRole('region', { name: '导入过的' }).getByRole('row', { name: /旧大厅系统/ })).toContainText(`${transactions} 件`);

  await page.getByRole('button', { name: '换一个表格…' }).click();
  await expect(mapping).toContainText('窗口即办 算作 办结');
  await mapping.getByRole('button', { name: '试读，不导入' }).click();
  await expect(answer).toContainText(`${transactions} 件先前已导入，内容相同，不会重复。`);
  await expect(answer).toContainText('没有新的可以导入。');

  // What is no table is said in words.
  write('\u0000\u0001\u0002');
  await page.getByRole('button', { name: '换一个表格…' }).click();
  await expect(page.getByRole('alert')).toContainText('不是 xlsx 或 CSV 表格');
  await close();
  expect(Imports.parse(daoban('history.imports', data, 'manager', {})).imports).toEqual([{ transactions, expected: transactions, mapping: '旧大厅系统' }]);
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true });
});
