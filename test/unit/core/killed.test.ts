import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { morning, opened, passphrase, resources, stationFolder, stationOf, type Station } from '../../fixtures/station.ts';
import { machineClock } from '../../../main/core/clock.ts';
import type { Output } from '../../../shared/contract/contract.ts';

const worker = fileURLToPath(new URL('../../fixtures/work-until-killed.ts', import.meta.url));

/** Lets a process work, kills it that many milliseconds after its first answer, and gives what it had answered by then. */
async function workedUntilKilled(folder: string, after: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [worker, folder, passphrase, resources], { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (told === '') setTimeout(() => child.kill('SIGKILL'), after);
    told += text;
  });
  await once(child, 'close');
  expect(errors).toBe('');
  // A line without its end was not shown in full.
  return told.split('\n').slice(0, -1);
}

/** All transactions, newest first, over as many pages as there are. */
async function everything(station: Station, before?: string): Promise<Output<'transaction.list'>['transactions']> {
  const { transactions, more } = await station.call('transaction.list', { from: '2020-01-01', to: '2999-12-31', limit: 500, ...(before === undefined ? {} : { before }) });
  const last = transactions.at(-1)?.number;
  return more && last !== undefined ? [...transactions, ...(await everything(station, last))] : transactions;
}

describe('a counter that is killed', () => {
  it('has every transaction that it answered, without a gap, and a journal that verifies', async () => {
    const folder = await stationFolder();
    const answered: string[] = [];
    const moments = Array.from({ length: 5 }, () => Math.floor(Math.random() * 250));
    for (const after of moments) {
      answered.push(...(await workedUntilKilled(folder, after)));
      const station = stationOf(opened({ folder, clock: machineClock(), checkPages: true }), folder, { now: morning });
      const held = await everything(station);
      const lines = new Set(held.map(({ ticket, number }) => `${ticket ?? ''} ${number}`));
      expect({ moments, lost: answered.filter((line) => !lines.has(line)) }).toEqual({ moments, lost: [] });
      expect(held.map(({ number }) => Number(number.slice(5)))).toEqual(held.map((_, index) => held.length - index));
      expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
      station.close();
    }
    expect(answered.length).toBeGreaterThanOrEqual(moments.length);
  }, 60_000);
});
