/** The demonstration station: sample catalogue, sample lists, licence conditions, four members of staff who do not exist. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { OperationName } from '../../../shared/contract/contract.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { Role } from '../../../shared/contract/operation.ts';
import type { Counter } from '../counter.ts';

/** Known to everyone who reads the manual; a trial station says so on its sign-in page. */
export const demoPin = '246810';

export const demoStaff = [
  { number: '01', name: '周引导', roles: ['guide'], position: '导办岗' },
  { number: '02', name: '林经办', roles: ['clerk'], position: '综合受理岗' },
  { number: '03', name: '吴主任', roles: ['manager'], position: '大厅负责人' },
  { number: '04', name: '何帮办', roles: ['assistant'], position: '掌上帮办岗' },
] as const satisfies readonly { number: string; name: string; roles: Role[]; position: string }[];

/** The day from which the sample catalogue counts, unless the demonstration begins before it. */
const sampleEffectiveFrom = '2025-01-01';

/** Founds the station in an empty folder, all through operations; `at` puts the founding before the traffic to come. */
export async function foundDemo(counter: Counter, resources: string, at?: number): Promise<void> {
  const call = async (name: OperationName, input: unknown): Promise<void> => {
    const result = await counter.call(name, input, { kind: 'command-line', user: 'demo', role: 'manager', ...(at === undefined ? {} : { at }) });
    if (!result.ok) throw new Refusal(result.error.code, result.error.message, result.error.issues);
  };
  const sample = (file: string): unknown => JSON.parse(readFileSync(path.join(resources, 'sample', file), 'utf8'));
  await call('station.init', { name: '演示一号台', site: '区行政服务中心一楼东', trial: true });
  await call('catalogue.import', { document: sample('catalogue.json'), effectiveFrom: at !== undefined && businessDay(at) < sampleEffectiveFrom ? businessDay(at) : sampleEffectiveFrom });
  await call('reductions.import', { document: sample('reduction-lists.json') });
  await call('licence.adopt', { document: sample('licence-conditions.json') });
  for (const { number, name, roles, position } of demoStaff) await call('account.create', { number, name, roles, position, pin: demoPin });
}
