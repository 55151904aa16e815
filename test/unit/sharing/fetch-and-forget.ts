/** Run with --expose-gc: fetches once from the source given, keeps the receipt (or everything, if told so), and writes its own heap to the standard output. */
import { randomBytes } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { getHeapSnapshot } from 'node:v8';
import { createSharing } from '../../../main/core/sharing/fetch-certificate.ts';
import { person, sourceOf } from './trial.ts';

const [document = '{}', keep] = process.argv.slice(2);
const given: unknown = JSON.parse(document);
const sharing = createSharing({ now: Date.now, random: randomBytes });
const kept: unknown[] = [];

async function once(): Promise<void> {
  const answer = await sharing.fetch(sourceOf({ ...(typeof given === 'object' ? given : {}) }), () => null, person, new AbortController().signal);
  const { fields, ...receipt } = answer;
  kept.push(receipt, keep === 'keep' ? fields : fields.length);
}

await once();
for (let round = 0; round < 3; round++) {
  await wait(20);
  await globalThis.gc?.({ execution: 'async', type: 'major' });
}
await pipeline(getHeapSnapshot(), process.stdout, { end: false });
process.stdout.write(JSON.stringify({ detail: kept.length }));
