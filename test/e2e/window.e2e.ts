/** The clerk's day at a window, in a real window: from the guide's ticket to the journal on disk. */
import { AxeBuilder } from '@axe-core/playwright';
import { bar, callAndStart, daoban, fillByKeyboard, ledgerRow, numberOf, receipt, receive, result, signIn, signOut, Verified, visitor } from './desk.ts';
import { expect, test } from './launch.ts';

test('一位群众的一天：导办出票，窗口叫号、填写、收材料、受理，回执打出，日志对得上', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '01');
  await page.getByRole('combobox').first().fill('正常退休');
  await page.getByRole('option', { name: /职工正常退休/ }).click();
  await page.getByRole('radio', { name: '没带' }).check();
  await page.getByRole('radio', { name: '60 以上' }).check();
  await page.getByRole('button', { name: /出票/ }).click();
  await expect(page.locator('.guide-issued-number')).toContainText('A001');
  await signOut(page);

  await signIn(page, '02', 3);
  await expect(page.getByText('有 1 位在等')).toBeVisible();
  await page.getByRole('button', { name: /叫号/ }).first().click();
  await expect(page.getByRole('heading', { name: 'A001' })).toBeVisible();
  await expect(page.getByText('个人 · 60 岁以上 · 没带手机')).toBeVisible();
  await page.getByRole('button', { name: /开始办理/ }).click();
  await expect(bar(page)).toContainText('还没填：姓名、证件号码');

  await page.getByLabel('姓名', { exact: true }).fill(visitor.name);
  await page.getByLabel('证件号码').fill(`${visitor.paper.slice(0, 17)}1`);
  await expect(page.getByText('末位对不上，有一位输错了')).toBeVisible();
  await page.getByLabel('证件号码').fill(visitor.paper);
  await expect(page.getByText('1980-01-01 生，男')).toBeVisible();
  await expect(page.getByText('承诺期限 10 个工作日')).toBeVisible();
  for (const [name, action] of [['居民身份证', '已收'], ['退休申请表', '已收'], ['人事档案审核', '已核验'], ['社会保险参保缴费记录', '已核对'], ['本人银行账户（社保卡金融账户）', '已收']] as const) {
    await ledgerRow(page, name).getByRole('button', { name: action, exact: true }).click();
  }
  await expect(bar(page)).toHaveText('都齐了，可以受理。');
  await page.getByRole('button', { name: '受理', exact: true }).click();

  // Nobody has connected a printer to this machine: the paper is shown, after the commit.
  await expect(receipt(page).getByText('职工正常退休（职）申请')).toBeVisible();
  await receipt(page).getByRole('button', { name: '关闭' }).last().click();
  await expect(result(page)).toContainText('A001 已受理');
  const number = await numberOf(page);
  await close();

  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true, faults: [] });
  const read = daoban('transaction.read', data, 'manager', { number });
  expect(read).toMatchObject({ transaction: { ticket: 'A001', window: 3, clerk: '02', matter: 'si-retire', outcome: 'accepted', applicantMasked: { name: '李*' } } });
  expect(JSON.stringify(read)).not.toContain(visitor.paper);
});

test('登录以后只用键盘，也能从叫号办到办结', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '01');
  await expect(page.getByRole('combobox').first()).toBeFocused();
  await page.keyboard.insertText('特殊工种');
  await expect(page.getByRole('option', { name: /特殊工种提前退休/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /出票/ })).toBeEnabled();
  await page.keyboard.press('F9');
  await expect(page.locator('.guide-issued-number')).toContainText('A001');
  await signOut(page);

  await signIn(page, '02', 3);
  await expect(page.getByText('有 1 位在等')).toBeVisible();
  await callAndStart(page, 'A001');
  await fillByKeyboard(page, 4);
  await expect(bar(page)).toHaveText('都齐了，可以受理。');
  await page.keyboard.press('F9');
  await expect(receipt(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(result(page)).toContainText('A001 已受理');
  const number = await numberOf(page);
  await page.keyboard.press('F2');
  await expect(page.getByText('现在没有人在等。', { exact: true })).toBeVisible();
  await close();
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {})).ok).toBe(true);
  expect(daoban('transaction.read', data, 'manager', { number })).toMatchObject({ transaction: { matter: 'si-early-special' } });
});

test('已取消的材料没有任何可按的，按键也收不进来', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await signIn(page, '02', 3);
  await callAndStart(page, await receive(page, ['si-person-cert']));
  const row = ledgerRow(page, '身份证复印件');
  await expect(row).toContainText('已取消，不收');
  await expect(row.locator('button, input, select, a, [role="button"]')).toHaveCount(0);
  await row.focus();
  for (const key of ['1', '2', '3', '0', '+', 'Enter', ' ']) await page.keyboard.press(key);
  await expect(row).toHaveAttribute('data-state', 'dropped');
  await expect(row.locator('button, input')).toHaveCount(0);
});

test('回执一出来就断电（kill -9），再开机这一笔还在，日志核对无误', async ({ launchDaoban }) => {
  const first = await launchDaoban();
  await signIn(first.page, '02', 3);
  const ticket = await receive(first.page, ['card-activate']);
  await callAndStart(first.page, ticket);
  await fillByKeyboard(first.page, 1);
  await first.page.keyboard.press('F9');
  await expect(receipt(first.page)).toBeVisible();
  const number = await numberOf(first.page);
  await first.kill();

  const again = await launchDaoban({ data: first.data });
  await signIn(again.page, '02', 3);
  await again.page.keyboard.press('F10');
  await expect(again.page.getByRole('dialog')).toContainText(number);
  await again.close();
  expect(Verified.parse(daoban('journal.verify', first.data, 'manager', {}))).toMatchObject({ ok: true, faults: [] });
});

test('缺材料就退件并出一次性告知书；暂存后接着办，填的都在；改办事项记到原来那一件上', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  const { keyboard } = page;
  await signIn(page, '02', 3);
  await callAndStart(page, await receive(page, ['card-pin', 'card-activate']));
  await keyboard.insertText(visitor.name);
  await keyboard.press('F8');
  await expect(page.getByText('A001 已暂存')).toBeVisible();
  await page.locator('button[data-ticket="A001"]').click();
  await expect(page.getByLabel('姓名', { exact: true })).toHaveValue(visitor.name);
  await page.getByLabel('证件号码').fill(visitor.paper);
  await ledgerRow(page, '居民身份证').focus();
  await keyboard.press('1');
  await keyboard.press('2');
  await expect(page.getByRole('button', { name: '退件，一次性告知' })).toBeVisible();
  await keyboard.press('F9');
  await expect(receipt(page)).toBeVisible();
  await keyboard.press('Escape');
  const notice = page.getByRole('dialog', { name: '一次性告知书预览' });
  await expect(notice.getByRole('cell', { name: '社会保障卡', exact: true })).toBeVisible();
  await keyboard.press('Escape');
  await expect(result(page)).toContainText('A001 已退件');

  // The visit's next matter knows who is there; the guide's choice is contested with one key.
  await keyboard.press('F5');
  await expect(page.getByLabel('姓名', { exact: true })).toHaveValue(visitor.name);
  await expect(ledgerRow(page, '居民身份证')).toBeFocused();
  await keyboard.press('F11');
  await expect(page.getByRole('combobox', { name: '查找事项' })).toBeFocused();
  await keyboard.type('card-info');
  await expect(page.getByRole('option', { name: /社会保障卡信息变更/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(page.locator('.window-matter[data-active="true"]')).toContainText('社会保障卡信息变更');
  await expect(page.getByLabel('证件号码')).toHaveValue(visitor.paper);
  await expect(ledgerRow(page, '居民身份证')).toBeFocused();
  await keyboard.press('1');
  await keyboard.press('1');
  await keyboard.press('F9');
  await expect(receipt(page)).toBeVisible();
  await keyboard.press('Escape');
  await expect(result(page)).toContainText('A001 已办结');
  await expect(page.getByText('现在没有人在等').or(page.getByText('叫下一位'))).toBeVisible();
});

test('窗口各个画面，axe 查不出严重问题', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  const { keyboard } = page;
  const check = async (): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  };
  await signIn(page, '02', 3);
  await check();
  await receive(page, ['si-retire', 'card-apply'], false);
  await receive(page, ['tal-grad']);
  await keyboard.press('F2');
  await expect(page.getByText('A001 已叫号')).toBeVisible();
  await check();
  await keyboard.press('F5');
  await expect(page.getByLabel('姓名', { exact: true }).first()).toBeFocused();
  // Every fault under its field, and one material of each kind of mark.
  await keyboard.press('F9');
  await keyboard.press('Control+3');
  for (const key of ['1', '2', '2']) await keyboard.press(key);
  await keyboard.press('0');
  await check();
  for (const key of ['F1', 'F6', 'F7', 'F10', 'F11', 'F12', 'Shift+F4']) {
    await keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await check();
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});
