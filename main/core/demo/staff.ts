/** Who works at the demonstration station, and how many of them on a day. */
import { Refusal } from '../../../shared/contract/errors.ts';
import { schemas, type OperationName, type Output } from '../../../shared/contract/contract.ts';
import type { Caller } from '../context.ts';
import type { Counter } from '../counter.ts';
import { demoPin, foundDemo } from './found-demo.ts';

/** A guide 10, clerks 11 to 18 at windows 1 to 8, assistants 21 and 22 in the zones, 30 who reviews licences; made where the station does not have them. */
export const guide = { number: '10', name: '演示引导', roles: ['guide' as const], position: '导办岗' };
export const reviewer = { number: '30', name: '演示审核', roles: ['manager' as const], position: '法制审核岗' };
export const staff = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((window) => ({ number: `1${window}`, name: `演示经办${window}`, roles: ['clerk' as const], position: '综合受理岗', window })),
  { number: '21', name: '演示帮办1', roles: ['assistant' as const], position: '掌上帮办岗', window: 21 },
  { number: '22', name: '演示帮办2', roles: ['assistant' as const], position: '网办自助岗', window: 22 },
];

/** One window does about fifty visits a day; with fewer people in the hall fewer windows are staffed, so that queues form as they do. */
const visitsPerWindow = 50;

export const onDuty = (visits: number): typeof staff => staff.filter(({ window }) => window > 20 || window <= Math.max(1, Math.ceil(visits / visitsPerWindow)));

const commandLine: Caller = { kind: 'command-line', user: 'demo', role: 'manager' };

/** Founds a trial station where the folder is empty, with a catalogue from `at` on. Refuses a station that is not for trial, and one whose journal is already later. */
export async function readyStation(counter: Counter, resources: string, at: number): Promise<void> {
  const status = await counter.call('station.status', {}, commandLine);
  if (!status.ok && status.error.code === 'station-missing') {
    await foundDemo(counter, resources, at);
  } else {
    const { trial, clockSetTo } = valueOf('station.status', status);
    if (!trial) throw new Refusal('clock-not-trial', 'demonstration traffic is for trial stations only');
    if (clockSetTo !== null && clockSetTo > at) throw new Refusal('clock-backwards', 'the clock of this station was already set to a later instant');
  }
  const { accounts } = valueOf('account.list', await counter.call('account.list', {}, commandLine));
  const known = new Set(accounts.map((account) => account.number));
  for (const { number, name, roles, position } of [guide, reviewer, ...staff]) {
    if (!known.has(number)) valueOf('account.create', await counter.call('account.create', { number, name, roles, position, pin: demoPin }, commandLine));
  }
}

/** The value of an answer, parsed by the contract; a refusal ends the demonstration with its reason. */
export function valueOf<Name extends OperationName>(name: Name, result: Awaited<ReturnType<Counter['call']>>): Output<Name> {
  if (!result.ok) throw new Refusal(result.error.code, `${name}: ${result.error.message}`, result.error.issues);
  return schemas[name].output.parse(result.value);
}
