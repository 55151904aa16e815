/**
 * Works at a station for a number of seeded steps and says what was answered: `node worker.ts FOLDER SEED STEPS [TARGET]`. Each line of
 * FOLDER/answered (one write, unbuffered) is what a person was told: a number on a slip, a closed day. With a target it sends after every third step.
 */
import { openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { dice } from '../../main/core/demo/traffic.ts';
import { openCounter } from '../../main/core/counter.ts';
import { handleOne, type Desk } from './handle.ts';
import { callerOf, faultKey, resources } from './station.ts';

const [folder = '', seed = '1', steps = '20', target] = process.argv.slice(2);
const counter = openCounter({ folder, access: 'write', key: faultKey, resources, patience: 2000 });
const answered = openSync(path.join(folder, 'answered'), 'a');
const tell = (line: string): void => void writeSync(answered, `${line}\n`);
const call = callerOf(counter);
const desk: Desk = { call, roll: dice(Number(seed)), handled: [], tell, withoutPhone: 0.2 };

for (let step = 0; step < Number(steps); step += 1) {
  await handleOne(desk, step);
  if (target !== undefined && step % 3 === 2) await call('upload.run', { target });
}
counter.close();
tell('done');
