/**
 * `npm run test:faults`: bad days on purpose, for as long as it is given. `-- --seconds 600` tries longer, `-- --seed 7` repeats a
 * run, `-- --only power` a part, `-- --only soak --transactions 90289` a district's year, `-- --write` puts the table into docs/reliability.md. Exit status 1 where anything was wrong.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dice } from '../../main/core/demo/traffic.ts';
import { flippedBytes } from './bytes.ts';
import type { Fault } from './fault.ts';
import { badFolder } from './folder.ts';
import { httpsFault } from './https.ts';
import { hubFault } from './hub.ts';
import { killedAtEveryCall, killedForReal } from './killed.ts';
import { networkKill } from './network-kill.ts';
import { powerCut } from './power-cut.ts';
import { buildRecorder } from './recorder.ts';
import { report, writeReport, type Outcome } from './report.ts';
import { soak } from './soak.ts';
import { foundTemplate, removeTemporaries, temporary } from './station.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' }, only: { type: 'string' }, transactions: { type: 'string', default: '160' }, write: { type: 'boolean', default: false } } });

const faults: readonly Fault[] = [killedForReal, killedAtEveryCall, powerCut, flippedBytes, badFolder, hubFault, httpsFault, networkKill, soak];
const wanted = faults.filter(({ name }) => values.only === undefined || name.includes(values.only));
if (wanted.length === 0) throw new Error(`there is no fault ${values.only}; there are ${faults.map(({ name }) => name).join(', ')}`);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const share = (Number(values.seconds) * 1000) / wanted.length;
const again = `npm run test:faults -- --seed ${seed} --seconds ${values.seconds} --transactions ${values.transactions}`;
console.log(`seed ${seed}; again with: ${again}`);

const recorder = buildRecorder(temporary('recorder'));
const template = await foundTemplate();
const outcomes: Outcome[] = [];
for (const fault of wanted) {
  const started = performance.now();
  // Each fault has dice of its own, so that leaving one out does not change the others.
  const tally = await fault.run({ roll: dice(seed + faults.indexOf(fault)), enough: () => performance.now() - started > share, template, recorder, transactions: Number(values.transactions) });
  outcomes.push({ fault, tally });
  for (const failure of tally.failures) console.error(`${fault.name}: ${failure}\n  again with: ${again} --only '${fault.name}'`);
}
const text = report(outcomes, seed);
console.log(text);
if (values.write) writeReport(path.join(import.meta.dirname, '../../docs/reliability.md'), text);
const failed = outcomes.filter(({ tally }) => tally.lost + tally.duplicated + tally.wrong > 0).length;
console.log(`${outcomes.length - failed} passed, ${failed} failed`);
if (failed === 0) removeTemporaries();
process.exitCode = failed === 0 ? 0 : 1;
