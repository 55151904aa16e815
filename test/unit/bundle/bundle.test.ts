import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../../main/cli/bundle.ts';
import { importBundle } from '../../../main/core/bundle/import-bundle.ts';
import { withBundle } from '../../../main/core/bundle/read-bundle.ts';
import { makeReceipt } from '../../../main/core/bundle/receipt.ts';
import { fingerprintOf, makeReceiver, readReceiver } from '../../../main/core/bundle/receiver.ts';
import { writeBundle } from '../../../main/core/bundle/write-bundle.ts';
import type { HubLogin } from '../../../main/core/hub/connection.ts';
import { addCarrier } from '../../../main/core/hub/register.ts';
import { openVault } from '../../../main/core/vault/vault.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { handled, person } from '../../fixtures/handling.ts';
import { makeHub, patient, query, type Hub } from '../../fixtures/hub.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';
import { batchesOf, senderOfFolder } from '../../fixtures/sent.ts';
import { bareStation, emptyFolder, key, openStation, type Station } from '../../fixtures/station.ts';

let postgres: Postgres;
let hub: Hub;
let carrier: HubLogin;
beforeAll(async () => {
  postgres = await startPostgres();
  hub = await makeHub(postgres);
  carrier = hub.login(await addCarrier(hub.administrator, 'usb'));
}, 120_000);
afterAll(() => postgres.stop());

const { receiver } = makeReceiver();
const stick = (key = receiver.key) => ({ document: { targets: [{ kind: 'bundle' as const, name: 'stick', receiverKey: key }] } });
const fileIn = (name: string): string => path.join(emptyFolder(), name);
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.error.code : String(error)));
const bring = (file: string) => importBundle(carrier, file, receiver, patient());
const open = (file: string, with_ = receiver): Promise<string> => codeOf(withBundle(file, with_, async () => undefined));

const heldOf = async (station: Station): Promise<number> =>
  (await query<{ held: number }>(hub.administrator, 'SELECT count(*)::integer AS held FROM daoban.entry WHERE station = $1', [senderOfFolder(station.folder).station]))[0]?.held ?? 0;

async function known(): Promise<Station> {
  const station = await bareStation();
  await hub.register(senderOfFolder(station.folder));
  await station.call('upload.configure', stick());
  return station;
}

async function exported(station: Station): Promise<{ readonly file: string; readonly through: number }> {
  const file = fileIn('bundle.daoban');
  const { through } = await station.call('bundle.export', { target: 'stick', file });
  return { file, through };
}

async function acknowledged(station: Station, receipt: string): Promise<{ readonly cursor: number; readonly moved: boolean }> {
  const file = fileIn('receipt.json');
  writeFileSync(file, receipt);
  return station.call('bundle.receipt', { target: 'stick', file });
}

describe('a bundle', () => {
  it('brings the journals of two stations to the hub, twice as once, and its receipt moves the cursor', async () => {
    const [one, other] = [await known(), await known()];
    for (const station of [one, other]) {
      const { file, through } = await exported(station);
      const first = await bring(file);
      expect(await bring(file)).toEqual(first);
      expect(await heldOf(station)).toBe(through);
      expect(await acknowledged(station, first.receipt)).toEqual({ through, cursor: through, moved: true });
      expect((await station.call('upload.status', {})).targets).toMatchObject([{ target: 'stick', kind: 'bundle', cursor: through }]);
      const next = await exported(station);
      expect((await bring(next.file)).head).toMatchObject({ from: through + 1, through: next.through });
      expect(await heldOf(station)).toBe(next.through);
      expect((await station.call('journal.verify', {})).ok).toBe(true);
    }
  });

  it('that comes before the one it follows is told so, and both are taken in their order', async () => {
    const station = await known();
    const first = await exported(station);
    const second = fileIn('second.daoban');
    await station.call('bundle.export', { target: 'stick', file: second, after: first.through });
    expect(await codeOf(bring(second))).toBe('bundle-gap');
    expect(await heldOf(station)).toBe(0);
    const [before, after] = [await bring(first.file), await bring(second)];
    expect(await heldOf(station)).toBe(after.head.through);
    // The older receipt comes last and moves nothing back.
    expect(await acknowledged(station, after.receipt)).toMatchObject({ moved: true });
    expect(await acknowledged(station, before.receipt)).toMatchObject({ moved: false, cursor: after.head.through });
  });

  it('of some hundred entries is read batch by batch', async () => {
    const station = await known();
    for (let number = 0; number < 250; number += 1) await station.call('hall.configure', { openLanes: ['window'], windows: [1 + (number % 9)], hours: [{ from: '08:30', to: '17:00' }], expectedServiceMinutes: 8 });
    const { file, through } = await exported(station);
    const sizes: number[] = [];
    await withBundle(file, receiver, async ({ batches }) => {
      for await (const { entries } of batches()) sizes.push(entries.length);
    });
    expect(sizes).toEqual([200, through - 200]);
  });

  it('with any byte changed, cut off or added is refused whole', async () => {
    const station = await known();
    const { file } = await exported(station);
    const whole = readFileSync(file);
    const damagedFile = fileIn('damaged.daoban');
    const said = (bytes: Buffer): Promise<string> => {
      writeFileSync(damagedFile, bytes);
      return open(damagedFile);
    };
    expect(await said(whole)).toBe('done');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        expect(await said(bytes)).toBe('bundle-damaged');
      }),
      { numRuns: 600 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        expect(await said(whole.subarray(0, length))).toBe('bundle-damaged');
      }),
    );
    expect(await said(Buffer.concat([whole, Buffer.from([0])]))).toBe('bundle-damaged');
    expect(await codeOf(bring(damagedFile))).toBe('bundle-damaged');
    expect(await heldOf(station)).toBe(0);
  });

  it('that is properly signed and yet does not hold together is refused before the hub sees any of it', async () => {
    const station = await known();
    const sender = senderOfFolder(station.folder);
    const vault = openVault(station.folder, key);
    const [batch] = batchesOf(station.folder, 100);
    const entries = batch?.entries ?? [];
    const last = entries.at(-1);
    const signed = async (told: readonly (typeof entries)[]): Promise<string> => {
      const file = fileIn('odd.daoban');
      await writeBundle(file, { sender, from: 1, through: last?.seq ?? 0, hash: last?.hash ?? '', madeAt: 1 }, receiver.key, told, (bytes) => vault.sign(bytes));
      return open(file);
    };
    expect(await signed([entries])).toBe('done');
    expect(await signed([entries.slice(1)])).toBe('bundle-damaged');
    expect(await signed([entries.map((entry) => ({ ...entry, entry: entry.entry.replace('station', 'Station') }))])).toBe('bundle-damaged');
    expect(await signed([entries.slice(0, 1)])).toBe('bundle-damaged');
  });

  it('is opened by its receiver alone', async () => {
    const { file } = await exported(await known());
    expect(await open(file, makeReceiver().receiver)).toBe('bundle-other-receiver');
  });

  it('of a station that the hub does not know, or knows by another key, is refused', async () => {
    const station = await bareStation();
    await station.call('upload.configure', stick());
    const { file } = await exported(station);
    expect(await codeOf(bring(file))).toBe('bundle-foreign');
    await hub.register({ ...senderOfFolder(station.folder), publicKey: 'k'.repeat(43) });
    expect(await codeOf(bring(file))).toBe('bundle-foreign');
    expect(await heldOf(station)).toBe(0);
  });

  it('shows nobody on the way what stands in it', async () => {
    const station = await openStation();
    await handled(station, 'si-account', { note: '金丝雀' });
    await station.call('upload.configure', stick());
    const { file } = await exported(station);
    const bytes = readFileSync(file);
    const words = ['transaction.finished', 'si-account', '金丝雀', '"applicant"', '社会保险', ...(person.kind === 'person' ? [person.name, person.paper.number] : [])];
    expect(words.filter((word) => bytes.includes(word))).toEqual([]);
    // Told by the journal without what it held, and nothing half written stands beside it.
    expect((await station.call('journal.read', { limit: 1 })).entries).toMatchObject([{ type: 'bundle.exported' }]);
    expect(readdirSync(path.dirname(file))).toEqual(['bundle.daoban']);
  });

  it('is not written where there is nothing new, no such target, no folder, or a file of the station', async () => {
    const station = await known();
    const { entries } = await station.call('station.status', {});
    const file = fileIn('x.daoban');
    expect(await station.refused('bundle.export', { target: 'stick', file, after: entries })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.after', code: 'beyond-journal' }] });
    expect(await station.refused('bundle.export', { target: 'other', file })).toMatchObject({ issues: [{ path: '$.target', code: 'unknown-target' }] });
    expect(await station.refused('bundle.export', { target: 'stick', file: path.join(file, 'y') })).toMatchObject({ code: 'export-parent-missing' });
    expect(await station.refused('bundle.export', { target: 'stick', file: path.join(station.folder, 'station.db') })).toMatchObject({ code: 'export-not-writable' });
    expect((await station.call('station.status', {})).entries).toBe(entries);
  });
});

describe('a receiver without a line', () => {
  it('is added beside the other targets, whose secrets stay, and with another key begins at the first entry', async () => {
    const station = await openStation();
    const line = { kind: 'https' as const, name: 'province', baseUrl: 'http://127.0.0.1:9', areaCode: '330902', signing: { kind: 'hmac-sha256' as const, secret: 'province', key: 'station-1' } };
    await station.call('upload.configure', { document: { note: '两处', targets: [line] }, secrets: { province: 'open sesame' } });
    expect(await station.call('bundle.configure', { target: 'stick', receiverKey: receiver.key })).toEqual({ version: 2, targets: ['province', 'stick'] });
    expect(await station.refused('bundle.configure', { target: 'province', receiverKey: receiver.key })).toMatchObject({ issues: [{ path: '$.target', code: 'duplicate' }] });
    const { receipt } = await bringUnregistered(station);
    expect(await acknowledged(station, receipt)).toMatchObject({ moved: true });
    // The same key again changes nothing that was acknowledged.
    await station.call('bundle.configure', { target: 'stick', receiverKey: receiver.key });
    expect((await station.call('bundle.list', {})).targets[0]?.status.cursor).toBeGreaterThan(0);
    const other = makeReceiver().receiver.key;
    expect(await station.call('bundle.configure', { target: 'stick', receiverKey: other })).toMatchObject({ version: 4 });
    expect((await station.call('bundle.list', {})).targets).toMatchObject([{ status: { target: 'stick', cursor: 0 }, fingerprint: fingerprintOf(other).slice(0, 12) }]);
    // Held because nobody is there, not because its secret was lost.
    expect(await station.call('upload.run', { target: 'province' })).toMatchObject({ status: { trouble: null } });
  });

  it('is told what was made for it and is without a receipt, in the order of its making, and no other’s', async () => {
    const station = await openStation();
    await station.call('bundle.configure', { target: 'stick', receiverKey: receiver.key });
    await station.call('bundle.configure', { target: 'second', receiverKey: makeReceiver().receiver.key });
    await handled(station, 'si-account');
    const { number } = await handled(station, 'si-account');
    const first = await bringUnregistered(station);
    expect(first.made).toMatchObject({ from: 1, transactions: 2, corrections: 0, lastAt: station.time.now });
    await station.call('transaction.amend', { number, change: { note: '更正' }, reason: '漏写' });
    const second = await station.call('bundle.export', { target: 'stick', file: fileIn('second.daoban') });
    expect(second).toMatchObject({ from: 1, transactions: 2, corrections: 1 });
    const { targets, writing } = await station.call('bundle.list', {});
    expect(writing).toEqual([]);
    expect(targets.map(({ status, waiting }) => [status.target, waiting.map(({ through, bytes }) => [through, bytes])])).toEqual([
      ['stick', [[second.through, second.bytes], [first.made.through, first.made.bytes]]], ['second', []],
    ]);
    await acknowledged(station, first.receipt);
    expect((await station.call('bundle.list', {})).targets[0]?.waiting).toMatchObject([{ through: second.through }]);
    // What was held by the first is not counted in the next.
    expect(await station.call('bundle.export', { target: 'stick', file: fileIn('third.daoban') })).toMatchObject({ from: first.made.through + 1, transactions: 0, corrections: 1 });
  });
});

/** A bundle and the receipt that a hub would give. */
async function bringUnregistered(station: Station) {
  const file = fileIn('bundle.daoban');
  const made = await station.call('bundle.export', { target: 'stick', file });
  const receipt = await withBundle(file, receiver, async ({ head, sha256 }) => makeReceipt(head, sha256, receiver));
  return { made, receipt };
}

describe('a receipt', () => {
  it('that is forged, another receiver’s, another station’s or of another journal moves nothing', async () => {
    const [station, other] = [await known(), await known()];
    const { file } = await exported(station);
    const { head, sha256, receipt } = await bring(file);
    const said = async (text: string): Promise<string> => {
      const place = fileIn('receipt.json');
      writeFileSync(place, text);
      return (await station.refused('bundle.receipt', { target: 'stick', file: place })).code;
    };
    expect(await said(receipt.replace(`"through":${head.through}`, `"through":${head.through + 1}`))).toBe('receipt-damaged');
    expect(await said('{}')).toBe('receipt-damaged');
    expect(await said(makeReceipt(head, sha256, makeReceiver().receiver))).toBe('receipt-damaged');
    expect(await said((await bring((await exported(other)).file)).receipt)).toBe('receipt-foreign');
    expect(await said(makeReceipt({ ...head, sender: { ...head.sender, incarnation: 1 } }, sha256, receiver))).toBe('receipt-foreign');
    expect(await said(makeReceipt({ ...head, hash: 'f'.repeat(64) }, sha256, receiver))).toBe('receipt-contradicts');
    expect(await said(makeReceipt({ ...head, through: 9000 }, sha256, receiver))).toBe('receipt-contradicts');
    expect((await station.call('upload.status', {})).targets).toMatchObject([{ cursor: 0 }]);
    expect(await acknowledged(station, receipt)).toMatchObject({ moved: true });
  });
});

describe('daoban bundle', () => {
  const nobody = (): Promise<never> => Promise.reject(new Error('no station is called'));

  it('makes keys once, for the owner alone, and imports with them', async () => {
    const file = fileIn('receiver.json');
    const made = await bundle(['keys', '--file', file], nobody);
    expect(made).toMatchObject({ receiverKey: readReceiver(file).key, fingerprint: fingerprintOf(readReceiver(file).key).slice(0, 12) });
    // Windows has no such bits.
    expect(process.platform === 'win32' ? 0o600 : statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, 'utf8');
    expect(await codeOf(bundle(['keys', '--file', file], nobody))).toBe('bad-input');
    expect(readFileSync(file, 'utf8')).toBe(before);

    const station = await known();
    await station.call('upload.configure', stick(readReceiver(file).key));
    const { file: carried, through } = await exported(station);
    const url = new URL(carrier.url);
    url.password = carrier.password;
    const receipt = fileIn('receipt.json');
    expect(await bundle(['import', '--key', file, '--url', url.href, '--file', carried, '--receipt', receipt], nobody)).toMatchObject({ from: 1, through, receipt });
    expect(await acknowledged(station, readFileSync(receipt, 'utf8'))).toMatchObject({ moved: true, cursor: through });
  });
});
