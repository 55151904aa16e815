import { rmSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unsent } from '../../../main/cli/unsent.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { handled, person } from '../../fixtures/handling.ts';
import { databaseOf, emptyFolder, openStation } from '../../fixtures/station.ts';
import { configured, platform, sendingUntilDone, targetOf } from './platform.ts';

const said = (folder: string, words: readonly string[] = []): { readonly text: string; readonly status: number } => unsent(['--data', folder, ...words], (data) => data ?? '');

describe('what is unsent', () => {
  it('is said by target, with the oldest and the refused, at the open station and from its folder alone', async () => {
    const [station, server] = [await openStation(), await platform({ refusals: [{ field: 'contact-phone', is: 'missing', reason: 'missing' }] })];
    await configured(station, [targetOf(server)]);
    const { phone: _phone, ...silent } = person;
    await handled(station, 'si-account', { applicant: silent });
    const refusedAt = station.time.now;
    await sendingUntilDone(station);
    await handled(station, 'card-apply');
    const expected = { readable: true, transactions: 2, targets: [{ target: 'province', kind: 'https', transactions: 2, since: refusedAt, quarantined: 1 }] };
    expect(await station.call('station.unsent', {}, 'guide')).toEqual(expected);
    station.close();
    const { text, status } = said(station.folder);
    expect([JSON.parse(text), status]).toEqual([expected, 4]);
    expect(said(station.folder, ['--words', 'zh-CN'])).toEqual({ text: 'province：还有 2 件没送到，最早的一件是 2026-10-12 08:12；其中退回待更正 1 件。\n数据文件夹留在原处，不会删除；但不再打开导办，这些就不会再上传。\n', status: 4 });
    expect(said(station.folder, ['--words', 'en']).text).toContain('province: not there yet: 2, the oldest from 2026-10-12 08:12; refused and to be corrected: 1.');
  });

  it('is nothing once everything is there, and all of it where there is no target', async () => {
    const [station, server] = [await openStation(), await platform()];
    await handled(station, 'si-account');
    expect(await station.call('station.unsent', {})).toEqual({ readable: true, transactions: 1, targets: [] });
    await configured(station, [targetOf(server)]);
    await sendingUntilDone(station);
    expect(await station.call('station.unsent', {})).toMatchObject({ transactions: 0, targets: [{ transactions: 0, since: null, quarantined: 0 }] });
    station.close();
    expect(said(station.folder, ['--words', 'zh-CN'])).toEqual({ text: '办过的都已上传。\n', status: 0 });
  });

  it('cannot be told of a file that is broken or gone, and that is said', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    station.close();
    for (const spoil of [() => truncateSync(databaseOf(station.folder), 5000), () => rmSync(databaseOf(station.folder))]) {
      spoil();
      const { text, status } = said(station.folder);
      expect([JSON.parse(text), status]).toEqual([{ readable: false, transactions: 0, targets: [] }, 4]);
    }
  });

  it('is asked of a station', () => {
    const codeOf = (words: readonly string[]): string => {
      try {
        return unsent(words, () => emptyFolder()).text;
      } catch (error) {
        return error instanceof Refusal ? (error.error.issues?.[0]?.path ?? error.error.code) : String(error);
      }
    };
    expect([codeOf([]), codeOf(['--words', 'de']), codeOf(['now']), codeOf(['--as', 'manager'])]).toEqual(['station-missing', '$.words', '$.verb', '$']);
  });
});
