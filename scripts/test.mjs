// `npm test`: everything that must hold, in the order in which a fault shows soonest; or the named parts only, e.g.
// `node scripts/test.mjs lint unit`. Ends with one plain line, summed over the runners; each check counts as one.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { modernNode, root } from './node.mjs';
import { ensureSystemPackages } from './system.mjs';

/** @typedef {{ passed: number, failed: number, skipped?: number }} Counts */

const results = path.join(root, 'test-results');
const node = modernNode();

/** @param {string} script @param {readonly string[]} words @returns {boolean} whether it ended well */
const run = (script, words) => spawnSync(node, [path.join(root, script), ...words], { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}` } }).status === 0;

/** @param {boolean} good @returns {Counts} */
const one = (good) => ({ passed: good ? 1 : 0, failed: good ? 0 : 1 });

/** @param {readonly Counts[]} all @returns {Required<Counts>} */
const sum = (all) =>
  all.reduce((/** @type {Required<Counts>} */ total, counts) => ({ passed: total.passed + counts.passed, failed: total.failed + counts.failed, skipped: total.skipped + (counts.skipped ?? 0) }), { passed: 0, failed: 0, skipped: 0 });

/**
 * What a runner wrote down, or one failure if it wrote nothing; and one if it ended badly without naming a failed test.
 * @template T @param {string} file @param {boolean} good @param {(report: T) => Required<Counts>} count @returns {Counts}
 */
const counted = (file, good, count) => {
  try {
    const counts = count(JSON.parse(readFileSync(file, 'utf8')));
    return good || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
};

/** @returns {Counts} */
const unit = () => {
  ensureSystemPackages(['document']);
  const file = path.join(results, 'unit.json');
  rmSync(file, { force: true });
  const good = run('node_modules/vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  return counted(file, good, (/** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */ report) => ({
    passed: report.numPassedTests,
    // A file that does not load has no failed test in it.
    failed: report.numFailedTests + report.testResults.filter((one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed')).length,
    skipped: report.numPendingTests,
  }));
};

/** @returns {Counts} */
const e2e = () => {
  const file = path.join(results, 'e2e.json');
  rmSync(file, { force: true });
  const good = run('scripts/e2e.mjs', []);
  return counted(file, good, (/** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} */ { stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }));
};

/** Enough for each fault to be tried a few dozen times; `npm run test:faults -- --seconds N` takes longer. */
const faultSeconds = '40';

const projects = ['shared', 'main/core', 'main', 'renderer', 'test', 'scripts'];

/** @type {Readonly<Record<string, () => Counts | Promise<Counts>>>} */
const parts = {
  lock: () => one(run('scripts/check-lock.mjs', [])),
  arrows: () => one(run('scripts/check-arrows.mjs', [])),
  typecheck: () => sum(projects.map((project) => one(run('node_modules/typescript/bin/tsc', ['--noEmit', '-p', project])))),
  lint: () => one(run('node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings'])),
  unused: () => one(run('node_modules/knip/bin/knip.js', ['--no-progress'])),
  build: () => one(build()),
  unit,
  e2e,
  faults: () => one(run('scripts/faults.mjs', ['--seconds', faultSeconds])),
  smoke: async () => (await import('./smoke.mjs')).smoke(),
};

const words = process.argv.slice(2);
const named = words.filter((word) => !word.startsWith('--'));
// The packed app is tested where the whole is, in .ci/run; it takes the longest and changes the least.
const wanted = named.length > 0 ? named : Object.keys(parts).filter((name) => name !== 'smoke' || words.includes('--smoke'));
const unknown = wanted.filter((name) => parts[name] === undefined);
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

mkdirSync(results, { recursive: true });
/** @type {Map<string, Counts>} */
const all = new Map();
for (const name of wanted) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  try {
    all.set(name, (await parts[name]?.()) ?? one(false));
  } catch (error) {
    console.error(error);
    all.set(name, one(false));
  }
  const counts = all.get(name);
  console.log(`-- ${name}: ${counts?.passed} passed, ${counts?.failed} failed, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
const total = sum([...all.values()]);
const broken = [...all].filter(([, counts]) => counts.failed > 0).map(([name]) => name);
console.log('');
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
if (broken.length > 0) console.log(`failed: ${broken.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
