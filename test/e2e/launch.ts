/**
 * The fixture of the end-to-end tests: the built app in a real Electron, sandbox on. `npm run e2e` stages the app and
 * says by environment where it is. A test fails on what a person would not see: an error in the console, an uncaught
 * exception, a breach of the content security policy.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron as electron, test as base, type ElectronApplication, type Page, type TestInfo } from '@playwright/test';

export { expect } from '@playwright/test';

const root = path.join(import.meta.dirname, '../..');
const nobody = 65534;

export interface LaunchOptions {
  /** An existing data folder, to open the same counter again; a new one is made without it. */
  readonly data?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further words for the app, after `--data DIR`. */
  readonly args?: readonly string[];
  /** The folder the app stands in, where the system would write a core dump. */
  readonly cwd?: string;
  /** Takes the right to write to the data folder away from the app. */
  readonly readOnly?: boolean;
  /** Messages that this test provokes on purpose. */
  readonly tolerate?: readonly RegExp[];
}

export interface Daoban {
  readonly app: ElectronApplication;
  /** The first window, its document loaded. */
  readonly page: Page;
  readonly data: string;
  /** What the app has written so far to stdout and stderr. */
  readonly output: () => string;
  /** Ends the app as a person does. */
  readonly close: () => Promise<void>;
  /** Ends every process of the app at once, as kill -9 does. */
  readonly kill: () => Promise<void>;
}

const required = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: run these tests through "npm run e2e"`);
  return value;
};

/** A new folder that the app, which may run as nobody, may write to. */
export const makeFolder = (name: string): string => {
  const folder = mkdtempSync(path.join(tmpdir(), name));
  chmodSync(folder, 0o777);
  return folder;
};

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** The processes of a running app by Chromium’s `--type`, or by `--utility-sub-type`. */
export const processesOf = (app: ElectronApplication, type: string): readonly number[] =>
  processTree(app.process().pid ?? 0).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/).some((word) => word === `--type=${type}` || word === `--utility-sub-type=${type}`);
    } catch {
      return false;
    }
  });

/** A process and all below it, in the system's view, whatever process namespaces the sandbox has made. */
const processTree = (top: number): readonly number[] => {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The name of the program stands in brackets and may hold spaces: the parent is the second word after it.
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended while we looked.
    }
  }
  const below = (pid: number): readonly number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(top);
};

/** Whether a process has not ended yet; one that ended and was not asked for its exit code has. */
export const isRunning = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

const killTree = async (top: number | undefined): Promise<void> => {
  if (top === undefined) return;
  const pids = processTree(top);
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went with its parent.
    }
  }
  const deadline = Date.now() + 5_000;
  while (pids.some(isRunning) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
};

interface Watch {
  /** Asks the open windows for what they wrote before anybody listened. */
  readonly gather: () => Promise<void>;
  readonly problems: () => readonly string[];
}

/** Collects what went wrong in the windows, from their first line on. */
const watch = (app: ElectronApplication, tolerate: readonly RegExp[]): Watch => {
  const seen = new Set<string>();
  const context = app.context();
  context.on('console', (message) => {
    if (message.type() === 'error') seen.add(`console.error: ${message.text()}`);
  });
  context.on('weberror', (error) => seen.add(`uncaught: ${String(error.error())}`));
  return {
    gather: async () => {
      for (const page of app.windows()) {
        const messages = await page.consoleMessages().catch(() => []);
        for (const message of messages) if (message.type() === 'error') seen.add(`console.error: ${message.text()}`);
        for (const error of await page.pageErrors().catch(() => [])) seen.add(`uncaught: ${String(error)}`);
      }
    },
    problems: () => [...seen].filter((text) => !tolerate.some((pattern) => pattern.test(text))),
  };
};

/** Chromium reports each breach as an error in the console; the listener holds also for what it reports nowhere. */
const reportBreaches = (): void => {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`securitypolicyviolation: ${event.violatedDirective} ${event.blockedURI}`);
  });
};

interface Running {
  readonly daoban: Daoban;
  readonly problems: () => readonly string[];
}

const launch = async (options: LaunchOptions, home: string): Promise<Running> => {
  const data = options.data ?? makeFolder('daoban-data-');
  mkdirSync(data, { recursive: true });
  // Data that a test prepared as root, for an app that runs as nobody.
  if (process.getuid?.() === 0) spawnSync('chown', ['-R', `${nobody}:${nobody}`, data]);
  if (options.readOnly === true) spawnSync('chmod', ['-R', 'a-w', data]);
  const outputFile = path.join(mkdtempSync(path.join(home, 'launch-')), 'output.txt');
  writeFileSync(outputFile, '');
  const app = await electron.launch({
    executablePath: path.join(root, 'scripts/electron-user.sh'),
    args: [required('DAOBAN_STAGED_APP'), '--data', data, '--force-device-scale-factor=1', '--force-color-profile=srgb', ...(options.args ?? [])],
    // Playwright adds --no-sandbox without it.
    chromiumSandbox: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: {
      ...environment(),
      ELECTRON_BIN: required('DAOBAN_ELECTRON'),
      ELECTRON_HOME: home,
      ELECTRON_OUTPUT: outputFile,
      HOME: home,
      TZ: 'Asia/Shanghai',
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      ...options.env,
    },
  });
  const child = app.process();
  const output = (): string => readFileSync(outputFile, 'utf8');
  const watched = watch(app, options.tolerate ?? []);
  let hung: readonly string[] = [];
  let ended = false;
  const kill = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    await killTree(child.pid);
  };
  const close = async (): Promise<void> => {
    if (ended) return;
    await watched.gather();
    const closed = app.close().then(() => true);
    const limit = new Promise<boolean>((resolve) => setTimeout(resolve, 15_000, false));
    if (await Promise.race([closed, limit])) ended = true;
    else {
      hung = ['the app did not end within 15 s of being closed'];
      await kill();
    }
  };
  try {
    await app.context().addInitScript(reportBreaches);
    const page = await app.firstWindow();
    await page.waitForLoadState();
    return { daoban: { app, page, data, output, close, kill }, problems: () => [...watched.problems(), ...hung] };
  } catch (error) {
    await kill();
    throw new Error(`the app showed no window; it wrote:\n${output()}`, { cause: error });
  }
};

const report = async ({ daoban }: Running, number: number, information: TestInfo): Promise<void> => {
  if (information.status === information.expectedStatus) return;
  const shot = await daoban.page.screenshot({ timeout: 5_000 }).catch(() => null);
  if (shot !== null) await information.attach(`window-${number}.png`, { body: shot, contentType: 'image/png' });
  await information.attach(`output-${number}.txt`, { body: daoban.output(), contentType: 'text/plain' });
};

export const test = base.extend<{ readonly launchDaoban: (options?: LaunchOptions) => Promise<Daoban> }>({
  // Playwright reads the names of the fixtures that a fixture needs from this pattern, here none.
  launchDaoban: async ({}, use, information) => {
    const running: Running[] = [];
    const home = makeFolder('daoban-home-');
    const known = new Set<string>();
    await use(async (options = {}) => {
      const one = await launch(options, home);
      running.push(one);
      known.add(one.daoban.data);
      return one.daoban;
    });
    for (const [index, one] of running.entries()) {
      await report(one, index + 1, information);
      await one.daoban.close();
    }
    for (const folder of [home, ...known]) rmSync(folder, { recursive: true, force: true });
    const problems = running.flatMap((one) => one.problems());
    if (problems.length > 0) throw new Error(`the windows reported:\n${problems.join('\n')}`);
  },
});
