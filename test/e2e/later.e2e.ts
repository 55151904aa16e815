/** What comes after the visitor: certificates that are fetched, checks that are answered later, papers that are brought later, in a real window with a real source. */
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { startSourceServer, type SourceServer, type Step } from '../../scripts/source-server.mjs';
import { bar, callAndStart, daoban, ledgerRow, numberOf, receipt, receive, result, signIn, signOut, Verified, visitor } from './desk.ts';
import { expect, test } from './launch.ts';

const material = '身份信息';
const canary = 'CANARY-窗口-5c1e';
const Ledger = z.object({ rows: z.array(z.object({ material: z.string(), fate: z.string() })) });
const found: Step = { body: { code: 'OK', person: { name: canary, address: '定海区' } } };

/** A source of the police for the identity of whoever applies; `steps` are its answers, the last one stays. */
async function sourceServer(steps: readonly Step[]): Promise<SourceServer> {
  return startSourceServer({ canary, routes: [{ path: '*', steps }] });
}

/** Configures it as the manager does, but for the screen: that has a test of its own. */
async function configure(page: Page, server: SourceServer, needsConsent = false): Promise<void> {
  await signIn(page, '03');
  await page.evaluate(
    async ([origin, ca, asks, name]) => {
      const answer = await window.daoban.call('sources.configure', {
        document: {
          sources: [
            {
              transport: 'rest', code: 'police', certificates: [{ matter: '*', material: name }], provider: '公安（试用）', legalBasis: '居民身份证法', needsConsent: asks, baseUrl: origin,
              request: { method: 'GET', path: '/person/{applicant.paper.number}' }, signing: { kind: 'none' }, trust: { ca }, limits: { attempts: 1 },
              answers: [{ status: 200, pointer: '/code', equals: 'OK', outcome: 'found' }],
              fields: [{ pointer: '/person/name', labelZh: '姓名', labelEn: 'Name' }, { pointer: '/person/address', labelZh: '住址', labelEn: 'Address' }],
            },
          ],
        },
      });
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    },
    [server.origin, server.ca, needsConsent, material] as const,
  );
  await signOut(page);
}

/** The visitor before the desk, the applicant filled in, the hand at the materials. */
async function begin(page: Page, matter: string): Promise<void> {
  await callAndStart(page, await receive(page, [matter]));
  await page.keyboard.insertText(visitor.name);
  await page.getByLabel('证件号码').fill(visitor.paper);
}

const action = (page: Page, name: string, does: string) => ledgerRow(page, name).getByRole('button', { name: does, exact: true });
/** What a card needs besides: the card of the person, and the photograph that a list says is fetched. */
async function settleOthers(page: Page): Promise<void> {
  await action(page, '居民身份证', '已收').click();
  await action(page, '符合要求的证件照', '已核对').click();
}

const followUp = (page: Page) => page.getByRole('dialog', { name: '待跟进' });

/** Every paper that was shown is put away; the result stands. */
async function closePapers(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await expect(page.getByRole('dialog', { name: `${name}预览` })).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await expect(page.locator('.paper-preview')).toHaveCount(0);
}

/** A transaction of which two bodies are asked; its papers are put away. Answers with its number. */
async function acceptedWithChecks(page: Page): Promise<string> {
  await begin(page, 'inj-disability');
  for (const name of ['工伤认定决定书', '劳动能力鉴定结论书']) await action(page, name, '待回复').click();
  for (const name of ['工伤职工身份证', '工伤保险待遇申领表']) await action(page, name, '已收').click();
  await expect(bar(page)).toHaveText('都齐了，可以受理。');
  await page.keyboard.press('F9');
  await closePapers(page, '办件回执', '核验函', '核验函');
  await expect(result(page)).toContainText('已受理');
  return numberOf(page);
}

test('调取成功：核对的内容看过就没有了，办件里只留下凭证', async ({ launchDaoban }) => {
  const server = await sourceServer([found]);
  const { page, data, close } = await launchDaoban();
  await configure(page, server);
  await signIn(page, '02', 3);
  await begin(page, 'card-apply');
  await action(page, material, '调取').click();
  const preview = page.getByRole('dialog', { name: `核对${material}` });
  await expect(preview).toContainText(canary);
  await preview.getByRole('button', { name: '一致，采用' }).click();
  await expect(preview).toBeHidden();
  await expect(page.getByText(canary)).toHaveCount(0);
  expect(await page.content()).not.toContain(canary);
  await expect(action(page, material, '已核对')).toHaveAttribute('aria-pressed', 'true');
  await settleOthers(page);
  await expect(bar(page)).toHaveText('都齐了，可以办结。');
  await page.keyboard.press('F9');
  await closePapers(page, '办件回执');
  await expect(result(page)).toContainText('已办结');
  const number = await numberOf(page);
  await close();
  await server.close();
  expect(server.requests).toHaveLength(1);
  expect(Ledger.parse(daoban('ledger.read', data, 'manager', { transaction: number })).rows).toContainEqual({ material, fate: 'fetched' });
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true });
});

test('数据源不通：改走部门核验，先受理，函随回执出，答复属实即办结', async ({ launchDaoban }) => {
  const server = await sourceServer([{ status: 503 }]);
  const { page, data, close } = await launchDaoban();
  await configure(page, server);
  await signIn(page, '02', 3);
  await begin(page, 'card-apply');
  await action(page, material, '调取').click();
  await expect(ledgerRow(page, material)).toContainText('数据源暂时不通，可再试。');
  await action(page, material, '改走部门核验').click();
  await settleOthers(page);
  await expect(bar(page)).toHaveText('都齐了，可以受理。');
  await page.keyboard.press('F9');
  await expect(receipt(page)).toBeVisible();
  await page.keyboard.press('Escape');
  const letter = page.getByRole('dialog', { name: '核验函预览' });
  // The letter goes to the body of the catalogue and names the person in full.
  await expect(letter.getByText('公安：')).toBeVisible();
  await expect(letter.getByRole('cell', { name: visitor.paper })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(result(page)).toContainText('已受理');
  const number = await numberOf(page);

  await page.keyboard.press('F12');
  const row = followUp(page).locator(`tr[data-number="${number}"]`);
  await expect(row).toContainText(material);
  await row.getByRole('button', { name: /^录入答复/ }).click();
  const answer = page.getByRole('dialog', { name: /的答复$/ });
  await answer.getByRole('button', { name: '记下' }).click();
  await expect(answer.getByText('请选一项')).toBeVisible();
  await answer.getByRole('radio', { name: '属实', exact: true }).check();
  await answer.getByRole('button', { name: '记下' }).click();
  await expect(followUp(page).getByRole('status').first()).toContainText(`${number} 办结`);
  await expect(row).toHaveCount(0);
  await close();
  await server.close();
  expect(daoban('transaction.read', data, 'manager', { number })).toMatchObject({ transaction: { outcome: 'completed' } });
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true });
});

test('群众不同意调取：走通常的办法，自己交，记为群众的选择', async ({ launchDaoban }) => {
  const server = await sourceServer([found]);
  const { page, data, close } = await launchDaoban();
  await configure(page, server, true);
  await signIn(page, '02', 3);
  await begin(page, 'card-apply');
  await action(page, material, '调取').click();
  const consent = page.getByRole('dialog', { name: `调取${material}` });
  await expect(consent).toContainText('居民身份证法');
  await consent.getByRole('button', { name: '不同意', exact: true }).click();
  await expect(ledgerRow(page, material)).toContainText('群众不同意调取，可以自己交。');
  await action(page, material, '已收').click();
  await settleOthers(page);
  await expect(bar(page)).toHaveText('都齐了，可以办结。');
  await page.keyboard.press('F9');
  await closePapers(page, '办件回执');
  const number = await numberOf(page);
  await close();
  await server.close();
  // Nobody was asked about somebody who did not want it.
  expect(server.requests).toHaveLength(0);
  expect(daoban('journal.read', data, 'manager', { type: 'consent.recorded' })).toMatchObject({ entries: [{ type: 'consent.recorded', actor: '02' }] });
  expect(daoban('lookback.scan', data, 'manager', { from: '2020-01-01', to: '2099-12-31' })).toMatchObject({ findings: { sharedAsked: { count: 0 } } });
  expect(daoban('transaction.read', data, 'manager', { number })).toMatchObject({ transaction: { outcome: 'completed' } });
});

test('缺两份材料：一次告知，只出一次；带齐了凭编号补交，随即办结', async ({ launchDaoban }) => {
  const { page, data, close } = await launchDaoban();
  await signIn(page, '02', 3);
  await begin(page, 'card-pin');
  for (const name of ['居民身份证', '社会保障卡']) await action(page, name, '缺').click();
  await page.keyboard.press('F9');
  await expect(receipt(page)).toBeVisible();
  await page.keyboard.press('Escape');
  const notice = page.getByRole('dialog', { name: '一次性告知书预览' });
  await expect(notice.getByRole('row')).toHaveCount(3);
  const said = await notice.getByText(/-T\d{5}/).innerText();
  const code = /[0-9A-Z]{4,8}-T\d{5}/.exec(said)?.[0] ?? said;
  await page.keyboard.press('Escape');
  await expect(result(page)).toContainText('已退件');
  const number = await numberOf(page);

  // It was given: nothing is left to be told.
  await page.keyboard.press('F12');
  await expect(followUp(page)).toContainText('没有待跟进的事。');
  await followUp(page).getByLabel('凭编号补交').fill(code);
  const rows = followUp(page).locator(`tr[data-number="${number}"]`);
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole('button', { name: /^已补交/ }).click();
  await expect(rows).toHaveCount(1);
  await rows.first().getByRole('button', { name: /^已补交/ }).click();
  await expect(followUp(page)).toContainText(`${number} 材料补齐，办结`);
  await close();
  expect(daoban('transaction.read', data, 'manager', { number })).toMatchObject({ transaction: { outcome: 'completed' } });
  expect(daoban('journal.read', data, 'manager', { type: 'notice.printed' })).toMatchObject({ entries: [{ type: 'notice.printed', subject: number }], more: false });
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true });
});

test('核验名单导出去、填好导回来：有错列出行和列，改好一次记齐', async ({ launchDaoban }) => {
  const { app, page, data, close } = await launchDaoban();
  await signIn(page, '02', 3);
  const number = await acceptedWithChecks(page);
  await page.keyboard.press('F12');
  await expect(followUp(page).locator(`tr[data-number="${number}"]`)).toHaveCount(2);
  const sent = path.join(data, 'exported.xlsx');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, sent);
  await followUp(page).getByRole('button', { name: '导出核验名单（2）' }).click();
  await expect(followUp(page)).toContainText('名单含个人信息，只交给核验单位');

  // The body answers in its own table, with a slip of the pen.
  const checks = (await followUp(page).locator('tr[data-kind="check"] td:nth-child(2) small').allInnerTexts()).map((text) => text.trim());
  const answers = path.join(data, 'answers.csv');
  const write = (word: string): void => {
    writeFileSync(answers, ['核验编号,答复,说明', ...checks.map((check, at) => `${check},${at === 0 ? word : '属实'},`)].join('\n'));
    chmodSync(answers, 0o644);
  };
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, answers);
  write('大概属实');
  await followUp(page).getByRole('button', { name: '导入答复' }).click();
  await expect(followUp(page).getByRole('alert')).toContainText('第 2 行“答复”：答复只写“属实”或“不属实”');
  await expect(followUp(page).locator('tr[data-kind="check"]')).toHaveCount(2);
  write('属实');
  await followUp(page).getByRole('button', { name: '导入答复' }).click();
  await expect(followUp(page)).toContainText('记下 2 项答复');
  await expect(followUp(page)).toContainText('没有待跟进的事。');
  await close();
  expect(daoban('transaction.read', data, 'manager', { number })).toMatchObject({ transaction: { outcome: 'completed' } });
  expect(Verified.parse(daoban('journal.verify', data, 'manager', {}))).toMatchObject({ ok: true });
});
