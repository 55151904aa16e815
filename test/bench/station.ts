/** A demonstration station in a folder of its own, and calls that are parsed by the contract. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openCounter, type Counter } from '../../main/core/counter.ts';
import type { Caller } from '../../main/core/context.ts';
import { foundDemo } from '../../main/core/demo/found-demo.ts';
import { CatalogueDocument } from '../../shared/catalogue/catalogue.ts';
import { schemas, type OperationName, type Output, type Request } from '../../shared/contract/contract.ts';

export const resources = path.join(import.meta.dirname, '../../resources');

export const sampleCatalogue = (): CatalogueDocument => CatalogueDocument.parse(JSON.parse(readFileSync(path.join(resources, 'sample/catalogue.json'), 'utf8')));

export const makeFolder = (): string => mkdtempSync(path.join(tmpdir(), 'daoban-bench-'));

export const manager: Caller = { kind: 'command-line', user: 'bench', role: 'manager' };

/** Founds the demonstration station in an empty folder: sample catalogue, sample lists, four members of staff. */
export async function foundStation(folder: string): Promise<void> {
  const counter = openCounter({ folder, access: 'write', key: null, resources });
  try {
    await foundDemo(counter, resources);
  } finally {
    counter.close();
  }
}

/** Gives the action a founded station, and removes it afterwards. */
export async function withStation<Value>(action: (counter: Counter, folder: string) => Promise<Value>): Promise<Value> {
  const folder = makeFolder();
  try {
    await foundStation(folder);
    const counter = openCounter({ folder, access: 'write', key: null, resources });
    try {
      return await action(counter, folder);
    } finally {
      counter.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One call whose answer is checked; for what prepares a measurement, not for what is measured. */
export async function ask<Name extends OperationName>(counter: Counter, caller: Caller, name: Name, input: Request<Name>): Promise<Output<Name>> {
  const result = await counter.call(name, input, caller);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}: ${result.error.message}`);
  return schemas[name].output.parse(result.value);
}
