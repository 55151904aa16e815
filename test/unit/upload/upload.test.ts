import { describe, expect, it } from 'vitest';
import { enterprise, handled, person, residentId } from '../../fixtures/handling.ts';
import { minute, morning, openStation, rawDatabase, type Station } from '../../fixtures/station.ts';
import { TransactionRecord } from '../../../shared/upload/record.ts';
import { configured, hmac, platform, sendingUntilDone, sent, statusOf, targetOf } from './platform.ts';

const several = async (station: Station, count: number): Promise<readonly string[]> => {
  const numbers: string[] = [];
  for (let index = 0; index < count; index += 1) numbers.push((await handled(station, 'si-account', { applicant: { kind: 'person', name: '试验人', paper: { type: 'resident-id', number: residentId(index) }, phone: '13800138000' } })).number);
  return numbers;
};

const withoutPhone = { kind: 'person', name: person.name, paper: person.paper } as const;
const needsPhone = { refusals: [{ field: 'contact-phone', is: 'missing', reason: 'missing', message: '联系电话必填' }] } as const;

describe('uploading', () => {
  it('sends every transaction in the fields of the contract and binds the official number to the local one', async () => {
    const station = await openStation();
    const server = await platform();
    const [number = ''] = await several(station, 1);
    await configured(station, [targetOf(server)]);
    expect(await station.call('station.status', {})).toMatchObject({ unsent: 1, upload: { state: 'waiting' } });

    expect(await sent(station)).toMatchObject({ batches: 1, entries: 1, refused: 0, bound: 1, status: { state: 'all-sent', unsent: { entries: 0, transactions: 0 }, acknowledgedAt: station.time.now } });
    const [taken] = server.held.values();
    const record = TransactionRecord.parse(taken?.record);
    expect(record).toMatchObject({
      number, dataVersion: 1, supersedes: null, serviceCode: 'si-account', kind: 'instant', areaCode: '330902', applicantKind: 'person', official: null,
      applicant: { name: '试验人', paperType: 'resident-id', paperNumber: residentId(0) }, contact: { name: '试验人', phone: '13800138000' }, receivedAt: '2026-10-12T08:00:00+08:00',
      acceptance: { clerk: { number: 'cli:tester' }, at: '2026-10-12T08:12:00+08:00' }, completion: { result: 'completed', at: '2026-10-12T08:12:00+08:00', description: null },
    });
    const official = '330902000000000000001';
    expect(taken?.official).toBe(official);
    expect((await station.call('transaction.read', { number })).transaction.official).toBe(official);
    expect((await station.call('transaction.list', { from: '2026-10-12', to: '2026-10-12' })).transactions[0]?.official).toBe(official);
    expect((await station.call('transaction.receipt', { number })).official).toBe(official);
    expect((await station.call('journal.read', { limit: 1 })).entries[0]).toMatchObject({ type: 'transaction.bound', actor: 'station', subject: number });
    expect(await station.call('station.status', {})).toMatchObject({ unsent: 0, upload: { state: 'all-sent', since: null } });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
    expect(await station.call('journal.rebuild', {})).toMatchObject({ ok: true });
    expect((await station.call('transaction.read', { number })).transaction.official).toBe(official);
  });

  it('says before the first target is set that everything is only here', async () => {
    const station = await openStation();
    await several(station, 2);
    expect(await station.call('station.status', {})).toMatchObject({ unsent: 2, upload: { state: 'no-target', since: null } });
    expect(await station.call('upload.status', {})).toEqual({ summary: { state: 'no-target', since: null }, targets: [] });
  });

  it('sends one batch with `once`, and in small batches until nothing is left without', async () => {
    const station = await openStation();
    const server = await platform();
    await several(station, 8);
    await configured(station, [targetOf(server)]);
    expect(await station.call('upload.run', { target: 'province', once: true })).toMatchObject({ batches: 1, entries: 3, status: { state: 'waiting', unsent: { entries: 5, transactions: 5 } } });
    expect(await sent(station)).toMatchObject({ batches: 2, entries: 5, status: { state: 'all-sent' } });
    expect(await sent(station)).toMatchObject({ batches: 0, entries: 0 });
    expect(server.requests()).toBe(3);
  });

  it('sends a correction as a new version that names the old one, and a voiding too', async () => {
    const station = await openStation();
    const server = await platform();
    const [number = ''] = await several(station, 1);
    await configured(station, [targetOf(server)]);
    await sent(station);
    station.time.now += minute;
    await station.call('transaction.amend', { number, change: { applicant: { ...person, name: '试验改' } }, reason: '姓名听错' });
    await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '群众撤回' });
    expect(await station.call('station.status', {})).toMatchObject({ unsent: 1 });
    expect(await sent(station)).toMatchObject({ entries: 2, bound: 0 });
    const records = [...server.held.values()].map(({ record }) => TransactionRecord.parse(record));
    expect(records.map(({ dataVersion, official, completion }) => [dataVersion, official, completion?.result])).toEqual([[1, null, 'completed'], [2, '330902000000000000001', 'completed'], [3, '330902000000000000001', 'voided']]);
    expect(records.map(({ supersedes }) => supersedes)).toEqual([null, records[0]?.key, records[1]?.key]);
    expect(records[1]?.applicant?.name).toBe('试验改');
    // What was completed stays completed at its time, whatever was corrected later.
    expect(records[1]?.completion?.at).toBe(records[0]?.completion?.at);
  });

  it('has any number of targets at once, each with its own cursor and trouble', async () => {
    const station = await openStation();
    const [fine, down] = [await platform(), await platform({ steps: Array.from({ length: 9 }, () => ({ fault: 'busy' as const, retryAfter: 600 })) })];
    await several(station, 2);
    await configured(station, [targetOf(fine), targetOf(down, { name: 'city' })]);
    await station.counter.sendDue();
    expect(await statusOf(station)).toMatchObject({ state: 'all-sent', trouble: null });
    const held = await statusOf(station, 'city');
    expect(held).toMatchObject({ state: 'held', cursor: 0, unsent: { transactions: 2 }, trouble: { reason: 'busy', since: station.time.now, failures: 1 } });
    expect((held.nextTryAt ?? 0) - station.time.now).toBeGreaterThanOrEqual(600_000);
    expect(await station.call('station.status', {})).toMatchObject({ unsent: 2, upload: { state: 'waiting', since: morning + 12 * minute } });
    // Not before its time, unless somebody says so.
    await station.counter.sendDue();
    expect(down.requests()).toBe(1);
    expect(await station.call('upload.retry', { target: 'city' })).toMatchObject({ state: 'held', nextTryAt: station.time.now });
    await station.counter.sendDue();
    expect(down.requests()).toBe(2);
    expect((await statusOf(station, 'city')).trouble).toMatchObject({ failures: 2, since: held.trouble?.since });
  });

  it('survives a restart with cursor and trouble, and a lost cursor does no harm', async () => {
    const station = await openStation();
    const server = await platform();
    await several(station, 4);
    await configured(station, [targetOf(server)]);
    await station.call('upload.run', { target: 'province', once: true });
    const again = station.reopen();
    expect(await sent(again)).toMatchObject({ entries: 1 });
    const database = rawDatabase(station.folder);
    database.prepare('UPDATE upload_target SET cursor = 0').run();
    database.close();
    expect(await sent(again.reopen())).toMatchObject({ entries: 4, bound: 0, status: { state: 'all-sent' } });
    expect(server.held.size).toBe(4);
    expect(server.conflicts()).toEqual([]);
  });

  it('begins anew at another address, keeps its cursor when only a limit or a secret changes, and forgets a target that is gone', async () => {
    const station = await openStation();
    const [first, second] = [await platform(), await platform()];
    await several(station, 2);
    await configured(station, [targetOf(first)]);
    await sent(station);
    const { cursor } = await statusOf(station);
    await configured(station, [targetOf(first, { limits: { records: 50 } })]);
    expect((await statusOf(station)).cursor).toBe(cursor);
    await configured(station, [targetOf(second)]);
    expect((await statusOf(station)).cursor).toBe(0);
    expect(await sent(station)).toMatchObject({ entries: 2, refused: 0 });
    expect(second.held.size).toBe(2);
    await configured(station, [], {});
    expect(await station.refused('upload.run', { target: 'province' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.target', code: 'unknown-target' }] });
  });

  it('tells the day close, per target, what is not acknowledged', async () => {
    const station = await openStation();
    const server = await platform();
    await several(station, 2);
    await configured(station, [targetOf(server)]);
    await station.call('upload.run', { target: 'province', once: true });
    await several(station, 1);
    expect((await station.call('day.close', {})).manifest.unsent).toEqual([{ target: 'province', entries: 1, transactions: 1 }]);
  });

  it('proves itself by a client certificate where the platform wants one, and refuses a platform that it does not trust', async () => {
    const station = await openStation();
    const server = await platform({ clientCertificate: 'required' });
    await several(station, 1);
    const signing = { kind: 'mutual-tls', certificate: 'own-certificate', key: 'own-key' } as const;
    const unsigned = await platform({});
    await configured(station, [targetOf(server, { signing, name: 'city' })], {});
    expect(await sent(station, 'city')).toMatchObject({ status: { state: 'attention', trouble: { reason: 'secret-missing' } } });
    await configured(station, [targetOf(server, { signing, name: 'city', trust: { ca: unsigned.ca } })], { 'own-certificate': server.client.certificate, 'own-key': server.client.key });
    expect(await sent(station, 'city')).toMatchObject({ status: { state: 'attention', trouble: { reason: 'not-trusted' } } });
    expect(server.held.size + unsigned.held.size).toBe(0);
  });
});

describe('an answer', () => {
  it.each([
    ['a login page with 200', 'login-page', 'answer-unusable'], ['a redirect', 'redirect', 'answer-unusable'], ['half an answer', 'cut', 'unreachable'],
    ['the answer to another batch', 'wrong-batch', 'answer-unusable'], ['an answer about other records', 'wrong-key', 'answer-unusable'], ['an answer that lacks a record', 'missing-answer', 'answer-unusable'],
    ['an answer that does not say it is JSON', 'wrong-type', 'answer-unusable'], ['an acknowledgement that is lost', 'lost', 'unreachable'], ['a connection that breaks', 'reset', 'unreachable'],
    ['a server that is broken', 'broken', 'receiver-broken'], ['a server that is busy', 'busy', 'busy'],
  ] as const)('%s acknowledges nothing, and the same batch comes again', async (_, fault, reason) => {
    const station = await openStation();
    const server = await platform({ steps: [{ fault }] });
    await several(station, 2);
    await configured(station, [targetOf(server)]);
    expect(await sent(station)).toMatchObject({ batches: 0, entries: 0, status: { state: 'held', cursor: 0, unsent: { transactions: 2 }, trouble: { reason, failures: 1 }, acknowledgedAt: null } });
    expect((await statusOf(station)).nextTryAt).toBeGreaterThanOrEqual(station.time.now);
    expect(await sent(station)).toMatchObject({ entries: 2, bound: 2, status: { state: 'all-sent', trouble: null } });
    expect([...server.answered.values()]).toEqual([1, 1]);
    expect(server.conflicts()).toEqual([]);
  });

  it('that the station may not send calls a person and is tried again by itself all the same', async () => {
    const station = await openStation();
    const server = await platform();
    await several(station, 1);
    await configured(station, [targetOf(server)], { 'province-secret': 'a wrong one' });
    expect(await sent(station)).toMatchObject({ status: { state: 'attention', trouble: { reason: 'not-allowed' } } });
    expect((await station.call('station.status', {})).upload.state).toBe('attention');
    await configured(station, [targetOf(server)], { 'province-secret': hmac.secret });
    await station.counter.sendDue();
    expect(await statusOf(station)).toMatchObject({ state: 'all-sent' });
  });

  it('that too much came at once makes the batch smaller', async () => {
    const station = await openStation();
    const server = await platform({ most: 2 });
    await several(station, 5);
    await configured(station, [targetOf(server)]);
    expect(await sent(station)).toMatchObject({ entries: 5, status: { state: 'all-sent' } });
  });

  it('that gives one official number to two transactions is not believed', async () => {
    const station = await openStation();
    const server = await platform();
    await several(station, 1);
    await configured(station, [targetOf(server)]);
    await sent(station);
    // Another platform that begins to count at the same number.
    const other = await platform();
    await several(station, 1);
    await configured(station, [targetOf(other, { baseUrl: `${other.origin}/x` })]);
    const database = rawDatabase(station.folder);
    database.prepare('UPDATE upload_target SET cursor = (SELECT max(seq) - 1 FROM handled)').run();
    database.close();
    expect(await sent(station)).toMatchObject({ status: { trouble: { reason: 'answer-unusable' } } });
  });
});

describe('a record that is refused', () => {
  it('goes to quarantine with reason and field, the queue goes on, and its correction resolves it', async () => {
    const station = await openStation();
    const server = await platform(needsPhone);
    const [before = ''] = await several(station, 1);
    const { number } = await handled(station, 'si-account', { applicant: withoutPhone });
    const [after = ''] = await several(station, 1);
    await configured(station, [targetOf(server, { limits: { records: 1 } })]);
    expect(await sent(station)).toMatchObject({ batches: 3, entries: 3, refused: 1, bound: 2, status: { state: 'attention', quarantined: 1, unsent: { entries: 1, transactions: 1 } } });
    expect([...server.held.values()].map(({ record }) => record.number)).toEqual([before, after]);
    expect((await station.call('quarantine.list', {})).records).toMatchObject([
      { target: 'province', number, dataVersion: 1, matterName: '养老保险待遇发放账户维护申请', reason: 'missing', field: 'contact-phone', message: '联系电话必填', refusedAt: station.time.now },
    ]);
    expect(await station.call('station.status', {})).toMatchObject({ unsent: 1, upload: { state: 'attention' } });

    await station.call('transaction.amend', { number, change: { applicant: { ...withoutPhone, phone: '13800138001' } }, reason: '补联系电话' });
    // Corrected is not sent yet, but nobody has anything more to do.
    expect((await station.call('quarantine.list', {})).records).toEqual([]);
    expect(await station.call('station.status', {})).toMatchObject({ unsent: 1, upload: { state: 'waiting' } });
    expect(await sent(station)).toMatchObject({ entries: 1, refused: 0, bound: 1, status: { state: 'all-sent', quarantined: 0, unsent: { entries: 0, transactions: 0 } } });
    expect([...server.held.values()].at(-1)?.record).toMatchObject({ number, dataVersion: 2 });
    expect(await station.call('station.status', {})).toMatchObject({ unsent: 0, upload: { state: 'all-sent' } });
  });

  it('whose correction is refused too waits as its newest version only', async () => {
    const station = await openStation();
    const server = await platform(needsPhone);
    const { number } = await handled(station, 'si-account', { applicant: withoutPhone });
    await configured(station, [targetOf(server)]);
    await sent(station);
    await station.call('transaction.amend', { number, change: { note: '电话问不到' }, reason: '补备注' });
    await sent(station);
    expect((await station.call('quarantine.list', { target: 'province' })).records).toMatchObject([{ number, dataVersion: 2 }]);
    expect(await statusOf(station)).toMatchObject({ quarantined: 1, unsent: { entries: 1, transactions: 1 } });
  });

  it('is offered once more as it stands when somebody says "try now"', async () => {
    const station = await openStation();
    const server = await platform(needsPhone);
    const { number } = await handled(station, 'si-account', { applicant: withoutPhone });
    await configured(station, [targetOf(server)]);
    await sent(station);
    const lenient = await platform({}, 0);
    // The same platform, which no longer asks for the number: the cursor stays where it is.
    const database = rawDatabase(station.folder);
    database.prepare('UPDATE upload_target SET address = ?').run(`https ${lenient.origin}/upload`);
    database.close();
    await configured(station, [targetOf(lenient)]);
    await station.call('upload.retry', { target: 'province' });
    await station.counter.sendDue();
    expect(await statusOf(station)).toMatchObject({ state: 'all-sent', quarantined: 0, deferred: 0 });
    expect((await station.call('transaction.read', { number })).transaction.official).not.toBeNull();
  });

  it('leaves nothing personal outside the sealed boxes: not in its row, not in the status', async () => {
    const station = await openStation();
    const told = '申请人诸葛试验的电话不对';
    const server = await platform({ refusals: [{ field: 'contact-phone', is: 'missing', reason: 'invalid', message: told }] });
    await handled(station, 'si-account', { applicant: withoutPhone });
    await configured(station, [targetOf(server)]);
    await sent(station);
    expect((await station.call('quarantine.list', {})).records[0]?.message).toBe(told);
    const database = rawDatabase(station.folder);
    const rows = JSON.stringify([database.prepare('SELECT * FROM quarantine').all(), database.prepare('SELECT * FROM upload_target').all()]);
    database.close();
    expect(rows).not.toContain('诸葛');
    expect(JSON.stringify(await station.call('upload.status', {}))).not.toContain('诸葛');
  });
});

describe('a record that is put off', () => {
  it('comes again by itself, and the others do not wait for it', async () => {
    const station = await openStation();
    const server = await platform({ putOff: 2 });
    await several(station, 6);
    await configured(station, [targetOf(server)]);
    const run = await sent(station);
    expect(run).toMatchObject({ deferred: 3, bound: 3, status: { state: 'waiting', deferred: 3, unsent: { entries: 3, transactions: 3 } } });
    await sendingUntilDone(station);
    expect(server.held.size).toBe(6);
    expect([...server.answered.values()]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await station.call('station.status', {})).toMatchObject({ unsent: 0, upload: { state: 'all-sent' } });
  });

  it('together with all others of a batch is a busy platform', async () => {
    const station = await openStation();
    const server = await platform({ putOff: 1 });
    await several(station, 3);
    await configured(station, [targetOf(server)]);
    expect(await sent(station)).toMatchObject({ entries: 0, status: { state: 'held', deferred: 0, trouble: { reason: 'busy' } } });
    expect(await sent(station)).toMatchObject({ entries: 3, status: { state: 'all-sent' } });
  });
});

describe('what a person shredded', () => {
  it('is sent without the person', async () => {
    const station = await openStation();
    const server = await platform();
    const [number = ''] = await several(station, 1);
    const database = rawDatabase(station.folder);
    database.prepare(`DELETE FROM data_key WHERE id = (SELECT applicant ->> '$.key' FROM handled WHERE number = ?)`).run(number);
    database.close();
    await configured(station, [targetOf(server)]);
    expect(await sent(station)).toMatchObject({ bound: 1 });
    expect([...server.held.values()][0]?.record).toMatchObject({ number, applicant: null, contact: null });
  });

  it('of an enterprise, its paper is the credit code', async () => {
    const station = await openStation();
    const server = await platform();
    await handled(station, 'si-unit-register', { applicant: enterprise });
    await configured(station, [targetOf(server)]);
    await sent(station);
    expect([...server.held.values()][0]?.record).toMatchObject({ applicantKind: 'enterprise', applicant: { paperType: 'credit-code' } });
  });
});
