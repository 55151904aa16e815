/** A batch of persons counts each of them; the visitor's word at the end of a visit, and what becomes of a bad one. */
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { bar, callAndStart, daoban, expectAccessible, ledgerRow, numberOf, receipt, receive, result, signIn, signOut, Verified, visitor } from './desk.ts';
import { expect, test } from './launch.ts';

const company = { name: '演示平安有限公司', code: '91350100M000100Y43' };
const Ratings = z.object({ ratings: z.array(z.object({ ticket: z.string(), word: z.string(), internal: z.boolean(), followUp: z.object({ note: z.string().nullable() }).nullable() })) });
const panel = (page: Page) => page.getByRole('region', { name: '群众评价' });

/** An employer with a ticket for the window. */
async function receiveEmployer(page: Page, matter: string): Promise<string> {
  return page.evaluate(async (code) => {
    const answer = await window.daoban.call('visit.receive', { matters: [code], visitor: { applicant: 'enterprise' as const, phone: 'none' as const, inPerson: true, wants: 'window' as const } });
    if (!answer.ok) throw new Error(answer.error.code);
    return String(answer.value.ticket.number);
  }, matter);
}

/** A visit of one matter with one material, to its end. */
async function serve(page: Page): Promise<void> {
  await callAndStart(page, await receive(page, ['card-activate']));
  await page.keyboard.insertText(visitor.name);
  await page.getByLabel('证件号码').fill(visitor.paper);
  await ledgerRow(page, '居民身份证').focus();
  await page.keyboard.press('1');
  await page.keyboard.press('F9');
  await expect(receipt(page)).toBeVisible();
  await page.keyboard.press('Escape');
}

test('单位一次报二十个人，按二十件计；人数填错了，字段下面说明白', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '02', 3);
  const ticket = await receiveEmployer(page, 'si-employee-enroll');
  await page.keyboard.press('F2');
  await expect(page.getByText(`${ticket} 已叫号`)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByLabel('单位名称').fill(company.name);
  await page.getByLabel('证件号码').fill(company.code);
  const persons = page.getByRole('textbox', { name: '人数' });
  await expect(persons).toHaveValue('1');
  await persons.fill('0');
  await persons.blur();
  await expect(page.getByText('人数填 1 到 9999 的整数')).toBeVisible();
  await expect(bar(page)).toContainText('写法不对：人数');
  await persons.fill('');
  await expect(bar(page)).toContainText('还没填：人数');
  await persons.fill('20人');
  await expect(persons).toHaveValue('20');
  await expectAccessible(page, 'the form with persons');
  const rows = page.locator('[data-material][data-state="open"]');
  for (let left = await rows.count(); left > 0; left -= 1) {
    await rows.first().focus();
    await page.keyboard.press('1');
    await expect(rows).toHaveCount(left - 1);
  }
  await page.keyboard.press('F9');
  await expect(receipt(page).getByText('20 人')).toBeVisible();
  await page.keyboard.press('Escape');
  const number = await numberOf(page);
  await close();
  expect(daoban('transaction.read', data, 'manager', { number })).toMatchObject({ transaction: { units: 20 } });
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true, faults: [] });
});

test('办完请群众评价：五个词一样大，不评也一样容易；只用键盘也能评，只记一次', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '02', 3);
  await serve(page);
  await expect(panel(page).getByRole('button')).toHaveText(['非常满意', '满意', '基本满意', '不满意', '非常不满意', '不评价', '转向群众']);
  const boxes = await Promise.all((await panel(page).locator('.window-rating-words button').all()).map((button) => button.boundingBox()));
  expect(new Set(boxes.map((box) => `${Math.round(box?.width ?? 0)} ${Math.round(box?.height ?? 0)}`)).size).toBe(1);
  await expectAccessible(page, 'the rating');
  // The clerk's own key is where it was: nobody is rated by going on.
  await expect(page.getByRole('button', { name: /叫下一位/ })).toBeFocused();
  await panel(page).getByRole('button', { name: '不评价' }).click();
  await expect(panel(page)).toBeHidden();
  await page.keyboard.press('F2');

  await serve(page);
  await page.keyboard.press('F2');
  await expect(panel(page)).toBeHidden();

  await serve(page);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('button', { name: '满意', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('已记下：满意。谢谢您。')).toBeVisible();
  await expect(panel(page)).toBeHidden();
  await close();
  expect(Ratings.parse(daoban('rating.list', data, 'manager', {}))).toEqual({ ratings: [{ ticket: 'A003', word: 'satisfied', internal: true, followUp: null }] });
});

test('不满意的，负责人的待跟进里有期限，写了处理情况才算完', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '02', 3);
  await serve(page);
  await expect(result(page)).toBeVisible();
  await panel(page).getByRole('button', { name: '转向群众' }).click();
  await panel(page).getByRole('button', { name: '不满意', exact: true }).click();
  await expect(page.getByText('已记下：不满意。谢谢您。')).toBeVisible();
  await signOut(page);

  await signIn(page, '03');
  await page.getByRole('tab', { name: /待跟进/ }).click();
  const row = page.locator('[data-kind="rating"]');
  await expect(row).toContainText('不满意');
  await expect(row).toContainText('3 号窗口 · 工号 02');
  await expect(row).toContainText('没有申报号，内部评价');
  await expectAccessible(page, 'the follow-up');
  await row.getByRole('button', { name: /写处理情况/ }).click();
  const dialog = page.getByRole('dialog', { name: 'A001 的差评处理' });
  await dialog.getByRole('button', { name: /记下/ }).click();
  await expect(dialog.getByText('请写处理情况，至少两个字')).toBeVisible();
  await dialog.getByLabel('处理情况').fill('电话回访，已说明办理时限');
  await dialog.getByRole('button', { name: /记下/ }).click();
  await expect(page.getByText('A001 的差评已处理。')).toBeVisible();
  await expect(row).toHaveCount(0);
  await close();
  expect(Ratings.parse(daoban('rating.list', data, 'manager', { state: 'closed' }))).toMatchObject({ ratings: [{ ticket: 'A001', word: 'dissatisfied', followUp: { note: '电话回访，已说明办理时限' } }] });
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true, faults: [] });
});
