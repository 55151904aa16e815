/** A hall without a line: the manager adds the receiver, makes a bundle on a stick, and reads the receipt that comes back. */
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withBundle } from '../../main/core/bundle/read-bundle.ts';
import { makeReceipt } from '../../main/core/bundle/receipt.ts';
import { makeReceiver } from '../../main/core/bundle/receiver.ts';
import { daoban, expectAccessible, receive, signIn, Verified } from './desk.ts';
import { expect, test } from './launch.ts';

test('U 盘上传：添接收方，做包，写明带了什么，收回执后算送到；拔了盘、拿错文件都说得清', async ({ launchDaoban }) => {
  const { app, page, data, close } = await launchDaoban();
  const { text, receiver } = makeReceiver();
  const stick = path.join(data, 'stick');
  mkdirSync(stick);
  chmodSync(stick, 0o777);
  const choosing = async (...chosen: readonly string[]): Promise<void> => {
    await app.evaluate(({ dialog }, paths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths });
    }, [...chosen]);
  };
  const put = (name: string, content: string): string => {
    const file = path.join(stick, name);
    writeFileSync(file, content);
    chmodSync(file, 0o644);
    return file;
  };

  await signIn(page, '03');
  await receive(page, ['si-account']);
  await page.getByRole('tab', { name: '上传', exact: true }).click();
  await expect(page.getByText('没有设置上传。')).toBeVisible();
  await expectAccessible(page, 'no target');
  const add = page.getByRole('region', { name: '添一个 U 盘接收方' });
  const key = add.getByLabel('选公钥文件');
  await key.setInputFiles({ name: 'receiver.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(add.getByRole('alert')).toContainText('是接收方自己的密钥文件，不能离开接收方');
  await key.setInputFiles({ name: 'public.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ receiverKey: receiver.key })) });
  await expect(add).toContainText(/“public\.json”里的公钥，指纹 [0-9a-f]{12}/);
  await add.getByLabel('名称').fill('Stick 1');
  await add.getByRole('button', { name: /添\s*上/ }).click();
  await add.getByLabel('名称').fill('stick');
  await expectAccessible(page, 'adding a receiver');
  await add.getByRole('button', { name: /添\s*上/ }).click();
  await expect(add.getByRole('status')).toHaveText('已添上“stick”。');

  const panel = page.getByRole('region', { name: 'U 盘上传：stick' });
  await expect(panel).toContainText('还没有收到过回执。');
  // Closed without a choice: nothing happens.
  await choosing();
  await panel.getByRole('button', { name: '做上传包…' }).click();
  await expect(panel.locator('.manager-said')).toHaveText('');
  await choosing(path.join(stick, 'pulled-out'));
  await panel.getByRole('button', { name: '做上传包…' }).click();
  await expect(panel.getByRole('alert')).toContainText('要保存到的文件夹不存在。');
  await choosing(stick);
  await panel.getByRole('button', { name: '做上传包…' }).click();
  await expect(panel.getByRole('status')).toContainText(/已写好“daoban-[0-9A-Z]+-\d{8}-\d{6}\.daoban-bundle”：办件 0 件，更正 0 次，.* 的记录，\d+ KB/);
  await expect(panel).toContainText('等回执的包（1）');
  await expect(panel.getByRole('row')).toHaveCount(2);
  await expectAccessible(page, 'a bundle without receipt');

  const [bundle = ''] = readdirSync(stick).filter((name) => name.endsWith('.daoban-bundle'));
  const receipt = await withBundle(path.join(stick, bundle), receiver, async ({ head, sha256 }) => makeReceipt(head, sha256, receiver));
  await choosing(path.join(stick, 'not-there.json'));
  await panel.getByRole('button', { name: '读回执…' }).click();
  await expect(panel.getByRole('alert')).toContainText('回执打不开。没有改动任何数据。');
  await choosing(put('wrong.json', '{}'));
  await panel.getByRole('button', { name: '读回执…' }).click();
  await expect(panel.getByRole('alert')).toContainText('回执不是这个接收方签的');
  await choosing(put('receipt.json', receipt));
  await panel.getByRole('button', { name: '读回执…' }).click();
  await expect(panel.getByRole('status')).toContainText(/回执对得上，对方已收到第 \d+ 条为止的全部记录。/);
  await expect(panel).toContainText('上一次收回执：');
  await expect(panel).not.toContainText('等回执的包');
  await panel.getByRole('button', { name: '读回执…' }).click();
  await expect(panel.getByRole('status')).toHaveText('这份回执以前收过，没有变化。');
  await expectAccessible(page, 'after the receipt');
  await close();
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true });
});
