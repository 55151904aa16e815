import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { atWindow, finishing, handled, received, resolved, properly, type Finish } from '../../fixtures/handling.ts';
import { commandLine, dump, emptyFolder, openStation, rawDatabase, type Station } from '../../fixtures/station.ts';
import { demoPin } from '../../../main/core/demo/found-demo.ts';

/** Words that stand nowhere else, so that finding one is finding it. */
const secret = {
  name: '慕容秘密', number: '34052419800101001X', phone: '13987654321', note: '此人情况特殊备注', materialNote: '本人离异无此材料', proxyName: '尉迟代办', proxyNumber: 'E87654321',
  override: '家属坚持要去自助', transfer: '换通道的缘由', close: '突感不适离开', amend: '姓名听错更正', reveal: '核对退回原件', amendedName: '慕容更正', group: 'serious-illness',
};

const applicant: Finish['applicant'] = { kind: 'person', name: secret.name, paper: { type: 'resident-id', number: secret.number }, phone: secret.phone };

/** Everything that takes personal words, once; the number of the transaction. */
async function fullRun(station: Station): Promise<string> {
  const visitor = { ...atWindow, priorityGroups: [secret.group] };
  const { visit } = await station.call('visit.receive', { matters: ['si-flex-enroll'], visitor, lane: 'self-service', overrideReason: secret.override });
  await station.call('ticket.transfer', { ticket: visit, lane: 'window', reason: secret.transfer });
  await station.call('ticket.call', { window: 1, ticket: visit });
  const materials = properly(await resolved(station, 'si-flex-enroll')).map((one) => (one.name === '居民身份证' ? { ...one, state: 'not-applicable' as const, note: secret.materialNote } : one));
  const proxy = { name: secret.proxyName, paper: { type: 'passport' as const, number: secret.proxyNumber } };
  const { number } = await station.call('transaction.finish', await finishing(station, visit, 'si-flex-enroll', { applicant, note: secret.note, proxy, materials }));
  await station.call('transaction.amend', { number, change: { applicant: { ...applicant, name: secret.amendedName } }, reason: secret.amend });
  await station.call('transaction.reveal', { number, reason: secret.reveal });
  const gone = await received(station, ['si-account']);
  await station.call('ticket.close', { ticket: gone.visit, reason: secret.close });
  await station.counter.call('session.signIn', { number: '02', pin: demoPin }, { kind: 'window', client: 'a' });
  await station.call('export.volume', { from: '2026-10-01', to: '2026-10-31', by: ['matter', 'clerk', 'outcome'], format: 'csv', file: path.join(station.folder, 'volume.csv') });
  await station.call('export.volume', { from: '2026-10-01', to: '2026-10-31', by: ['day'], format: 'xlsx', file: path.join(station.folder, 'volume.xlsx') });
  return number;
}

/** Which of the words stand in the bytes of a folder, as they are or in an encoding that anybody reads. */
function leaked(folder: string, words: Readonly<Record<string, string>>): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)).filter((file) => statSync(file).isFile());
  const contents = files.map((file) => [path.basename(file), readFileSync(file)] as const);
  return Object.entries(words).flatMap(([what, word]) => {
    const spellings = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le'), Buffer.from(Buffer.from(word, 'utf8').toString('base64').replace(/=+$/, '').slice(0, -1), 'utf8'), Buffer.from(JSON.stringify(word).slice(1, -1), 'utf8')];
    return contents.filter(([, bytes]) => spellings.some((spelling) => bytes.includes(spelling))).map(([file]) => `${what} in ${file}`);
  });
}

describe('personal data', () => {
  it('stands nowhere in the data folder, while the station is open and after it was closed', async () => {
    const station = await openStation();
    await fullRun(station);
    const words = { ...secret, pin: demoPin };
    const live = emptyFolder();
    cpSync(station.folder, live, { recursive: true });
    expect(leaked(live, words)).toEqual([]);
    station.close();
    expect(leaked(station.folder, words)).toEqual([]);
    // The search finds what is there: the station's own name is no secret.
    expect(leaked(station.folder, { station: '演示一号台' })).toEqual(['station in station.db']);
  });

  it('stands in no error', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['si-flex-enroll']);
    const fine = await finishing(station, visit, 'si-flex-enroll', { applicant, note: secret.note });
    const wrong: readonly unknown[] = [
      { ...fine, applicant: { ...applicant, paper: { type: 'resident-id', number: `${secret.number.slice(0, 17)}1` } } },
      { ...fine, applicant: { ...applicant, phone: '139876' }, unexpected: secret.note },
      { ...fine, applicant: { ...applicant, kind: secret.name } },
      { ...fine, materials: [] },
      { ...fine, matter: 'si-account', note: secret.note.repeat(100) },
      { ...fine, applicant: { ...applicant, paper: { type: 'credit-code', number: '91350100M000100Y43' } } },
      { ...fine, ticket: 'A999' },
    ];
    const said = await Promise.all(wrong.map(async (input) => JSON.stringify(await station.refused('transaction.finish', input))));
    const words = [secret.name, secret.number.slice(0, 17), secret.phone, '139876', secret.note];
    expect(said.flatMap((text) => words.filter((word) => text.includes(word)))).toEqual([]);
  });

  it('is masked wherever it is read, but for the deliberate act, which is journaled', async () => {
    const station = await openStation();
    const number = await fullRun(station);
    const { receipt } = await station.call('transaction.amend', { number, change: { outcome: 'accepted' }, reason: '应为受理' });
    expect(receipt.applicant).toBe('慕容*');
    const span = { from: '2026-10-12', to: '2026-10-12' };
    const masked = { name: '慕容*', paper: '340***********001X' };
    expect((await station.call('transaction.read', { number })).transaction.applicantMasked).toEqual(masked);
    expect((await station.call('transaction.list', span)).transactions[0]?.applicantMasked).toEqual(masked);
    expect((await station.call('transaction.receipt', { number })).applicant).toBe('慕容*');
    const answers = JSON.stringify([await station.call('journal.read', { limit: 200 }), await station.call('hall.queue', {}), await station.call('hall.today', {}), await station.call('statistics.volume', { ...span, by: ['clerk', 'matter'] })]);
    expect(Object.values(secret).filter((word) => answers.includes(word))).toEqual([]);

    const before = (await station.call('station.status', {})).entries;
    expect(await station.call('transaction.reveal', { number, reason: secret.reveal })).toEqual({ name: secret.amendedName, paper: applicant.paper, phone: secret.phone });
    expect((await station.call('journal.read', { limit: 1 })).entries).toMatchObject([{ seq: before + 1, type: 'transaction.revealed', subject: number, actor: 'cli:tester', role: 'clerk' }]);
    const guide = await station.counter.call('transaction.reveal', { number, reason: '好奇看看' }, commandLine('guide'));
    expect(guide).toMatchObject({ ok: false, error: { code: 'role-not-allowed' } });
  });

  it('is not told by the keys either: whose they are stands there as a pseudonym, one for a person and month', async () => {
    const station = await openStation();
    await handled(station, 'si-account', { applicant });
    const keys = (): readonly string[] => {
      const database = rawDatabase(station.folder);
      const found = database.prepare<[], string>('SELECT subject FROM data_key ORDER BY id').pluck().all();
      database.close();
      return found;
    };
    const before = keys();
    await handled(station, 'si-flex-enroll', { applicant });
    // One more for the second visit, none for the same person.
    expect(keys()).toHaveLength(before.length + 1);
    station.time.now += 31 * 24 * 3_600_000;
    await handled(station, 'si-account', { applicant });
    expect(keys()).toHaveLength(before.length + 3);
    expect(keys().every((subject) => /^[A-Za-z0-9_-]{43}$/.test(subject))).toBe(true);
  });
});

describe('shredding', () => {
  it('makes the person unreadable at once, and leaves the books whole', async () => {
    const station = await openStation();
    const number = await fullRun(station);
    const kept = await handled(station, 'si-account');
    const before = await station.call('transaction.read', { number });
    const tables = dump(station.folder, ['data_key', 'journal', 'journal_head']);

    const database = rawDatabase(station.folder);
    const box = database.prepare<[string], string>(`SELECT applicant ->> '$.key' FROM handled WHERE number = ?`).pluck().get(number) ?? '';
    database.pragma('secure_delete = ON');
    expect(database.prepare('DELETE FROM data_key WHERE id = ?').run(box).changes).toBe(1);
    database.close();

    const after = await station.call('transaction.read', { number });
    expect(after.transaction).toEqual({ ...before.transaction, applicantMasked: { name: '—', paper: '—' } });
    expect(after.materials).toEqual(before.materials.map((one) => ({ ...one, note: null })));
    expect(await station.call('transaction.receipt', { number })).toMatchObject({ number, applicant: '—' });
    expect(await station.call('transaction.reveal', { number, reason: '核对' })).toEqual({ name: '—', paper: { type: 'other', number: '—' }, phone: null });
    expect((await station.call('transaction.list', { from: '2026-10-12', to: '2026-10-12' })).transactions).toHaveLength(2);
    expect(await station.refused('transaction.amend', { number, change: { outcome: 'voided' }, reason: '作废处理' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.change.applicant', code: 'shredded' }] });
    expect((await station.call('transaction.reveal', { number: kept.number, reason: '核对' })).name).toBe('诸葛试验');
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
    // Nothing but the key is gone; the two revelations are new.
    const database2 = rawDatabase(station.folder);
    expect(database2.prepare(`SELECT type FROM journal ORDER BY seq DESC LIMIT 2`).pluck().all()).toEqual(['transaction.revealed', 'transaction.revealed']);
    database2.close();
    expect(dump(station.folder, ['data_key', 'journal', 'journal_head'])).toBe(tables);
    const again = station.reopen();
    expect((await again.call('transaction.read', { number })).transaction.applicantMasked?.name).toBe('—');
    expect(await again.call('journal.rebuild', {})).toMatchObject({ ok: true });
  });

  it('of what a visit taught leaves the ticket, its lane and its times', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['si-account']);
    const database = rawDatabase(station.folder);
    database.prepare(`DELETE FROM data_key WHERE id = (SELECT learned ->> '$.key' FROM visit WHERE id = ?)`).run(visit);
    database.close();
    expect(await station.call('visit.read', { ticket: visit })).toMatchObject({ visitor: null, decision: null, ticket: { number: 'A001', lane: 'window' } });
    expect((await station.call('ticket.transfer', { ticket: visit, lane: 'self-service' })).ticket.lane).toBe('self-service');
    expect((await station.call('ticket.call', { window: 1, ticket: visit }))?.state).toBe('called');
  });
});
