import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handled, received } from '../../fixtures/handling.ts';
import { databaseOf, emptyFolder, opened, openStation, stationOf, type Station } from '../../fixtures/station.ts';
import { setClock } from '../../../main/core/clock.ts';
import { codeOfIncarnation, foundedCode } from '../../../shared/station/incarnation.ts';

const witness = (folder: string): string => path.join(folder, 'station.witness');

function openAt(folder: string, time: { now: number }): Station {
  return stationOf(opened({ folder, clock: setClock(() => time.now) }), folder, time);
}

const ask = { matters: ['si-account'], visitor: { applicant: 'person' } } as const;

/** Why the station may not be written to; null where it goes on. */
async function doubtOf(station: Station): Promise<string | null> {
  const { doubt, entries } = await station.call('station.status', {});
  const answer = await station.counter.call('visit.receive', ask, { kind: 'command-line', user: 'tester', role: 'guide' });
  expect(answer.ok ? null : answer.error.code).toBe(doubt === null ? null : 'station-copied');
  expect((await station.call('station.status', {})).entries).toBe(entries + (doubt === null ? 1 : 0));
  return doubt?.reason ?? null;
}

/** The whole folder as it lies there, at rest or as a kill leaves it. */
function keep(folder: string): string {
  const copy = emptyFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Puts files back in place of those that are there, as a person does with a backup tool or a file manager. */
function putBack(copy: string, folder: string, files: readonly string[]): void {
  for (const file of files) {
    rmSync(path.join(folder, file), { force: true });
    if (existsSync(path.join(copy, file))) cpSync(path.join(copy, file), path.join(folder, file));
  }
}

const databaseFiles = ['station.db', 'station.db-wal', 'station.db-shm'];

describe('a station', () => {
  it('goes on after a restart, and says how far it is witnessed', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    const again = station.reopen();
    expect(await doubtOf(again)).toBeNull();
    const third = again.reopen();
    const { witnessed, entries } = await third.call('journal.verify', {});
    expect(witnessed).toBe(entries);
  });

  it('that was killed before its witness was written is itself: the database may be further than the witness', async () => {
    const station = await openStation();
    const before = path.join(emptyFolder(), 'station');
    // Moved from under it, the station cannot bring its witness up to date any more, as if it had been killed.
    const { witnessed } = await station.call('journal.verify', {});
    await received(station, ['si-account']);
    renameSync(station.folder, before);
    station.close();
    const again = openAt(before, station.time);
    expect((await again.call('station.status', {})).entries).toBeGreaterThan(witnessed ?? 0);
    expect(await doubtOf(again)).toBeNull();
  });

  it('whose folder was moved on the same disk is still itself', async () => {
    const station = await openStation();
    await received(station, ['si-account']);
    station.close();
    const moved = path.join(emptyFolder(), 'moved');
    renameSync(station.folder, moved);
    expect(await doubtOf(openAt(moved, station.time))).toBeNull();
  });

  it('whose folder was copied is a copy there, while the original goes on', async () => {
    const station = await openStation();
    await received(station, ['si-account']);
    const copy = keep(station.folder);
    expect(await doubtOf(openAt(copy, station.time))).toBe('copied');
    expect(await doubtOf(station)).toBeNull();
  });

  it('whose database was put back to yesterday is noticed, with the log or without', async () => {
    const station = await openStation();
    await received(station, ['si-account']);
    station.close();
    const yesterday = keep(station.folder);
    const today = openAt(station.folder, station.time);
    await received(today, ['si-account']);
    const { entries } = await today.call('station.status', {});
    today.close();
    putBack(yesterday, station.folder, databaseFiles);
    const again = openAt(station.folder, station.time);
    expect((await again.call('station.status', {})).doubt).toEqual({ reason: 'put-back', known: entries });
    expect((await again.call('journal.verify', {})).faults).toMatchObject([{ kind: 'witness', seq: entries }]);
    expect(await doubtOf(again)).toBe('put-back');
  });

  it('whose whole folder was put back over itself is noticed', async () => {
    const station = await openStation();
    await received(station, ['si-account']);
    station.close();
    const yesterday = keep(station.folder);
    const today = openAt(station.folder, station.time);
    await received(today, ['si-account']);
    today.close();
    putBack(yesterday, station.folder, [...databaseFiles, 'station.witness', 'vault.json']);
    expect(await doubtOf(openAt(station.folder, station.time))).toBe('copied');
  });

  it('whose database was exchanged for another branch of it is noticed, longer or shorter', async () => {
    const station = await openStation();
    await received(station, ['si-account']);
    station.close();
    const branch = keep(station.folder);
    const elsewhere = openAt(branch, station.time);
    await elsewhere.call('station.reopen', { reason: '另一台' });
    for (let turn = 0; turn < 4; turn += 1) await received(elsewhere, ['si-account']);
    elsewhere.close();
    const here = openAt(station.folder, station.time);
    await received(here, ['si-account']);
    here.close();
    putBack(branch, station.folder, databaseFiles);
    expect(await doubtOf(openAt(station.folder, station.time))).toBe('exchanged');
  });

  it('whose log was deleted after a kill is noticed where the witness had seen what was in it', async () => {
    const station = await openStation();
    await received(station, ['si-account']);
    // The witness is written a moment after the commit.
    await expect.poll(async () => (await station.call('journal.verify', {})).witnessed, { timeout: 20_000 }).toBe((await station.call('station.status', {})).entries);
    const killed = emptyFolder();
    renameSync(station.folder, path.join(killed, 'station'));
    const folder = path.join(killed, 'station');
    const log = `${databaseOf(folder)}-wal`;
    expect(existsSync(log)).toBe(true);
    const copy = keep(folder);
    station.close();
    putBack(copy, folder, databaseFiles);
    rmSync(log, { force: true });
    rmSync(`${databaseOf(folder)}-shm`, { force: true });
    // Another name for the same file system place: the witness itself was not touched by the kill.
    expect(['put-back', 'exchanged']).toContain(await doubtOf(openAt(folder, station.time)));
  });

  it('whose witness is gone, empty or another station’s is noticed', async () => {
    for (const harm of [(file: string) => rmSync(file), (file: string) => writeFileSync(file, ''), (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(/"seq":\d+/, '"seq":1'))]) {
      const station = await openStation();
      await received(station, ['si-account']);
      station.close();
      harm(witness(station.folder));
      expect(await doubtOf(openAt(station.folder, station.time))).toBe('witness-missing');
    }
  });
});

describe('reopening', () => {
  it('goes on under a letter of its own, with numbers that the lost branch cannot have given', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-account');
    station.close();
    const copy = keep(station.folder);
    const original = openAt(station.folder, station.time);
    const here = (await handled(original, 'si-account')).number;
    const other = openAt(copy, station.time);
    const { code, entries, head } = await other.call('station.status', {});
    const reopened = await other.call('station.reopen', { reason: '旧机器坏了', known: { seq: entries + 3 } });
    expect(reopened).toEqual({ incarnation: 1, code: `${code}B`, after: entries, hash: head, missing: { entries: { from: entries + 1, to: entries + 3 }, numbers: null, agrees: true } });
    const there = (await handled(other, 'si-account')).number;
    expect([number, here, there].map((one) => one.slice(code.length))).toEqual(['-000001', '-000002', 'B-000002']);
    expect(await other.call('station.status', {})).toMatchObject({ doubt: null, incarnation: 1, code: `${code}B` });
    expect(await other.call('journal.verify', {})).toMatchObject({ ok: true });
    const again = other.reopen();
    expect(await doubtOf(again)).toBeNull();
    expect(await again.call('journal.rebuild', {})).toMatchObject({ ok: true });
    expect(await again.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('takes in the tickets of the life before, on paper that only the lost machine knew', async () => {
    const station = await openStation();
    station.close();
    const copy = keep(station.folder);
    const original = openAt(station.folder, station.time);
    const { qr } = await received(original, ['si-account']);
    const other = openAt(copy, station.time);
    await other.call('station.reopen', { reason: '旧机器坏了' });
    expect(await other.call('visit.takeIn', { qr })).toMatchObject({ ticket: { state: 'waiting' } });
  });

  it('names the last entry that others hold too, where the copy had written on', async () => {
    const station = await openStation();
    await received(station, ['si-account']);
    const { entries } = await station.call('station.status', {});
    expect(await station.refused('station.reopen', { reason: '分叉', after: entries + 1 })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.after' }] });
    expect(await station.call('station.reopen', { reason: '分叉', after: entries - 1, known: { incarnation: 4 } })).toMatchObject({ after: entries - 1, incarnation: 5 });
  });

  it('is for a manager', async () => {
    const station = await openStation();
    expect(await station.refused('station.reopen', { reason: 'x' }, 'clerk')).toMatchObject({ code: 'role-not-allowed' });
  });
});

describe('the code of an incarnation', () => {
  it('is the founded one with letters behind it, another for each, and never longer than a number may have it', () => {
    const codes = Array.from({ length: 500 }, (_, incarnation) => codeOfIncarnation('2XYZ', incarnation));
    expect(codes.slice(0, 3)).toEqual(['2XYZ', '2XYZB', '2XYZC']);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect([/^[0-9A-Z]{4,8}$/.test(code), foundedCode(code)]).toEqual([true, '2XYZ']);
  });
});

describe('whatever is done with the files of a station', () => {
  type Step = 'work' | 'restart' | 'keep' | 'put back the database' | 'put back everything';

  it('no two branches of it ever write the same number, and one that lost entries says so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom<Step>('work', 'restart', 'keep', 'put back the database', 'put back everything'), { minLength: 3, maxLength: 10 }), async (steps) => {
        let station = await openStation();
        const { folder, time } = station;
        let kept: { readonly copy: string; readonly entries: number; readonly life: number } | null = null;
        let { entries: most } = await station.call('station.status', {});
        let life = 0;
        const numbers: string[] = [];
        const unnoticed: Step[] = [];
        for (const step of steps) {
          switch (step) {
            case 'work':
              numbers.push((await handled(station, 'si-account')).number);
              break;
            case 'restart':
              station = station.reopen();
              break;
            case 'keep':
              station.close();
              kept = { copy: keep(folder), entries: most, life };
              station = openAt(folder, time);
              break;
            case 'put back the database':
            case 'put back everything': {
              if (kept === null) break;
              station.close();
              putBack(kept.copy, folder, step === 'put back everything' ? [...databaseFiles, 'station.witness'] : databaseFiles);
              station = openAt(folder, time);
              const { doubt } = await station.call('station.status', {});
              // Put back to what it was a moment ago nothing is lost, and only a witness of another place can tell.
              if (doubt === null && (kept.entries < most || kept.life < life)) unnoticed.push(step);
              if (doubt !== null) {
                life += 1;
                await station.call('station.reopen', { reason: '放回', known: { incarnation: life } });
              }
              break;
            }
          }
          most = Math.max(most, (await station.call('station.status', {})).entries);
        }
        expect(unnoticed).toEqual([]);
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
        station.close();
      }),
      { numRuns: 12 },
    );
  }, 180_000);
});
