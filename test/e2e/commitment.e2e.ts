/** A promise at the window (告知承诺), in a real window: asked, told, freely chosen, signed, and in the ledger as such. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { bar, callAndStart, daoban, ledgerRow, numberOf, receipt, receive, signIn, signOnPad, signOut, Verified, visitor } from './desk.ts';
import { expect, test } from './launch.ts';

const matter = 'une-funeral';
const material = '亲属关系';

async function fillApplicant(page: Page): Promise<void> {
  await page.getByLabel('姓名', { exact: true }).fill(visitor.name);
  await page.getByLabel('证件号码').fill(visitor.paper);
}

const dialog = (page: Page) => page.getByRole('dialog', { name: `告知承诺：${material}` });
const choose = (page: Page) => ledgerRow(page, material).getByRole('button', { name: '已承诺' }).click();

async function noSeriousBarrier(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('群众愿意承诺：问一句、看告知、自己选、签名，办结后台账记作承诺，日志对得上', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '02', 3);
  await callAndStart(page, await receive(page, [matter]));
  await fillApplicant(page);
  await choose(page);
  await expect(dialog(page)).toContainText('申请人本人在场。');
  await dialog(page).getByRole('button', { name: '没有' }).click();
  await expect(dialog(page)).toContainText('承诺不承诺，由申请人自己选');
  await noSeriousBarrier(page);
  // Told is not promised: the row is open until somebody has signed.
  await expect(ledgerRow(page, material)).toHaveAttribute('data-state', 'open');
  await dialog(page).getByRole('button', { name: '愿意承诺' }).click();
  await expect(dialog(page).getByRole('button', { name: '签好了' })).toBeDisabled();
  await signOnPad(page);
  await noSeriousBarrier(page);
  await dialog(page).getByRole('button', { name: '签好了' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(ledgerRow(page, material)).toHaveAttribute('data-state', 'done');

  for (const [name, action] of [['居民身份证', '已收'], ['死亡信息', '已核对'], ['本人银行账户（社保卡金融账户）', '已收']] as const) {
    await ledgerRow(page, name).getByRole('button', { name: action, exact: true }).click();
  }
  await expect(bar(page)).toContainText('都齐了');
  await page.keyboard.press('F9');
  await expect(receipt(page)).toBeVisible();
  const number = await numberOf(page);
  await receipt(page).getByRole('button', { name: '关闭' }).last().click();

  // Printed again as it was signed, by whoever says what for.
  await signOut(page);
  await signIn(page, '03');
  await page.getByRole('tab', { name: '待跟进' }).click();
  await page.getByRole('button', { name: '承诺书…' }).click();
  const commitments = page.getByRole('dialog', { name: '承诺书', exact: true });
  await expect(commitments.getByRole('row', { name: new RegExp(material) })).toContainText('手写屏签名');
  await noSeriousBarrier(page);
  await commitments.getByRole('button', { name: /^再打印/ }).click();
  const purpose = page.getByRole('dialog', { name: /^再打印/ });
  await purpose.getByRole('button', { name: '再打印' }).click();
  await expect(purpose).toContainText('请写明原因，至少两个字');
  await purpose.getByLabel('用途').fill('归档补打');
  await purpose.getByRole('button', { name: '再打印' }).click();
  const paper = page.locator('.paper-preview');
  await expect(paper.getByRole('img', { name: '承诺人的签名' })).toBeVisible();
  await expect(paper).toContainText('证明事项告知承诺书（副本）');
  await noSeriousBarrier(page);
  await close();

  expect(daoban('journal.read', data, 'manager', { type: 'commitment.revealed' })).toMatchObject({ entries: [{ type: 'commitment.revealed' }] });
  expect(daoban('ledger.read', data, 'manager', { transaction: number })).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ material, fate: 'promised' })]) });
  expect(daoban('commitment.list', data, 'manager', { state: 'promised' })).toMatchObject({ commitments: [{ number, material, signature: 'drawn' }] });
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true, faults: [] });
});

test('有严重失信的不能承诺，群众自己不愿承诺的按普通材料办：材料都还没有办妥，选择有记录', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '02', 3);
  await callAndStart(page, await receive(page, [matter]));
  await fillApplicant(page);
  await choose(page);
  await dialog(page).getByRole('button', { name: '有', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('有严重失信且没有修复的，不能用告知承诺。');
  await dialog(page).getByRole('button', { name: '知道了' }).click();
  await expect(ledgerRow(page, material)).toHaveAttribute('data-state', 'open');

  await choose(page);
  await dialog(page).getByRole('button', { name: '没有' }).click();
  await dialog(page).getByRole('button', { name: '不承诺，按普通材料办' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(ledgerRow(page, material)).toHaveAttribute('data-state', 'open');
  await close();
  expect(daoban('commitment.list', data, 'manager', {})).toMatchObject({ commitments: [{ state: 'ordinary-way', signature: null }] });
});

test('代办的先问是不是监护人：不是的说明还能怎么办，是的在纸上签；换了申请人，原来的签名不算', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '02', 3);
  await callAndStart(page, await receive(page, [matter], false));
  await page.getByLabel('姓名', { exact: true }).first().fill(visitor.name);
  await page.getByLabel('证件号码').first().fill(visitor.paper);
  await choose(page);
  await expect(dialog(page)).toContainText('代办人是不是申请人的监护人？');
  await dialog(page).getByRole('button', { name: '不是', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('本人');
  await expect(dialog(page)).toContainText('您把这份材料交来。');
  await noSeriousBarrier(page);
  await dialog(page).getByRole('button', { name: '知道了' }).click();
  await expect(ledgerRow(page, material)).toHaveAttribute('data-state', 'open');

  await choose(page);
  await dialog(page).getByRole('button', { name: '是监护人' }).click();
  await dialog(page).getByRole('button', { name: '没有' }).click();
  await dialog(page).getByRole('button', { name: '愿意承诺' }).click();
  await dialog(page).getByRole('radio', { name: '签在纸上' }).check();
  await dialog(page).getByRole('button', { name: '签好了' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('checkbox', { name: '代办人是申请人的监护人' })).toBeChecked();
  await expect(ledgerRow(page, material)).toHaveAttribute('data-state', 'done');
  await expect(bar(page)).not.toContainText('承诺还没有签');
  await page.getByLabel('证件号码').first().fill('11010519491231002X');
  await expect(bar(page)).toContainText(`承诺还没有签：${material}`);
  await close();
  expect(daoban('commitment.list', data, 'manager', {})).toMatchObject({ commitments: [{ state: 'promised', signature: 'paper' }] });
});
