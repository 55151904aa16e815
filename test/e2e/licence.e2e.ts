/** A licence by commitment with two accounts, in a real window: the clerk tells, has it signed and checks; another one reviews; then it is decided. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signOnPad } from './desk.ts';
import { expect, test } from './launch.ts';

const root = path.join(import.meta.dirname, '../..');
const pin = '246810';
/** The published example of GB 32100-2015. */
const applicant = { name: '试验人力资源有限公司', code: '91350100M000100Y43' };

/** The command line on the same data, once the app has let go of it. */
function daoban(name: string, data: string, input: unknown): unknown {
  const result = spawnSync(process.execPath, ['scripts/daoban.mjs', 'call', name, '--data', data, '--as', 'manager'], { cwd: root, input: JSON.stringify(input), encoding: 'utf8' });
  expect(result.stderr).toBe('');
  return JSON.parse(result.stdout);
}

async function signIn(page: Page, number: string, window?: number): Promise<void> {
  await page.getByLabel('工号', { exact: true }).fill(number);
  await page.getByLabel('口令', { exact: true }).fill(pin);
  if (window !== undefined) await page.getByRole('radio', { name: String(window), exact: true }).check();
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.locator('main.window, main.manager')).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: '退出' }).click();
  await expect(page.getByLabel('工号', { exact: true })).toBeVisible();
}

async function receive(page: Page, matter: string): Promise<void> {
  await page.evaluate(async (code) => {
    const answer = await window.daoban.call('visit.receive', { matters: [code], visitor: { applicant: 'enterprise', phone: 'none', inPerson: true }, lane: 'window', overrideReason: '群众要到窗口' });
    if (!answer.ok) throw new Error(answer.error.code);
  }, matter);
}

const bar = (page: Page) => page.locator('.window-bar-words');

async function noSeriousBarrier(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** Calls the one who waits and opens a case for the enterprise. */
async function openCase(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.getByText('A001 已叫号')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('单位名称')).toBeFocused();
  await page.keyboard.insertText(applicant.name);
  await page.getByLabel('证件号码').fill(applicant.code);
  await expect(bar(page)).toHaveText('可以立案，请申请人读完条件和告知。');
  await page.keyboard.press('F9');
  await expect(bar(page)).toHaveText('还没有签名');
}

async function answerAll(page: Page): Promise<void> {
  const conditions = page.locator('[data-condition]');
  await expect(conditions).toHaveCount(6);
  for (let at = 0; at < 6; at += 1) await conditions.nth(at).getByRole('radio', { name: '符合', exact: true }).check();
}

const material = (page: Page) => page.locator('[data-material="设立申请书"]').getByRole('button', { name: '已收', exact: true });

test('告知承诺办许可：经办人告知、请签、审查，另一人有异议，改好后同意，当场决定，公示文本和统计都在', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '02', 3);
  await receive(page, 'lic-hr-commit');
  await openCase(page);
  await noSeriousBarrier(page);
  await signOnPad(page);
  await page.keyboard.press('F9');
  await expect(bar(page)).toContainText('还有 6 条没答');
  await answerAll(page);
  await expect(bar(page)).toHaveText('还没办的材料：设立申请书');
  await material(page).click();
  await noSeriousBarrier(page);
  await page.keyboard.press('F9');
  await expect(bar(page)).toHaveText('等审核');
  await signOut(page);

  await signIn(page, '03');
  await page.getByRole('tab', { name: '许可' }).click();
  const waiting = page.getByRole('table', { name: '等审核' });
  await waiting.getByRole('button').click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('radio', { name: '有异议' }).check();
  await drawer.getByRole('button', { name: '提交意见' }).click();
  await expect(drawer.getByText('有异议请写明')).toBeVisible();
  await drawer.getByLabel('有什么异议').fill('请核对场所租期');
  await noSeriousBarrier(page);
  await drawer.getByRole('button', { name: '提交意见' }).click();
  await expect(page.getByText('没有等审核的许可。')).toBeVisible();
  await page.keyboard.press('Escape');
  await signOut(page);

  await signIn(page, '02', 3);
  await expect(page.getByRole('alert')).toContainText('请核对场所租期');
  // What was answered is still there, to be corrected and not to be typed again.
  await expect(bar(page)).toHaveText('都答了，可以送审核。');
  await page.keyboard.press('F9');
  await expect(bar(page)).toHaveText('等审核');
  await signOut(page);

  await signIn(page, '03');
  await page.getByRole('tab', { name: '许可' }).click();
  await waiting.getByRole('button').click();
  await drawer.getByRole('button', { name: '提交意见' }).click();
  await expect(page.getByText('没有等审核的许可。')).toBeVisible();
  await page.keyboard.press('Escape');
  await signOut(page);

  await signIn(page, '02', 3);
  await expect(bar(page)).toHaveText('审核已同意，可以当场决定。');
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog', { name: '办件回执预览' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.window-result-what')).toContainText('A001 已办结');
  await signOut(page);

  await signIn(page, '03');
  await page.getByRole('tab', { name: '许可' }).click();
  await expect(page.getByRole('table', { name: '许可办理情况' }).getByRole('row', { name: /人力资源服务许可/ })).toContainText('时限未载明 1 件');
  await page.getByRole('table', { name: '近期许可' }).getByRole('button').click();
  await expect(drawer.locator('pre')).toContainText(`申请人：${applicant.name}\n统一社会信用代码：${applicant.code}`);
  await noSeriousBarrier(page);
  await drawer.getByRole('button', { name: '打印' }).click();
  await expect(page.getByRole('dialog', { name: '公示文本预览' })).toContainText('准予行政许可');
  await close();

  expect(daoban('journal.verify', data, {})).toMatchObject({ ok: true, faults: [] });
  expect(daoban('licence.list', data, {})).toMatchObject({ cases: [{ state: 'granted', check: { number: 2, by: '02' }, review: { by: '03', opinion: 'agree' } }] });
});

test('申请人不愿承诺就走一般程序：已填的不用再填，案件终止后原来那件照样能办', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await signIn(page, '02', 3);
  await receive(page, 'lic-hr-commit');
  await openCase(page);
  await page.getByRole('button', { name: '终止' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '终止' }).click();
  await expect(page.getByText('人力资源服务许可（一般程序）').first()).toBeVisible();
  await expect(page.getByLabel('单位名称')).toHaveValue(applicant.name);
  await expect(page.locator('[data-material="机构章程和管理制度"]')).toBeVisible();
});

test('纸上签名：告知承诺书可以预览、打印，签好记下', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await signIn(page, '02', 3);
  await receive(page, 'lic-hr-commit');
  await openCase(page);
  await page.getByRole('radio', { name: '纸上' }).check();
  await page.getByRole('button', { name: '打印告知承诺书' }).click();
  const paper = page.getByRole('dialog', { name: '告知承诺书预览' });
  await expect(paper).toContainText('五、申请人承诺');
  await paper.getByRole('button', { name: '关闭' }).last().click();
  await page.keyboard.press('F9');
  await expect(bar(page)).toContainText('还有 6 条没答');
});
