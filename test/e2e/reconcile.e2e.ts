/** Whether everything that was handled has arrived, as a manager asks it, and what is unsent, as it is said to whoever leaves. */
import type { Page } from '@playwright/test';
import { startPlatformServer } from '../../scripts/platform-server.mjs';
import { makeHub } from '../fixtures/hub.ts';
import { startPostgres } from '../fixtures/postgres.ts';
import { expectAccessible, handle, signIn } from './desk.ts';
import { expect, test } from './launch.ts';

const hmac = { key: 'station-1', secret: 'open sesame' };
const shots = process.env['DAOBAN_SHOTS'];

const shot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
};

test('对账：三方件数并排，差的逐件列出；退出登录和关窗口先说还有几件没上传', async ({ launchDaoban }) => {
  test.setTimeout(180_000);
  const postgres = await startPostgres();
  const platform = await startPlatformServer({ hmac, tls: false, refusals: [{ field: 'contact-phone', is: 'missing', reason: 'missing' }] });
  try {
    const hub = await makeHub(postgres);
    const { app, page } = await launchDaoban();
    await signIn(page, '03');
    const status = await page.evaluate(async () => {
      const answer = await window.daoban.call('station.status', {});
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    });
    const { station, code, name, site, publicKey } = status;
    const { url, password } = await hub.register({ station, code, name, site, publicKey, incarnation: 0 });
    await page.evaluate(
      async ([hubUrl, hubPassword, baseUrl, key, secret]) => {
        const district = { kind: 'hub' as const, name: 'district', url: hubUrl, password: 'hub' };
        const province = { kind: 'https' as const, name: 'province', baseUrl, areaCode: '330902', signing: { kind: 'hmac-sha256' as const, secret: 'province', key } };
        const answer = await window.daoban.call('upload.configure', { document: { targets: [district, province] }, secrets: { hub: hubPassword, province: secret } });
        if (!answer.ok) throw new Error(answer.error.code);
      },
      [url, password, platform.origin, hmac.key, hmac.secret] as const,
    );
    await page.getByRole('button', { name: '退出' }).click();
    await signIn(page, '02', 3);
    await handle(page, '13812345678');
    await handle(page, null);
    await expect(page.locator('.upload-word')).toHaveText('上传有事要办 · 待上传 1', { timeout: 20_000 });

    await page.getByRole('button', { name: '退出' }).click();
    const leaving = page.getByRole('dialog', { name: '还有没上传的' });
    await expect(leaving).toContainText(/还有 1 件没送到 province（上级平台）。最早的一件是 .*。其中退回待更正 1 件。/);
    await expectAccessible(page, 'leaving');
    await shot(page, 'sign-out-zh');
    await leaving.getByRole('button', { name: '先不退' }).click();
    await expect(leaving).toBeHidden();
    await page.getByRole('button', { name: '退出' }).click();
    await leaving.getByRole('button', { name: '退出登录' }).click();

    await signIn(page, '03');
    await page.getByRole('tab', { name: '日结' }).click();
    const panel = page.getByRole('region', { name: '对账', exact: true });
    await panel.getByRole('button', { name: '现在对账' }).click();
    const district = panel.getByRole('region', { name: '与 district 对账' });
    await expect(district.getByRole('row', { name: /合计/ })).toContainText('222✓ 一致');
    const province = panel.getByRole('region', { name: '与 province 对账' });
    await expect(province).toContainText('上级平台的接口不提供查数');
    await expect(province.getByRole('row', { name: /合计/ })).toContainText('21—差 1 件');
    await expect(province).toContainText('被对方退回，更正后自动重送');
    await expectAccessible(page, 'reconciliation');
    await panel.scrollIntoViewIfNeeded();
    await shot(page, 'reconcile-zh');
    await province.getByRole('button', { name: new RegExp(`^${code}-`) }).click();
    await expect(page.getByRole('dialog', { name: new RegExp(code) })).toBeVisible();
    await page.keyboard.press('Escape');

    await postgres.kill();
    await panel.getByRole('button', { name: '再对一次' }).click();
    await expect(district).toContainText('连不上对方，这次没问到区里', { timeout: 20_000 });
    await page.getByRole('button', { name: 'English' }).click();
    await shot(page, 'reconcile-en');
    await postgres.start();

    const closeWindow = (): Promise<void> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await closeWindow();
    const quitting = page.getByRole('dialog', { name: 'Not everything is uploaded' });
    await expect(quitting).toContainText('Closing Daoban stops the upload');
    await shot(page, 'quit-en');
    await quitting.getByRole('button', { name: 'Stay' }).click();
    await expect(quitting).toBeHidden();
    await page.waitForTimeout(1200);
    await closeWindow();
    await expect(quitting).toBeVisible();
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    await quitting.getByRole('button', { name: 'Close Daoban' }).click();
    await ended;
  } finally {
    await platform.close();
    await postgres.stop();
  }
});
