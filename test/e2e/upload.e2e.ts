/** Uploading as a clerk sees it: one word in the header, the details behind it, a refused record corrected, a platform that is away. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { startPlatformServer } from '../../scripts/platform-server.mjs';
import { handle, person, signIn, signOut } from './desk.ts';
import { expect, test } from './launch.ts';

const hmac = { key: 'station-1', secret: 'open sesame' };

const indicator = (page: Page) => page.locator('.upload-word');
const details = (page: Page) => page.getByRole('dialog', { name: '上传', exact: true });

async function configure(page: Page, origin: string): Promise<void> {
  await page.evaluate(
    async ([baseUrl, key, secret]) => {
      const signing = { kind: 'hmac-sha256' as const, secret: 'province', key };
      const document = { targets: [{ kind: 'https' as const, name: 'province', baseUrl, areaCode: '330902', signing }] };
      const answer = await window.daoban.call('upload.configure', { document, secrets: { province: secret } });
      if (!answer.ok) throw new Error(answer.error.code);
    },
    [origin, hmac.key, hmac.secret] as const,
  );
}

test('上传：退回的更正后自动重送；平台断了照常办件，恢复后点“现在就试”', async ({ launchDaoban }) => {
  const scenario = { hmac, tls: false, refusals: [{ field: 'contact-phone', is: 'missing', reason: 'missing', message: '联系电话必填' }] } as const;
  const first = await startPlatformServer(scenario);
  const { page } = await launchDaoban();
  await signIn(page, '03');
  await expect(page.getByRole('banner')).toContainText('单机');
  await configure(page, first.origin);
  await expect(indicator(page)).toHaveText('已全部上传', { timeout: 20_000 });
  await signOut(page);

  await signIn(page, '02', 3);
  await handle(page, null);
  await expect(indicator(page)).toHaveText('上传有事要办 · 待上传 1', { timeout: 20_000 });
  await indicator(page).click();
  await expect(details(page)).toContainText('对方退回的办件（1）');
  await expect(details(page)).toContainText('联系电话：没有填');
  await expect(details(page)).toContainText('对方说：联系电话必填');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);

  await details(page).getByRole('button', { name: '更正' }).click();
  const amend = page.getByRole('dialog', { name: /^更正/ });
  await amend.getByRole('checkbox', { name: /重填/ }).check();
  await amend.getByLabel('姓名', { exact: true }).fill(person.name);
  await amend.getByLabel('证件号码').fill(person.paper.number);
  await amend.getByLabel('电话').fill('13812345678');
  await amend.getByLabel('更正原因').fill('补联系电话');
  await amend.getByRole('button', { name: '记下更正' }).click();
  await page.getByRole('dialog', { name: '办件回执预览' }).getByRole('button', { name: '关闭' }).last().click();
  await expect(details(page)).toContainText('没有被退回的办件', { timeout: 20_000 });
  await expect(indicator(page)).toHaveText('已全部上传', { timeout: 20_000 });
  expect([...first.held.values()].map(({ record }) => record.dataVersion)).toEqual([2]);

  const { port } = first;
  await first.close();
  await page.keyboard.press('Escape');
  await handle(page, '13812345678');
  await expect(indicator(page)).toHaveText(/^待上传 1 · 自 \d\d:\d\d$/, { timeout: 20_000 });
  await indicator(page).click();
  await expect(details(page)).toContainText(/连不上对方。自 .* 起试了 \d+ 次/, { timeout: 20_000 });
  const second = await startPlatformServer({ ...scenario, countFrom: 100 }, port);
  await details(page).getByRole('button', { name: '现在就试' }).click();
  await expect(details(page)).toContainText('全部送到', { timeout: 20_000 });
  expect(second.held.size).toBe(1);
  await second.close();
});
