/** A process that is killed: for real at seeded calls of one long life, and at each call of a recorded run. */
import path from 'node:path';
import { between, count, emptyTally, type Fault } from './fault.ts';
import { imagesOf } from './images.ts';
import { copyOf, faultsOf, temporary, toldIn } from './station.ts';
import { work } from './work.ts';

/** About as many calls as a worker makes in its steps, so that most kills fall into the work. */
const mostCalls = 700;

/** One station, killed again and again; it works on after each. */
export const killedForReal: Fault = {
  name: 'killed',
  what: 'SIGKILL right before a seeded write, sync, rename or unlink; the same station works on and is killed again',
  async run({ roll, enough, template, recorder }) {
    const tally = emptyTally();
    const folder = path.join(temporary('killed'), 'station');
    copyOf(template, folder);
    do {
      const killAt = between(roll, 1, mostCalls);
      const seed = between(roll, 1, 1_000_000);
      await work({ folder, recorder, seed, steps: 8, killAt });
      const started = performance.now();
      const faults = await faultsOf(folder, toldIn(folder));
      count(tally, faults, `life ${tally.tried + 1}, killed at call ${killAt} of seed ${seed}`, performance.now() - started);
      if (faults.length > 0) break;
    } while (!enough());
    return tally;
  },
};

/** What a killed process leaves is every call before it, whole: the page cache outlives it. So each call of one run can be tried from its record. */
export const killedAtEveryCall: Fault = {
  name: 'killed at every call',
  what: 'the folder as it stood before each single call of a recorded run (in seeded order, all of them with enough time)',
  run: (setting) => imagesOf(setting, [{ name: 'killed', keep: () => true, tear: (bytes) => bytes }]),
};
