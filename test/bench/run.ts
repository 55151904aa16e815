/** `npm run bench`: measures, prints the table, writes it down where asked. The script of that name prepares the window and calls this. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Outcome } from './figures.ts';
import { benchExport } from './export.ts';
import { benchFetch } from './fetch.ts';
import { benchFinish } from './finish.ts';
import { measureGrowth, type GrowthLoad } from './growth.ts';
import { growthReport } from './growth-report.ts';
import { benchHub, type HubLoad } from './hub.ts';
import { describeMachine } from './machine.ts';
import { benchScan } from './scan.ts';
import { benchSearch } from './search.ts';
import { benchStart } from './start.ts';
import { report, writeReport, type Part } from './table.ts';
import { benchUpload } from './upload.ts';
import { benchVerify } from './verify.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, long: { type: 'boolean', default: false }, only: { type: 'string' }, stations: { type: 'string' }, write: { type: 'boolean', default: false } } });

const benches: Readonly<Record<string, (quick: boolean) => Promise<Outcome>>> = {
  start: (quick) => benchStart(quick ? 2 : 5),
  search: (quick) => benchSearch(quick ? 2 : 7),
  finish: (quick) => (quick ? benchFinish(2, 1000) : benchFinish(5, 3000)),
  fetch: (quick) => benchFetch(quick ? 3 : 9),
  scan: (quick) => (quick ? benchScan(2, 100_000) : benchScan(5, 1_000_000)),
  hub: (quick) => benchHub(hubLoad(quick)),
  export: (quick) => benchExport(quick ? 2 : 5),
  upload: (quick) => (quick ? benchUpload(1, 300, 2000) : benchUpload(3, 1000, 10_000)),
  verify: (quick) => benchVerify(quick ? 1 : 5),
};

/** A year of the source report's hall is 90,289 transactions; `--long` sends it, and fills the hub of a thousand stations for longer. */
function hubLoad(quick: boolean): HubLoad {
  if (values.long) return { transactions: 90_289, runs: 1, stations: [10, 100, 1000], rounds: 20 };
  return { transactions: quick ? 5000 : 20_000, runs: quick ? 1 : 2, stations: [10, 100, 1000], rounds: quick ? 1 : 3 };
}

function growthLoad(): GrowthLoad {
  const stations = values.stations ?? null;
  if (values.quick) return { sizes: [10_000], runs: 3, provenUpTo: 10_000, stations };
  return { sizes: [10_000, 100_000, 1_000_000, ...(values.long ? [5_000_000] : [])], runs: 7, provenUpTo: values.long ? Infinity : 100_000, stations };
}

const only = values.only?.split(',');
if (values.write && only !== undefined && only.join() !== 'growth') throw new Error('--write takes the whole table, or --only growth');
const wanted = (only ?? Object.keys(benches)).filter((name) => name !== 'growth');
const documentFile = path.join(import.meta.dirname, '../../docs/performance.md');
const machine = describeMachine(wanted.includes('start') ? (process.env['DAOBAN_ELECTRON_VERSION'] ?? null) : null);
const outcomes: Outcome[] = [];
for (const name of wanted) {
  const bench = benches[name];
  if (bench === undefined) throw new Error(`there is no bench ${name}; there are ${Object.keys(benches).join(', ')}`);
  process.stderr.write(`measuring ${name} …\n`);
  outcomes.push(await bench(values.quick));
}
if (outcomes.length > 0) tell('bench', report(machine, outcomes));
if (only === undefined || only.includes('growth')) {
  process.stderr.write('measuring growth …\n');
  tell('growth', growthReport(machine, await measureGrowth(growthLoad())));
}

function tell(part: Part, text: string): void {
  console.log(text);
  if (values.write) writeReport(documentFile, part, text);
}
