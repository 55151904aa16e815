/** The guide's kiosk in a real window: from the first letter to the ticket, by keys alone, by touch, on every size of screen. */
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type {} from '../../renderer/app/bridge.ts';
import { expect, test } from './launch.ts';

const pin = '246810';

/** The kiosks of a hall: upright, and the two common sizes on a desk. */
const screens = [
  { width: 1080, height: 1920 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

const smallestTarget = 56;

async function signIn(page: Page): Promise<void> {
  await expect(page.getByLabel('工号', { exact: true })).toBeFocused();
  await page.keyboard.type('01');
  await page.keyboard.press('Tab');
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toBeFocused();
}

async function setScreen(app: ElectronApplication, page: Page, { width, height }: { readonly width: number; readonly height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), { width, height });
  await expect.poll(() => page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([width, height]);
}

/** What a finger does, not what a mouse does. */
async function tap(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const box = await target.boundingBox();
  if (box === null) throw new Error('there is nothing to touch');
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }] });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

async function expectNoSeriousFault(page: Page): Promise<void> {
  // Electron opens no second page for axe, which its usual way would need.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

const waitingNumbers = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const answer = await window.daoban.call('hall.queue', {});
    return answer.ok ? answer.value.tickets.map((ticket) => String(ticket.number)) : [answer.error.code];
  });

const ticketNumber = (page: Page): Locator => page.locator('.guide-issued-number');
const issueButton = (page: Page): Locator => page.getByRole('button', { name: /^出票/ });
const chosen = (page: Page): Locator => page.locator('.guide-chosen-matter');
const box = (page: Page): Locator => page.getByRole('combobox');

test('只用键盘：打 sbk 找到社保卡，回车选定，回答问题，F9 出票，任意键接待下一位', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await signIn(page);
  const { keyboard } = page;

  await keyboard.type('sbk');
  const first = page.getByRole('option').first();
  await expect(first).toContainText('社会保障卡申领');
  await keyboard.press('ArrowDown');
  const active = await box(page).getAttribute('aria-activedescendant');
  await expect(first).toHaveAttribute('id', String(active));
  await keyboard.press('Enter');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(chosen(page)).toHaveCount(1);
  await expect(box(page)).toBeFocused();
  await expect(page.locator('.guide-lane-word')).toBeVisible();
  await expect(page.getByText('居民身份证')).toBeVisible();

  // Off to the questions with Tab, an answer with the space bar, and the same again takes it back.
  const oldPhone = page.getByRole('radio', { name: '老人机' });
  const smartphone = page.getByRole('radio', { name: '智能手机' });
  await smartphone.focus();
  await keyboard.press('Space');
  await expect(smartphone).toBeChecked();
  await keyboard.press('ArrowRight');
  await expect(oldPhone).toBeChecked();
  await keyboard.press('Space');
  await expect(oldPhone).not.toBeChecked();

  // Typing goes to the box wherever the focus is.
  await keyboard.type('失业金');
  await expect(box(page)).toHaveValue('失业金');
  await expect(page.getByRole('option').first()).toContainText('失业保险金申领');
  await keyboard.press('Enter');
  await expect(chosen(page)).toHaveCount(2);

  await keyboard.press('F9');
  await expect(ticketNumber(page)).toContainText(/[A-E]001/);
  await expect(page.locator('.guide-issued-paper').getByText('社会保障卡申领')).toBeVisible();
  await expect(page.getByRole('button', { name: '下一位' })).toBeFocused();
  expect(await waitingNumbers(page)).toEqual([expect.stringMatching(/^[A-E]001$/)]);

  // The second press of an impatient finger leaves the number where it is; later the letter starts the next search.
  await keyboard.press('F9');
  await expect(ticketNumber(page)).toBeVisible();
  await page.waitForTimeout(900);
  await keyboard.press('t');
  await expect(box(page)).toHaveValue('t');
  await expect(chosen(page)).toHaveCount(0);

  await keyboard.press('Escape');
  await expect(box(page)).toHaveValue('');
  await keyboard.type('tuixiu');
  // Faster than the list: Enter means the first of what is still being looked for.
  await keyboard.press('Enter');
  await expect(chosen(page)).toContainText('职工正常退休');
  await keyboard.press('Control+Enter');
  await expect(ticketNumber(page)).toContainText(/[A-E]002/);
});

test('只用手指：点一件常办的事，点出票，两下就好；没有打印机也看得到取号单', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await signIn(page);
  await tap(page, page.getByRole('option', { name: /社会保障卡申领/ }));
  await expect(page.locator('.guide-lane-word')).toBeVisible();
  await tap(page, issueButton(page));
  await expect(ticketNumber(page)).toContainText(/[A-E]001/);
  await expect(page.getByRole('region', { name: '取号单' })).toBeVisible();
  await expect(page.locator('.guide-issued-said [role="status"]')).toHaveAttribute('data-outcome', /printed|no-printer|failed/);
  await tap(page, page.getByRole('button', { name: '下一位' }));
  await expect(chosen(page)).toHaveCount(0);

  await tap(page, page.getByRole('button', { name: '退休', exact: true }));
  await expect(box(page)).toHaveValue('退休');
  const matter = page.getByRole('option', { name: /职工正常退休/ });
  await tap(page, matter);
  await expect(matter).toHaveAttribute('aria-selected', 'true');
  await tap(page, page.getByRole('button', { name: /去掉/ }));
  await expect(chosen(page)).toHaveCount(0);
});

test('改去其他区要选区、要理由，改了看得见也改得回；票按改的出', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await signIn(page);
  await page.keyboard.type('sbk');
  await page.getByRole('option', { name: /社会保障卡申领/ }).click();
  const lane = page.locator('.guide-lane-place .guide-lane');
  await expect(lane).toHaveAttribute('data-lane', /./);
  const decided = String(await lane.getAttribute('data-lane'));

  await page.getByRole('button', { name: /改去其他区/ }).click();
  const dialog = page.getByRole('dialog', { name: '改去其他区' });
  const confirm = dialog.locator('.guide-override-foot .ant-btn-primary');
  await dialog.locator('[data-usable="true"]').first().click();
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('button', { name: '群众自己要求' }).click();
  await confirm.click();
  await expect(dialog).toBeHidden();
  await expect(lane).not.toHaveAttribute('data-lane', decided);
  await expect(lane).toContainText('群众自己要求');
  const changed = String(await lane.getAttribute('data-lane'));

  await page.getByRole('button', { name: '改回去' }).click();
  await expect(lane).toHaveAttribute('data-lane', decided);
  await page.getByRole('button', { name: /改去其他区/ }).click();
  await dialog.locator('[data-usable="true"]').first().click();
  await dialog.getByRole('textbox').fill('老人不想走动');
  await confirm.click();
  await issueButton(page).click();
  await expect(page.locator('.guide-issued')).toHaveAttribute('data-lane', changed);
});

test('一份材料点开，说得出哪份清单第几版第几条定的，谁没有被采用；Esc 先关它', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await signIn(page);
  await page.keyboard.type('sbk');
  await page.getByRole('option', { name: /社会保障卡申领/ }).click();
  await page.getByRole('button', { name: /符合要求的证件照/ }).click();
  const facts = page.getByRole('tooltip');
  await expect(facts).toContainText('city-2025 第 1 版，第 4 条');
  await expect(facts).toContainText('事项目录说“要带”');
  await page.keyboard.press('Escape');
  await expect(facts).toBeHidden();
  await expect(chosen(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(chosen(page)).toHaveCount(0);
});

test('找不到时说一句话，给得出咨询可选；法定时限没有载明就说未载明', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await signIn(page);
  await page.keyboard.type('宇宙飞船执照');
  await expect(page.getByText('没有找到“宇宙飞船执照”。')).toBeVisible();
  await page.getByRole('option', { name: /咨询/ }).click();
  await expect(chosen(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.type('讨薪');
  await page.getByRole('option', { name: /劳动保障监察投诉/ }).click();
  await expect(chosen(page)).toContainText('未载明');
  await expect(page.locator('.guide-lane-place .guide-lane')).toHaveAttribute('data-lane', 'referral');
});

test('出票没有成，选的和答的都还在，再出一次就好', async ({ launchDaoban }) => {
  const { page, data } = await launchDaoban();
  await signIn(page);
  await page.keyboard.type('sbk');
  await page.getByRole('option', { name: /社会保障卡申领/ }).click();
  await page.getByRole('radio', { name: '60 以上' }).focus();
  await page.keyboard.press('Space');
  // Another program holds the database longer than the counter waits for it.
  const other = new Database(path.join(data, 'station.db'));
  other.exec('BEGIN IMMEDIATE');
  await page.keyboard.press('F9');
  await expect(page.getByRole('alert').filter({ hasText: '没有改动任何记录' })).toBeVisible({ timeout: 20_000 });
  other.exec('ROLLBACK');
  other.close();
  await expect(chosen(page)).toHaveCount(1);
  await expect(page.getByRole('radio', { name: '60 以上' })).toBeChecked();
  await page.keyboard.press('F9');
  await expect(ticketNumber(page)).toContainText(/[A-E]001/);
});

test('一分钟没有人动就清屏，最后十秒看得见倒数，点一下就不清', async ({ launchDaoban }) => {
  const { page } = await launchDaoban();
  await page.clock.install();
  await signIn(page);
  await page.keyboard.type('sbk');
  await page.getByRole('option', { name: /社会保障卡申领/ }).click();
  await expect(chosen(page)).toHaveCount(1);
  const soon = page.getByText(/秒后清屏/);
  await page.clock.runFor(45_000);
  await expect(soon).toBeHidden();
  await page.clock.runFor(7_000);
  await expect(soon).toBeVisible();
  await page.getByRole('button', { name: '还在办' }).click();
  await expect(soon).toBeHidden();
  await page.clock.runFor(55_000);
  await expect(soon).toBeVisible();
  await expect(chosen(page)).toHaveCount(1);
  await page.clock.runFor(6_000);
  await expect(chosen(page)).toHaveCount(0);
  await expect(box(page)).toHaveValue('');
  await expect(box(page)).toBeFocused();
});

for (const screen of screens) {
  test(`${screen.width}×${screen.height}：出票总在眼前，手指点得准，两种语言 axe 都没有严重问题`, async ({ launchDaoban }) => {
    const { app, page } = await launchDaoban();
    await signIn(page);
    await setScreen(app, page, screen);
    await expectNoSeriousFault(page);
    for (const language of ['zh-CN', 'en']) {
      for (const word of ['退休', '失业金', 'sbk']) {
        await box(page).fill(word);
        await expect(page.locator('.guide-results')).toHaveAttribute('data-settled', 'true');
        await page.keyboard.press('Enter');
      }
      await expect(chosen(page)).toHaveCount(3);
      await expect(page.locator('.guide-lane-word')).toBeInViewport({ ratio: 1 });
      await expect(page.locator('.guide-issue')).toBeInViewport({ ratio: 1 });
      const small = await page.evaluate(
        (least) =>
          [...document.querySelectorAll<HTMLElement>('.guide button, .guide .guide-choice-option, .guide input[role="combobox"]')]
            .filter((element) => !element.inert && element.checkVisibility())
            .map((element) => ({ name: element.textContent, width: element.offsetWidth, height: element.offsetHeight }))
            .filter(({ width, height }) => width < least || height < least),
        smallestTarget,
      );
      expect(small).toEqual([]);
      // Nothing is wider than the screen.
      expect(await page.evaluate(() => [...document.querySelectorAll('html, .app-screen')].map((element) => element.scrollWidth - element.clientWidth))).toEqual([0, 0]);
      await expectNoSeriousFault(page);
      await page.locator('.guide-actions button').nth(1).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoSeriousFault(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.keyboard.press('F9');
      await expect(ticketNumber(page)).toBeVisible();
      await expect(page.locator('.guide-issue')).toBeInViewport({ ratio: 1 });
      await expectNoSeriousFault(page);
      await page.keyboard.press('Enter');
      await expect(box(page)).toBeFocused();
      if (language === 'zh-CN') await page.getByRole('button', { name: 'English' }).click();
    }
  });
}
