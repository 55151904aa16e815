/** The manager's sources, in a real window with a real source that gives tokens: imported with its faults told, its secret entered and never shown, tried in words. */
import { startSourceServer } from '../../scripts/source-server.mjs';
import { daoban, expectAccessible, signIn, Verified } from './desk.ts';
import { expect, test } from './launch.ts';

const secret = 'SESAME-7702-口令';

test('负责人导入数据源：有错列全，改好采用，密钥填了不再显示，试连逐步说明', async ({ launchDaoban }) => {
  const server = await startSourceServer({ bearer: { clientId: 'daoban', secret }, routes: [{ path: '*', steps: [{ body: { code: 'OK' } }] }] });
  const { page, data, close } = await launchDaoban();
  await signIn(page, '03');
  await page.getByRole('tab', { name: '数据源' }).click();
  await expect(page.getByText('还没有数据源。')).toBeVisible();
  await expectAccessible(page, 'no sources');

  const document = (code: string) => ({
    sources: [
      {
        transport: 'rest', code, certificates: [{ matter: '*', material: '营业执照' }], provider: '市场监管局', legalBasis: '企业信息公示暂行条例', needsConsent: true, baseUrl: server.origin,
        request: { method: 'GET', path: '/licence' }, signing: { kind: 'bearer', tokenUrl: `${server.origin}/token`, clientId: 'daoban', secret: 'market-secret' }, trust: { ca: server.ca },
        answers: [{ status: 200, outcome: 'found' }], fields: [],
      },
    ],
  });
  const choose = (name: string, content: unknown): Promise<void> =>
    page.getByLabel('导入配置').last().setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) });
  await choose('wrong.json', document('NOT A CODE'));
  await expect(page.getByRole('alert')).toContainText('$.sources[0].code');
  await expect(page.getByText('还没有数据源。')).toBeVisible();

  await choose('right.json', document('market'));
  await expect(page.getByText('文件里有 1 个数据源')).toBeVisible();
  await expect(page.getByLabel('market-secret')).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: '采用这份配置' }).click();
  await expect(page.getByText('已采用第 1 版。')).toBeVisible();
  await expect(page.getByText('缺 market-secret')).toBeVisible();
  const row = page.getByRole('row', { name: /市场监管局/ });
  await expect(row).toContainText('企业信息公示暂行条例');
  await row.getByRole('button', { name: '试连市场监管局' }).click();
  await expect(row).toContainText('取出密钥：缺密钥');

  const field = page.getByRole('region', { name: '密钥' }).getByLabel('market-secret');
  await field.fill(secret);
  await page.getByRole('button', { name: '保存密钥' }).click();
  await expect(page.getByText('已保存。')).toBeVisible();
  await expect(field).toHaveValue('');
  await expect(row).toContainText('齐');
  await row.getByRole('button', { name: '试连市场监管局' }).click();
  await expect(row).toContainText('领取令牌：好');
  expect(await page.content()).not.toContain(secret);
  await expectAccessible(page, 'sources');
  await close();
  await server.close();
  // Trying it asks about nobody.
  expect(server.requests).toHaveLength(0);
  expect(JSON.stringify(daoban('sources.list', data, 'manager', {}))).not.toContain(secret);
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true });
});
