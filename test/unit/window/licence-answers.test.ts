import { describe, expect, it } from 'vitest';
import { answersOf, remainingAnswers, type Answers } from '../../../renderer/features/window/licence/answers.ts';

const conditions = [{ code: 'good-record' }, { code: 'premises' }, { code: 'staff' }];

const remaining = (answers: Answers) => remainingAnswers(conditions, answers);

describe('the answers of a formal check', () => {
  it('are open until each condition was answered, in the order of the conditions', () => {
    expect(remaining({})).toEqual({ open: ['good-record', 'premises', 'staff'], unexplained: [], met: true });
    expect(remaining({ premises: { ok: true, note: '' } }).open).toEqual(['good-record', 'staff']);
  });

  it('want the reason of what is not met, and of nothing else', () => {
    const answers: Answers = { 'good-record': { ok: true, note: '' }, premises: { ok: false, note: '  ' }, staff: { ok: false, note: '只有两人' } };
    expect(remaining(answers)).toEqual({ open: [], unexplained: ['premises'], met: false });
  });

  it('begin with those of the earlier check, so that what was right is not answered again', () => {
    const earlier = [{ code: 'good-record', ok: true, note: null }, { code: 'premises', ok: false, note: '租约到期' }, { code: 'staff', ok: null, note: null }];
    const rest = { text: '', textEn: '', basis: '', sourced: false, source: '' };
    const answers = answersOf({ conditions: earlier.map((one) => ({ ...rest, ...one })) });
    expect(answers).toEqual({ 'good-record': { ok: true, note: '' }, premises: { ok: false, note: '租约到期' }, staff: { ok: null, note: '' } });
    expect(remaining(answers).open).toEqual(['staff']);
  });
});
