import { describe, expect, it } from 'vitest';
import { Entry } from '../../../shared/journal/entry.ts';
import type { SealedBox } from '../../../shared/journal/sealed.ts';
import { recordOf, TransactionRecord, type Known, type Versions } from '../../../shared/upload/record.ts';
import type { RecordedOutcome } from '../../../shared/transaction/transaction.ts';

const nine = Date.parse('2026-10-12T09:00:00+08:00');
const minute = 60_000;
const box: SealedBox = { cipher: 'A256GCM', key: 'k', nonce: 'bm9uY2U', text: 'dGV4dA' };

type Given = { readonly outcome: RecordedOutcome; readonly state?: 'done' | 'tolerated'; readonly clerk?: string };

const material = (name: string, way: 'submit' | 'cancelled', state: 'done' | 'tolerated') => ({ name, listed: way, way, state, copies: null, note: null, dueBy: state === 'tolerated' ? '2026-10-19' : null, decidedBy: null });

const envelope = (index: number, clerk: string) => ({
  seq: 10 + index, id: `01890a5d-ac96-774b-bcce-b302099a80${String(10 + index)}`, at: nine + index * 10 * minute, station: 'S', actor: { kind: 'staff', number: clerk, role: 'clerk' },
  clock: { run: 'r', monotonic: 0, offset: null }, prev: '0'.repeat(64),
});

const common = ({ outcome, state = 'done' }: Given) => ({
  day: '2026-10-12', matter: 'si-account', matterName: '个人账户', matterNameEn: '', category: '社会保险', catalogueVersion: 1, outcome, applicantKind: 'person', applicant: box,
  materials: [material('身份证', 'submit', state), material('照片', 'cancelled', 'done')], note: null, due: null, dueUnknown: null, number: 'ABCD-000001',
});

/** A transaction that went through these states, ten minutes each, handled by clerk 02 and corrected by 03. */
function versions(first: Given, ...later: readonly Given[]): Versions {
  const finished = Entry.parse({
    ...envelope(0, '02'), type: 'transaction.finished',
    body: { ...common(first), visit: '01890a5d-ac96-474b-bcce-b302099a8057', ticket: 'A001', lane: 'window', window: 3, clerk: '02', priority: false, settles: null, visitDone: true, wait: null, service: null },
  });
  if (finished.type !== 'transaction.finished') throw new Error('not an entry');
  const amended = later.map((given, index) => {
    const entry = Entry.parse({ ...envelope(index + 1, '03'), type: 'transaction.amended', body: { ...common(given), amendment: index + 1, amends: 10 + index, changed: ['outcome'], reason: box } });
    if (entry.type !== 'transaction.amended') throw new Error('not an entry');
    return entry;
  });
  return [finished, ...amended];
}

const known: Known = {
  station: 'S', areaCode: '330902', hash: 'h', official: null, matter: null, receivedAt: nine - 15 * minute, note: '已核对', nameOf: (clerk) => (clerk === '02' ? '王' : '李'),
  persons: { applicant: { kind: 'person', name: '试验人', paper: { type: 'passport', number: 'E12345678' } }, proxy: { name: '代办者', paper: { type: 'passport', number: 'E87654321' }, phone: '13800138000' } },
};

const at = (minutes: number): string => `2026-10-12T${minutes < 0 ? '08' : '09'}:${String((minutes + 60) % 60).padStart(2, '0')}:00+08:00`;
const told = (...given: readonly [Given, ...Given[]]): TransactionRecord => TransactionRecord.parse(recordOf(versions(...given), known));

describe('the record of a transaction', () => {
  it('names the version, the one before it, and who came', () => {
    expect(told({ outcome: 'completed' })).toMatchObject({
      key: 'S/ABCD-000001/1', supersedes: null, dataVersion: 1, entry: { seq: 10, hash: 'h' }, receivedAt: at(-15),
      applicant: { name: '试验人', paperType: 'passport', paperNumber: 'E12345678' }, contact: { name: '代办者', phone: '13800138000' },
    });
    expect(told({ outcome: 'completed' }, { outcome: 'completed' })).toMatchObject({ key: 'S/ABCD-000001/2', supersedes: 'S/ABCD-000001/1', dataVersion: 2, entry: { seq: 11 } });
  });

  it.each([
    ['completed', { at: at(0), clerk: { number: '02', name: '王' } }, { at: at(0), result: 'completed', description: '已核对' }],
    ['accepted', { at: at(0) }, null],
    ['not-accepted', null, { at: at(0), result: 'not-accepted' }],
    ['returned', null, { at: at(0), result: 'returned' }],
    ['referred', null, { at: at(0), result: 'referred' }],
  ] as const)('%s says what was accepted and what was completed', (outcome, acceptance, completion) => {
    expect(told({ outcome })).toMatchObject({ acceptance, completion });
  });

  it('keeps the moment of the acceptance, and takes that of the completion from the version that brought it', () => {
    const record = told({ outcome: 'accepted' }, { outcome: 'reopened' }, { outcome: 'completed' }, { outcome: 'completed' });
    expect(record.acceptance).toMatchObject({ at: at(0), clerk: { number: '02' } });
    expect(record.completion).toMatchObject({ at: at(20), clerk: { number: '03', name: '李' }, result: 'completed' });
  });

  it('that is voided stays one that was accepted, if it was', () => {
    expect(told({ outcome: 'completed' }, { outcome: 'voided' })).toMatchObject({ acceptance: { at: at(0) }, completion: { at: at(10), result: 'voided' } });
    expect(told({ outcome: 'returned' }, { outcome: 'voided' })).toMatchObject({ acceptance: null, completion: { result: 'voided' } });
  });

  it('says of each material when it came, and never that a cancelled one was taken', () => {
    const record = told({ outcome: 'accepted', state: 'tolerated' }, { outcome: 'completed' }, { outcome: 'completed' });
    expect(record.materials).toEqual([
      { order: 1, name: '身份证', how: 'submit', taken: true, state: 'done', copies: null, takenAt: at(10), dueBy: null },
      { order: 2, name: '照片', how: 'cancelled', taken: false, state: 'done', copies: null, takenAt: null, dueBy: null },
    ]);
    expect(told({ outcome: 'accepted', state: 'tolerated' }).materials[0]).toMatchObject({ taken: false, takenAt: null, dueBy: '2026-10-19' });
  });
});
