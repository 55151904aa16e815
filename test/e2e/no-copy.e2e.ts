/** No copy (数据不落地): what a source answered is on the clerk's screen and on no disk, however the look at it ends. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startSourceServer, type SourceServer } from '../../scripts/source-server.mjs';
import { filesWith } from '../fixtures/traces.ts';
import { expect, isRunning, makeFolder, processesOf, test, type Daoban, type LaunchOptions } from './launch.ts';

/** Chinese, so that V8 holds it in UTF-16, and letters that stand nowhere else. */
const canary = 'CANARY-8d21-金丝雀';
const material = '身份信息';
const pin = '246810';
/** Published as an example of GB 11643-1999; nobody's. */
const visitor = { name: '李明', paper: '34052419800101001X' };
/** Of whom the source takes its time to answer; another published example. */
const slow = '440524188001010014';

/** All places a counter may write to: its data with Chromium's profile in it, the home folder, the temporary folder, where it stands. */
type Places = { readonly data: string; readonly home: string; readonly temporary: string; readonly cwd: string };
const everywhere = ({ data, home, temporary, cwd }: Places): readonly string[] => filesWith([data, home, temporary, cwd], canary);

test.setTimeout(180_000);

let places: Places;
let server: SourceServer;

test.beforeEach(async () => {
  places = { data: makeFolder('daoban-data-'), home: makeFolder('daoban-home-'), temporary: makeFolder('daoban-tmp-'), cwd: makeFolder('daoban-cwd-') };
  server = await startSourceServer({ canary, tls: false, routes: [{ path: `/person/${slow}`, steps: [{ delay: 60_000, body: { name: '{canary}' } }] }, { path: '*', steps: [{ body: { name: '{canary}' } }] }] });
});

test.afterEach(async () => {
  await server.close();
  for (const folder of Object.values(places)) rmSync(folder, { recursive: true, force: true });
});

const launchOptions = (): LaunchOptions => ({ data: places.data, cwd: places.cwd, env: { HOME: places.home, TMPDIR: places.temporary } });

async function signIn(page: Page, number: string, window?: number): Promise<void> {
  await page.getByLabel('工号', { exact: true }).fill(number);
  await page.getByLabel('口令', { exact: true }).fill(pin);
  if (window !== undefined) await page.getByRole('radio', { name: String(window), exact: true }).check();
  await page.getByRole('button', { name: '登录' }).click();
  await expect(window === undefined ? page.getByRole('tab', { name: '今日大厅' }) : page.locator('main.window')).toBeVisible();
}

/** As a manager configures it. */
async function configure(page: Page): Promise<void> {
  await signIn(page, '03');
  const code = await page.evaluate(
    async ({ origin, certificate }) => {
      const answer = await window.daoban.call('sources.configure', {
        document: {
          sources: [
            {
              transport: 'rest', code: 'identity', certificates: [{ matter: '*', material: certificate }], provider: '公安', legalBasis: '户口登记条例', needsConsent: false,
              baseUrl: origin, request: { method: 'GET', path: '/person/{applicant.paper.number}' }, signing: { kind: 'none' }, limits: { attempts: 1, answerMilliseconds: 60_000, totalMilliseconds: 60_000 },
              answers: [{ status: 200, pointer: '/name', exists: true, outcome: 'found' }], fields: [{ pointer: '/name', labelZh: '姓名', labelEn: 'Name' }],
            },
          ],
        },
      });
      return answer.ok ? 'done' : answer.error.code;
    },
    { origin: server.origin, certificate: material },
  );
  expect(code).toBe('done');
  await page.getByRole('button', { name: '退出' }).click();
}

const row = (page: Page) => page.locator(`[data-material="${material}"]`);
const preview = (page: Page) => page.getByRole('dialog', { name: `核对${material}` });

/** A visitor at the window, applicant filled in, the certificate asked for. */
async function ask(page: Page, paper = visitor.paper): Promise<void> {
  await page.evaluate(async () => {
    const answer = await window.daoban.call('visit.receive', { matters: ['card-apply'], visitor: { applicant: 'person', phone: 'none', inPerson: true }, lane: 'window', overrideReason: '群众要到窗口' });
    if (!answer.ok) throw new Error(answer.error.code);
  });
  await page.keyboard.press('F2');
  await expect(page.getByText(/A\d+ 已叫号/)).toBeVisible();
  await page.keyboard.press('F5');
  await page.getByLabel('姓名', { exact: true }).fill(visitor.name);
  await page.getByLabel('证件号码').fill(paper);
  await row(page).getByRole('button', { name: '调取', exact: true }).click();
}

async function lookAtIt(page: Page): Promise<void> {
  await ask(page);
  await expect(preview(page).getByText(canary)).toBeVisible();
}

async function started(launch: (options?: LaunchOptions) => Promise<Daoban>): Promise<Daoban> {
  const daoban = await launch(launchOptions());
  await configure(daoban.page);
  await signIn(daoban.page, '02', 3);
  return daoban;
}

test('取到的内容正显示时断电（kill -9），哪里都没有留下', async ({ launchDaoban }) => {
  const { page, kill } = await started(launchDaoban);
  await lookAtIt(page);
  expect(everywhere(places)).toEqual([]);
  await kill();
  expect(everywhere(places)).toEqual([]);
  expect(server.requests).toHaveLength(1);
  // The search finds what is there.
  expect(filesWith([places.data], '演示一号台').some((file) => path.basename(file).startsWith('station.db'))).toBe(true);
});

test('中途取消、采用并办结、不采用、看着就关掉程序，哪里都没有留下', async ({ launchDaoban }) => {
  const { page, close } = await started(launchDaoban);
  await ask(page, slow);
  await expect(row(page)).toContainText('正在调取');
  await row(page).getByRole('button', { name: '取消' }).click();
  await expect(row(page)).toContainText('已取消调取');
  expect(everywhere(places)).toEqual([]);

  await page.getByLabel('证件号码').fill(visitor.paper);
  await row(page).getByRole('button', { name: /调取/ }).click();
  await expect(preview(page).getByText(canary)).toBeVisible();
  await preview(page).getByRole('button', { name: '一致，采用' }).click();
  for (const [name, action] of [['居民身份证', '已收'], ['符合要求的证件照', '已核对']] as const) await page.locator(`[data-material="${name}"]`).getByRole('button', { name: action, exact: true }).click();
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog', { name: '办件回执预览' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(everywhere(places)).toEqual([]);

  await lookAtIt(page);
  await page.keyboard.press('Escape');
  await expect(row(page)).toContainText('没有采用，已清除');
  expect(everywhere(places)).toEqual([]);
  await row(page).getByRole('button', { name: /调取/ }).click();
  await expect(preview(page).getByText(canary)).toBeVisible();
  await close();
  expect(everywhere(places)).toEqual([]);
});

/** Core dumps of any size for what is started from here; what the system lets us. */
const allowCoreDumps = (): boolean => spawnSync('prlimit', ['--pid', String(process.pid), '--core=unlimited']).status === 0;

/** Whether this machine writes a core dump where the process stands, and whether one would hold what the process held. */
async function dumpsHoldMemory(): Promise<boolean> {
  const folder = makeFolder('daoban-dump-');
  const dying = spawn(process.execPath, ['-e', `globalThis.kept = ${JSON.stringify(canary)} + Math.random(); process.abort()`], { cwd: folder, stdio: 'ignore' });
  await once(dying, 'exit');
  const found = filesWith([folder], canary).length > 0;
  rmSync(folder, { recursive: true, force: true });
  return found;
}

/** Every kind of process that the app is made of. */
const chromiumTypes = ['zygote', 'renderer', 'gpu-process', 'utility'] as const;

/** Not a renderer by SIGSEGV: one that is sent from outside is no fault of its own, and V8's handler lets it pass. */
const crashes = [['renderer', 'SIGABRT'], ['gpu-process', 'SIGABRT'], ['node.mojom.NodeService', 'SIGSEGV'], ['node.mojom.NodeService', 'SIGABRT'], ['browser', 'SIGABRT']] as const;

for (const [type, signal] of crashes) {
  test(`取到的内容正显示时 ${type} 进程崩溃（${signal}），系统不写转储`, async ({ launchDaoban }) => {
    test.skip(process.platform !== 'linux', 'core dumps of Linux');
    expect(allowCoreDumps()).toBe(true);
    test.info().annotations.push({ type: 'core dumps', description: (await dumpsHoldMemory()) ? 'this machine writes them' : 'this machine writes none in the folder of the process' });
    const { app, page, kill } = await started(launchDaoban);
    await lookAtIt(page);
    expect([app.process().pid ?? 0, ...chromiumTypes.flatMap((one) => processesOf(app, one))].map((pid) => /^Max core file size +(\S+) +(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.slice(1)).filter((limits) => limits?.join() !== '1,1')).toEqual([]);
    const dying = type === 'browser' ? [app.process().pid ?? 0] : processesOf(app, type);
    expect(dying.length).toBeGreaterThan(0);
    for (const pid of dying) process.kill(pid, signal);
    await expect.poll(() => dying.filter(isRunning), { timeout: 60_000 }).toEqual([]);
    expect(everywhere(places)).toEqual([]);
    await kill();
    expect(everywhere(places)).toEqual([]);
    expect(readdirSync(places.cwd)).toEqual([]);
  });
}
