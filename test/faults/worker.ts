/**
 * Works at a station for a number of seeded steps and says what was answered: `node worker.ts FOLDER SEED STEPS`. Each line of
 * FOLDER/../answered (one write, unbuffered) is what a person was told: a number on a slip, a closed day.
 */
import { openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { dice } from '../../main/core/demo/traffic.ts';
import { openCounter } from '../../main/core/counter.ts';
import { schemas, type OperationName, type Output, type Request } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/contract/operation.ts';
import { residentIdCheckCharacter } from '../../shared/identity/resident-id.ts';
import { faultKey, resources } from './station.ts';

const [folder = '', seed = '1', steps = '20'] = process.argv.slice(2);
const counter = openCounter({ folder, access: 'write', key: faultKey, resources, patience: 2000 });
const answered = openSync(path.join(folder, 'answered'), 'a');
const roll = dice(Number(seed));

async function call<Name extends OperationName>(name: Name, input: Request<Name>, role: Role = 'clerk'): Promise<Output<Name>> {
  const result = await counter.call(name, input, { kind: 'command-line', user: 'faults', role });
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return schemas[name].output.parse(result.value);
}

const tell = (line: string): void => void writeSync(answered, `${line}\n`);

/** Nobody: the area code 000000 is no place. */
function person(): Request<'transaction.finish'>['applicant'] {
  const body = `00000019800101${String(Math.floor(roll() * 1000)).padStart(3, '0')}`;
  return { kind: 'person', name: '试验某', paper: { type: 'resident-id', number: body + residentIdCheckCharacter(body) } };
}

const matters = ['si-account', 'card-apply', 'une-funeral'] as const;
const handled: string[] = [];

for (let step = 0; step < Number(steps); step += 1) {
  const matter = matters[Math.floor(roll() * matters.length)] ?? 'si-account';
  const { visit, ticket } = await call('visit.receive', { matters: [matter], visitor: { applicant: 'person', phone: 'none', inPerson: true, wants: 'window' } });
  tell(`ticket ${visit} ${ticket.number}`);
  if (roll() < 0.1) {
    await call('ticket.close', { ticket: visit, reason: '改日再来' });
    continue;
  }
  await call('ticket.call', { window: 1, ticket: visit });
  await call('ticket.start', { ticket: visit });
  const { materials } = await call('certificates.resolve', { matter });
  const { number } = await call('transaction.finish', {
    ticket: visit, matter, applicant: person(), outcome: 'completed', materials: materials.map(({ name, disposition }) => ({ name, way: disposition })),
  });
  handled.push(number);
  tell(`number ${number}`);
  if (roll() < 0.2) {
    const corrected = handled[Math.floor(roll() * handled.length)] ?? number;
    const note = `更正 ${step}`;
    const { amendment } = await call('transaction.amend', { number: corrected, change: { note }, reason: '补记' });
    tell(`amendment ${corrected} ${amendment}`);
  }
  if (roll() < 0.1) {
    const { manifest } = await call('day.close', {});
    tell(`closed ${manifest.day} ${manifest.number}`);
  }
}
counter.close();
tell('done');
