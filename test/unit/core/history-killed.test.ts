import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { historyFile, historyMapping } from '../../fixtures/history.ts';
import { emptyFolder, morning, opened, openStation, passphrase, resources, stationOf } from '../../fixtures/station.ts';

const worker = fileURLToPath(new URL('../../fixtures/import-until-killed.ts', import.meta.url));

/** Whether it was killed before it had done. */
async function importedUntilKilled(folder: string, input: string, after: number): Promise<boolean> {
  const child = spawn(process.execPath, [worker, folder, input, passphrase, resources], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), after));
  await once(child, 'close');
  expect(errors).toBe('');
  return child.signalCode === 'SIGKILL';
}

describe('an import that is killed, again and again', () => {
  it('keeps whole batches and says that it is not complete; the same file brings the rest, each transaction once', async () => {
    const count = 6000;
    const station = await openStation();
    const file = historyFile(Array.from({ length: count }, (_, index) => ({ number: `K${index}`, day: '2025-03-04', matter: '灵活就业人员参保登记', materials: [['居民身份证', '收取']] })));
    const input = path.join(emptyFolder(), 'input.json');
    writeFileSync(input, JSON.stringify({ file, mapping: historyMapping }));
    station.close();
    const moments = Array.from({ length: 6 }, () => Math.floor(Math.random() * 1500));
    let held = 0;
    for (const after of moments) {
      const killed = await importedUntilKilled(station.folder, input, after);
      const again = stationOf(opened({ folder: station.folder }), station.folder, { now: morning });
      const { imports } = await again.call('history.imports', {});
      const whole = imports.reduce((sum, { transactions }) => sum + transactions, 0);
      expect({ moments, whole, grows: whole >= held, all: killed || whole === count }).toEqual({ moments, whole, grows: true, all: true });
      for (const { transactions, expected } of imports) expect({ moments, part: transactions === expected || transactions % 200 === 0 }).toEqual({ moments, part: true });
      expect(await again.call('journal.verify', {})).toMatchObject({ ok: true });
      held = whole;
      again.close();
    }
    const last = stationOf(opened({ folder: station.folder }), station.folder, { now: morning });
    expect(await last.call('history.import', { file, mapping: historyMapping })).toMatchObject({ complete: true, imported: count - held, alreadyHere: held });
    const { imports } = await last.call('history.imports', {});
    expect(imports.reduce((sum, { transactions }) => sum + transactions, 0)).toBe(count);
    expect(await last.call('journal.verify', {})).toMatchObject({ ok: true });
    expect(await last.call('journal.rebuild', {})).toMatchObject({ ok: true });
    const { totals } = await last.call('statistics.volume', { from: '2025-03-04', to: '2025-03-04', by: ['matter'] });
    expect(totals.transactions).toBe(count);
  }, 120_000);
});
