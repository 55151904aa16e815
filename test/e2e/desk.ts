/** The clerk's desk as a test sits at it: signing in, visitors without the kiosk, the parts of the screen by name. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect } from './launch.ts';

const root = path.join(import.meta.dirname, '../..');
const pin = '246810';
/** Published as an example of GB 11643-1999; nobody's. */
export const visitor = { name: '李明', paper: '34052419800101001X', phone: '13812345678' };
export const Verified = z.object({ ok: z.boolean(), entries: z.number(), faults: z.array(z.unknown()) });

/** The command line on the same data, once the app has let go of it. */
export function daoban(name: string, data: string, role: string, input: unknown): unknown {
  const words = ['scripts/daoban.mjs', 'call', name, '--data', data, '--as', role];
  const result = spawnSync(process.execPath, words, { cwd: root, input: JSON.stringify(input), encoding: 'utf8' });
  expect(result.stderr).toBe('');
  expect(result.status).toBe(0);
  return JSON.parse(result.stdout);
}

export async function signIn(page: Page, number: string, window?: number): Promise<void> {
  await page.getByLabel('工号', { exact: true }).fill(number);
  await page.getByLabel('口令', { exact: true }).fill(pin);
  if (window !== undefined) await page.getByRole('radio', { name: String(window), exact: true }).check();
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.locator('main.guide, main.window, main.manager')).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: '退出' }).click();
  await expect(page.getByLabel('工号', { exact: true })).toBeVisible();
}

/** Takes a visitor in for the window without the kiosk, as whoever is signed in. Answers with the ticket's number. */
export async function receive(page: Page, matters: readonly string[], inPerson = true): Promise<string> {
  return page.evaluate(
    async (input) => {
      const answer = await window.daoban.call('visit.receive', input);
      if (!answer.ok) throw new Error(answer.error.code);
      return String(answer.value.ticket.number);
    },
    { matters: [...matters], visitor: { applicant: 'person' as const, phone: 'none' as const, inPerson }, lane: 'window' as const, overrideReason: '群众要到窗口' },
  );
}

export const ledgerRow = (page: Page, name: string) => page.locator(`[data-material="${name}"]`);
export const bar = (page: Page) => page.locator('.window-bar-words');
export const result = (page: Page) => page.locator('.window-result-what');
export const receipt = (page: Page) => page.getByRole('dialog', { name: '办件回执预览' });

/** The transaction's number as the result panel says it. */
export async function numberOf(page: Page): Promise<string> {
  const said = await result(page).innerText();
  return /[0-9A-Z]{4,8}-[0-9]{6}/.exec(said)?.[0] ?? said;
}

/** F2, and Enter once the ticket is there. */
export async function callAndStart(page: Page, ticket: string): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.getByText(`${ticket} 已叫号`)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('姓名', { exact: true }).first()).toBeFocused();
}

/** Fills in by keyboard; every material by its first action. */
export async function fillByKeyboard(page: Page, materials: number): Promise<void> {
  const { keyboard } = page;
  await keyboard.insertText(visitor.name);
  await keyboard.press('Enter');
  await keyboard.type(visitor.paper);
  await keyboard.press('Enter');
  await keyboard.type(visitor.phone);
  await keyboard.press('Enter');
  // Past the note, which may stay empty, to the first material.
  await keyboard.press('Enter');
  for (let done = 0; done < materials; done += 1) {
    await expect(page.locator('[data-material][data-state="open"]')).toHaveCount(materials - done);
    await keyboard.press('1');
  }
}

/** No serious or critical fault of accessibility on what the window shows. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), where).toEqual([]);
}

/** One stroke on the pad, as a hand makes it. */
export async function signOnPad(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: '申请人签名' });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('there is no pad');
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 120, { steps: 8 });
  await page.mouse.up();
  await expect(pad).toHaveAttribute('data-strokes', '1');
}

export const person = { kind: 'person', name: visitor.name, paper: { type: 'resident-id', number: visitor.paper } } as const;

/** A visitor from ticket to receipt without the form, as whoever is signed in. */
export async function handle(page: Page, phone: string | null): Promise<void> {
  await page.evaluate(
    async ([applicant, given]) => {
      const value = async <Value>(answer: Promise<{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: { readonly code: string } }>): Promise<Value> => {
        const result = await answer;
        if (!result.ok) throw new Error(result.error.code);
        return result.value;
      };
      const { visit } = await value(window.daoban.call('visit.receive', { matters: ['si-account'], visitor: { applicant: 'person', phone: 'none', inPerson: true }, lane: 'window', overrideReason: '群众要到窗口' }));
      await value(window.daoban.call('ticket.call', { ticket: visit, window: 3 }));
      await value(window.daoban.call('ticket.start', { ticket: visit }));
      const { materials } = await value(window.daoban.call('certificates.resolve', { matter: 'si-account' }));
      await value(window.daoban.call('transaction.finish', {
        ticket: visit, matter: 'si-account', applicant: given === null ? applicant : { ...applicant, phone: given }, outcome: 'completed', materials: materials.map(({ name, disposition }) => ({ name, way: disposition })),
      }));
    },
    [person, phone] as const,
  );
}
