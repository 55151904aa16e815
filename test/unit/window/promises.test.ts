import { describe, expect, it } from 'vitest';
import { promiserOf, signedMaterials, type SignedPromises } from '../../../renderer/features/window/promises.ts';
import { promiseStanding } from '../../../shared/transaction/commitment.ts';

const applicant = (number: string) => ({ applicant: { kind: 'person' as const, name: '李明', paper: { type: 'resident-id' as const, number } } });
const person = promiserOf(applicant('34052419800101001X'));

describe('the questions before a promise', () => {
  it('come one at a time in the order of the rule, and end with the first bar', () => {
    const known = { applicantKind: 'person' } as const;
    expect(promiseStanding(known)).toEqual({ kind: 'ask', question: 'inPerson' });
    expect(promiseStanding({ ...known, inPerson: true })).toEqual({ kind: 'ask', question: 'badCredit' });
    expect(promiseStanding({ ...known, inPerson: false })).toEqual({ kind: 'ask', question: 'guardian' });
    expect(promiseStanding({ ...known, inPerson: false, guardian: false })).toEqual({ kind: 'barred', bar: 'commitment-needs-person' });
    expect(promiseStanding({ ...known, inPerson: false, guardian: true })).toEqual({ kind: 'ask', question: 'badCredit' });
    expect(promiseStanding({ ...known, inPerson: true, badCredit: true })).toEqual({ kind: 'barred', bar: 'commitment-bad-credit' });
    expect(promiseStanding({ ...known, inPerson: true, badCredit: false })).toEqual({ kind: 'free' });
  });

  it('do not ask for the guardian of an enterprise', () => {
    expect(promiseStanding({ applicantKind: 'enterprise', inPerson: false })).toEqual({ kind: 'barred', bar: 'commitment-needs-person' });
    expect(promiseStanding({ applicantKind: 'enterprise', inPerson: false, guardian: true })).toEqual({ kind: 'barred', bar: 'commitment-needs-person' });
  });
});

describe('what was signed at the window', () => {
  const signed: SignedPromises = { 亲属关系: { person: person ?? '', byGuardian: false }, 无收入: { person: person ?? '', byGuardian: true } };

  it('counts for the person who signed, however the number is typed', () => {
    expect(promiserOf(applicant(' 34052419800101001x '))).toBe(person);
    expect(signedMaterials(signed, person, false)).toEqual(['亲属关系']);
  });

  it('counts for nobody else, and of a guardian only while a proxy is in the form', () => {
    expect(signedMaterials(signed, promiserOf(applicant('11010519491231002X')), false)).toEqual([]);
    expect(signedMaterials(signed, promiserOf(applicant('12')), false)).toEqual([]);
    expect(signedMaterials(signed, person, true)).toEqual(['无收入']);
  });
});
