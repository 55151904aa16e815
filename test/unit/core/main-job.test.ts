import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { atWindow, finishing, person } from '../../fixtures/handling.ts';
import { bareStation, emptyFolder, minute, morning, sample } from '../../fixtures/station.ts';
import { CatalogueDocument } from '../../../shared/catalogue/catalogue.ts';
import { ReductionDocument } from '../../../shared/catalogue/reduction-list.ts';
import { shippedPriorityGroups } from '../../../shared/routing/visitor.ts';

const catalogue = CatalogueDocument.parse(sample('catalogue.json'));
const reductions = ReductionDocument.parse(sample('reduction-lists.json'));

describe('the main job, once, from the kiosk to the month’s figures', () => {
  it('answers every step with every promised field, and what was shown stands in the journal', async () => {
    const station = await bareStation();
    const { call, time } = station;

    const adopted = await call('catalogue.import', { document: catalogue, effectiveFrom: '2026-01-01' });
    expect(adopted).toMatchObject({ version: 1, adopted: true, changed: [], removed: [] });
    expect(adopted.added).toHaveLength(catalogue.matters.length);
    expect((await call('reductions.import', { document: reductions })).lists).toEqual(reductions.lists.map(({ code, rows }) => ({ code, version: 1, rows: rows.length })));
    await call('account.create', { number: '07', name: '林经办', roles: ['clerk'], position: '综合受理岗', pin: '135790' });

    const { matters } = await call('catalogue.search', { query: '灵活就业人员参保登记', limit: 5 });
    expect(matters[0]?.code).toBe('si-flex-enroll');
    const decision = await call('triage.route', { matters: ['si-flex-enroll'], visitor: atWindow });
    expect(decision.lane).toBe('window');
    expect(decision.alternatives).toHaveLength(4);

    time.now = morning + 60 * minute;
    const taken = await call('visit.receive', { matters: ['si-flex-enroll'], visitor: { ...atWindow, priorityGroups: shippedPriorityGroups.slice(1, 2) } });
    expect(taken).toMatchObject({ ticket: { number: 'A001', lane: 'window' }, slip: { number: 'A001', trial: true, priority: true, ahead: 0, expectedMinutes: 0, station: '试验台', site: '试验大厅' } });
    expect(taken.slip.needNotBring.map(({ name }) => name)).toContain('无业证明');
    expect(taken.slip.bring.map(({ name }) => name)).toContain('居民身份证');
    expect(taken.slip.qr).toBe(taken.qr);

    time.now += 6 * minute;
    const called = await call('ticket.call', { window: '3' });
    expect(called).toMatchObject({ visit: taken.visit, number: 'A001', state: 'called', window: 3, calls: 1 });
    const learned = await call('visit.read', { ticket: 'A001' });
    expect(learned.visitor).toMatchObject({ applicant: 'person', phone: 'none', priorityGroups: shippedPriorityGroups.slice(1, 2) });
    expect((await call('ticket.start', { ticket: 'A001' })).ticket.state).toBe('serving');

    time.now += 5 * minute;
    const finished = await call('transaction.finish', await finishing(station, 'A001', 'si-flex-enroll', { outcome: 'accepted' }));
    expect(finished).toMatchObject({ due: '2026-10-13', visitDone: true, receipt: { ticket: 'A001', window: 3, outcome: 'accepted', trial: true } });
    expect(finished.number).toMatch(/^[0-9A-Z]{4}-000001$/);
    expect(finished.notice).toBeUndefined();

    const read = await call('transaction.read', { number: finished.number });
    expect(read.transaction).toMatchObject({ matter: 'si-flex-enroll', catalogueVersion: 1, outcome: 'accepted', applicantMasked: { name: '诸葛*', paper: '110***********002X' } });

    const span = { from: '2026-10-01', to: '2026-10-31', by: ['matter' as const] };
    const volume = await call('statistics.volume', span);
    expect(volume.rows).toEqual([expect.objectContaining({ matter: 'si-flex-enroll', matterName: '灵活就业人员参保登记', transactions: 1, accepted: 1, waitMedian: 360, serviceMedian: 300, untimedWait: 0 })]);
    const file = path.join(emptyFolder(), 'october.csv');
    const exported = await call('export.volume', { ...span, format: 'csv', file });
    expect(exported.totals).toEqual(volume.totals);
    expect(readFileSync(file, 'utf8')).toContain('灵活就业人员参保登记');

    const verified = await call('journal.verify', {});
    expect(verified).toMatchObject({ ok: true, faults: [] });
    expect(await call('journal.rebuild', {})).toMatchObject({ ok: true, entries: verified.entries });
    expect(await call('station.status', {})).toMatchObject({ entries: verified.entries + 1, unsent: 1, today: '2026-10-12', catalogue: { version: 1, matters: catalogue.matters.length } });
    expect((await call('journal.read', { type: 'transaction.finished' })).entries).toEqual([
      expect.objectContaining({ seq: read.entries[0], subject: finished.number, actor: 'cli:tester', role: 'clerk' }),
    ]);
    expect(await call('transaction.reveal', { number: finished.number, reason: '核对原件' })).toEqual({ name: person.name, paper: person.paper, phone: person.phone });
  });

  it('keeps two matters on one ticket to the end', async () => {
    const station = await bareStation();
    await station.call('catalogue.import', { document: catalogue, effectiveFrom: '2026-01-01' });
    const { visit } = await station.call('visit.receive', { matters: ['si-flex-enroll', 'si-person-change'], visitor: atWindow });
    await station.call('ticket.call', { window: 1 });
    const first = await station.call('transaction.finish', await finishing(station, visit, 'si-person-change'));
    expect(first.visitDone).toBe(false);
    expect((await station.call('visit.read', { ticket: 'A001' })).ticket.matters.map(({ done }) => done)).toEqual([false, true]);
    const again = await station.refused('transaction.finish', await finishing(station, visit, 'si-person-change'));
    expect(again.code).toBe('matter-already-finished');
    const second = await station.call('transaction.finish', await finishing(station, visit, 'si-flex-enroll'));
    expect(second.visitDone).toBe(true);
    expect((await station.call('visit.read', { ticket: visit })).transactions).toEqual([
      { number: first.number, matter: 'si-person-change', outcome: 'completed' }, { number: second.number, matter: 'si-flex-enroll', outcome: 'completed' },
    ]);
    expect((await station.refused('transaction.finish', await finishing(station, visit, 'si-account'))).code).toBe('ticket-state');
  });

  it('lets the window handle another matter than the guide chose, and one on top', async () => {
    const station = await bareStation();
    await station.call('catalogue.import', { document: catalogue, effectiveFrom: '2026-01-01' });
    const { visit } = await station.call('visit.receive', { matters: ['si-flex-enroll', 'si-person-change'], visitor: atWindow });
    const unknown = await station.refused('transaction.finish', await finishing(station, visit, 'si-account', { replaces: 'card-apply' }));
    expect(unknown).toMatchObject({ code: 'bad-input', issues: [{ path: '$.replaces', code: 'not-in-visit' }] });
    const replacing = await station.call('transaction.finish', await finishing(station, visit, 'si-account', { replaces: 'si-flex-enroll' }));
    expect(replacing.visitDone).toBe(false);
    const onTop = await station.call('transaction.finish', await finishing(station, visit, 'si-person-cert'));
    expect(onTop.visitDone).toBe(false);
    const last = await station.call('transaction.finish', await finishing(station, visit, 'si-person-change'));
    expect(last.visitDone).toBe(true);
    const { ticket, transactions } = await station.call('visit.read', { ticket: visit });
    expect(ticket).toMatchObject({ state: 'done', matters: [{ code: 'si-flex-enroll', done: true }, { code: 'si-person-change', done: true }, { code: 'si-person-cert', done: true }] });
    expect(transactions.map(({ matter }) => matter)).toEqual(['si-account', 'si-person-cert', 'si-person-change']);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('finds the ticket by its visit as well as by its number, and wants one of the two', async () => {
    const station = await bareStation();
    await station.call('catalogue.import', { document: catalogue, effectiveFrom: '2026-01-01' });
    const { visit } = await station.call('visit.receive', { matters: ['si-account'], visitor: atWindow });
    const { ticket, ...rest } = await finishing(station, visit, 'si-account');
    expect(await station.refused('transaction.finish', { ...rest })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.ticket' }] });
    expect(await station.refused('transaction.finish', { ...rest, ticket, visit })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.ticket' }] });
    const nobody = '019a0000-0000-7000-8000-000000000000';
    expect(await station.refused('transaction.finish', { ...rest, visit: nobody })).toMatchObject({ code: 'bad-input', issues: [{ code: 'unknown-ticket', path: '$.visit' }] });
    expect(await station.call('transaction.finish', { ...rest, visit })).toMatchObject({ visitDone: true });
  });
});
