import { describe, expect, it } from 'vitest';
import { bodiesOf, fits, followUpsOf, pressingCount, rowsOfFound, type FollowUpAnswers } from '../../../renderer/features/follow-up/rows.ts';
import { MatterCode } from '../../../shared/catalogue/catalogue.ts';
import { TicketNumber } from '../../../shared/visit/ticket.ts';

const matter = { matterName: '工伤认定', matterNameEn: 'Injury' };
const nothing: FollowUpAnswers = { checks: [], unasked: [], supplements: [], notices: [], promises: [], ratings: [] };
const check = (code: string, change: Partial<FollowUpAnswers['checks'][number]> = {}): FollowUpAnswers['checks'][number] => ({
  check: code, number: 'ABCD-000001', matter: MatterCode.parse('inj-recognize'), ...matter, material: '认定书', body: '人社', requestedAt: 0, due: '2026-10-20', sentAt: 1, standing: null, answer: null, answeredAt: null, ...change,
});
const supplement = (number: string, dueBy: string, standing: 'overdue' | 'due-soon' | null) => ({ number, ...matter, material: '照片', dueBy, overdue: standing === 'overdue', standing });

describe('what is to be followed up', () => {
  it('puts what has passed before what comes soon, and each by its day, whatever its kind; no day is last', () => {
    const rows = followUpsOf({
      ...nothing,
      checks: [check('ABCD-K00001', { due: null }), check('ABCD-K00002', { due: '2026-10-13', standing: 'due-soon' })],
      supplements: [supplement('ABCD-000002', '2026-10-30', null), supplement('ABCD-000003', '2026-10-11', 'overdue')],
      notices: [{ number: 'ABCD-000004', ...matter, missing: ['申请表', '照片'], since: '2026-09-28', lastDay: '2026-10-10', state: 'accepted-by-silence' }],
    });
    expect(rows.map(({ kind, due }) => [kind, due])).toEqual([['notice', '2026-10-10'], ['supplement', '2026-10-11'], ['check', '2026-10-13'], ['supplement', '2026-10-30'], ['check', null]]);
    expect(pressingCount(rows)).toBe(3);
  });

  it('names the one thing that comes next: the letter before the answer, the return once it is overdue', () => {
    const steps = (answers: Partial<FollowUpAnswers>): unknown => followUpsOf({ ...nothing, ...answers }).map((row) => row.steps);
    expect(steps({ checks: [check('ABCD-K00001', { sentAt: null })] })).toEqual([['letter', 'answer']]);
    expect(steps({ checks: [check('ABCD-K00001')] })).toEqual([['answer', 'letter']]);
    expect(steps({ unasked: [{ number: 'ABCD-000001', ...matter, material: '认定书', day: '2026-10-12', body: null }] })).toEqual([['ask']]);
    expect(steps({ supplements: [supplement('ABCD-000001', '2026-10-11', 'overdue')] })).toEqual([['receive', 'return']]);
    expect(steps({ supplements: [supplement('ABCD-000001', '2026-10-30', null)] })).toEqual([['receive']]);
  });

  it('has a complaint by its ticket, with who served, by its day among the others', () => {
    const complaint: FollowUpAnswers['ratings'][number] = {
      rating: '01890000-0000-7000-8000-000000000000', ticket: TicketNumber.parse('A007'), day: '2026-10-12', ratedAt: 1, level: 2, word: 'dissatisfied', lane: 'window', window: 3, clerk: '02',
      matters: [{ code: 'inj-recognize', name: '工伤认定', nameEn: 'Injury' }], transactions: ['ABCD-000001'], internal: true,
      followUp: { due: '2026-10-19', standing: 'due-soon', closedAt: null, closedBy: null, note: null },
    };
    const [first, second] = followUpsOf({ ...nothing, ratings: [complaint], checks: [check('ABCD-K00001')] });
    expect(first).toMatchObject({
      kind: 'rating', code: 'A007', number: 'ABCD-000001', matter: { name: '工伤认定' }, due: '2026-10-19', pressing: 'due-soon', steps: ['settle'],
      rated: { word: 'dissatisfied', window: 3, clerk: '02', internal: true },
    });
    expect(second?.kind).toBe('check');
  });

  it('is found by kind and by body', () => {
    const rows = followUpsOf({ ...nothing, checks: [check('ABCD-K00001'), check('ABCD-K00002', { body: '公安' })], supplements: [supplement('ABCD-000002', '2026-10-30', null)] });
    expect(bodiesOf(rows)).toEqual(['公安', '人社']);
    expect(rows.filter(fits({ kind: null, body: '公安' })).map(({ code }) => code)).toEqual(['ABCD-K00002']);
    expect(rows.filter(fits({ kind: 'supplement', body: null })).map(({ number }) => number)).toEqual(['ABCD-000002']);
  });

  it('has for a visitor who came back what they may hand in, and nothing to be sent back', () => {
    const rows = rowsOfFound({ number: 'ABCD-000001', ...matter, outcome: 'returned', materials: [{ material: '照片', state: 'tolerated', dueBy: '2026-10-11' }, { material: '申请表', state: 'missing', dueBy: null }] }, '2026-10-12');
    expect(rows.map(({ materials, pressing, steps }) => [materials, pressing, steps])).toEqual([[['照片'], 'overdue', ['receive']], [['申请表'], null, ['receive']]]);
  });
});
