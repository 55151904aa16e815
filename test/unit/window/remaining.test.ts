import { describe, expect, it } from 'vitest';
import { proposedOutcome, type HandlingValues } from '../../../renderer/features/window/handling-values.ts';
import { remainingOf } from '../../../renderer/features/window/remaining.ts';
import { CatalogueDocument, type Disposition, type Matter } from '../../../shared/catalogue/catalogue.ts';
import { lawfulWays } from '../../../shared/catalogue/lawful-ways.ts';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import sample from '../../../resources/sample/catalogue.json' with { type: 'json' };

const today = '2026-10-12';
const material = (name: string, disposition: Disposition): ResolvedMaterial => ({
  name, nameEn: '', disposition, provider: '', note: '', basis: null, sourced: true, toleranceDays: null, decidedBy: null, overruled: [], ways: [...lawfulWays({ disposition })],
});
const materials = [material('居民身份证', 'submit'), material('单位介绍信', 'cancelled'), material('审核', 'inter-department')];
const values = (change: Partial<HandlingValues> = {}): HandlingValues => ({
  matter: 'si-person-cert',
  applicant: { kind: 'person', name: '李明', paper: { type: 'resident-id', number: '34052419800101001X' } },
  proxy: { name: '', paper: { type: 'resident-id', number: '' } },
  materials: [{ name: '居民身份证', way: 'submit', state: 'done' }, { name: '审核', way: 'inter-department', state: 'done' }],
  outcome: 'completed',
  ...change,
});
const remaining = (change: Partial<HandlingValues> = {}, more: { byProxy?: boolean; confirmedCode?: string; signed?: readonly string[] } = {}) =>
  remainingOf({ values: values(change), materials, byProxy: more.byProxy ?? false, today, confirmedCode: more.confirmedCode ?? null, signed: more.signed ?? [] });

describe('what is still missing', () => {
  it('is nothing once persons and materials are settled; a cancelled material is never missed, an empty proxy is not asked for', () => {
    expect(remaining()).toEqual([]);
  });

  it('names empty and wrong fields apart, in the order of the form', () => {
    expect(remaining({ applicant: { kind: 'person', name: ' ', paper: { type: 'resident-id', number: '340524198001010011' }, phone: '12' } })).toEqual([
      { kind: 'field', path: 'applicant.name', empty: true },
      { kind: 'field', path: 'applicant.paper.number', empty: false },
      { kind: 'field', path: 'applicant.phone', empty: false },
    ]);
  });

  it('asks for the number of persons where it was emptied, and says where it is out of bounds', () => {
    expect(remaining({ persons: Number.NaN })).toEqual([{ kind: 'field', path: 'persons', empty: true }]);
    expect([0, 10_000].map((persons) => remaining({ persons }))).toEqual(Array.from({ length: 2 }, () => [{ kind: 'field', path: 'persons', empty: false }]));
    expect(remaining({ persons: 9999 })).toEqual([]);
  });

  it('asks for the proxy where somebody else came', () => {
    expect(remaining({}, { byProxy: true }).map((one) => (one.kind === 'field' ? one.path : one.kind))).toEqual(['proxy.name', 'proxy.paper.number']);
  });

  it('knows that nobody was born after today', () => {
    const unborn = { kind: 'person', name: '李明', paper: { type: 'resident-id', number: '11010520991231001X' } } as const;
    expect(remaining({ applicant: unborn })).toEqual([{ kind: 'field', path: 'applicant.paper.number', empty: false }]);
  });

  it('lets a credit code with a wrong check character pass once the clerk has confirmed that very code', () => {
    const applicant = { kind: 'enterprise', name: '样例企业', paper: { type: 'credit-code', number: '91350100M000100Y44' } } as const;
    expect(remaining({ applicant })).toEqual([{ kind: 'confirm-code' }]);
    expect(remaining({ applicant }, { confirmedCode: '91350100M000100Y45' })).toEqual([{ kind: 'confirm-code' }]);
    expect(remaining({ applicant }, { confirmedCode: '91350100M000100Y44' })).toEqual([]);
  });

  it('tells an open material from one that stands against the chosen outcome, and from one whose reason is missing', () => {
    const entries = [{ name: '居民身份证', way: 'submit', state: 'not-applicable' }, { name: '审核', way: 'inter-department', state: 'pending' }] as const;
    expect(remaining({ materials: [] })).toEqual([{ kind: 'material', name: '居民身份证', code: 'material-unsettled' }, { kind: 'material', name: '审核', code: 'material-unsettled' }]);
    expect(remaining({ materials: [...entries] })).toEqual([{ kind: 'material', name: '居民身份证', code: 'note' }, { kind: 'material', name: '审核', code: 'awaited' }]);
    expect(remaining({ materials: [{ ...entries[0], note: '持护照办理' }, entries[1]], outcome: 'accepted' })).toEqual([]);
  });
});

describe('a promise', () => {
  const promised = [material('亲属关系', 'commitment')];
  const entries = [{ name: '亲属关系', way: 'commitment', state: 'done' }] as const;
  const left = (byProxy: boolean, guardian: boolean, signed: readonly string[]) =>
    remainingOf({
      values: values({ materials: [...entries], proxy: { name: '李父', paper: { type: 'passport', number: 'E12345678' }, ...(guardian ? { guardian } : {}) } }),
      materials: promised, byProxy, today, confirmedCode: null, signed,
    });

  it('settles nothing without a signature', () => {
    expect(left(false, false, [])).toEqual([{ kind: 'material', name: '亲属关系', code: 'unsigned' }]);
    expect(left(false, false, ['亲属关系'])).toEqual([]);
  });

  it('of a proxy counts only where the proxy is the guardian', () => {
    expect(left(true, false, ['亲属关系'])).toEqual([{ kind: 'material', name: '亲属关系', code: 'commitment-needs-person' }]);
    expect(left(true, true, ['亲属关系'])).toEqual([]);
  });
});

describe('the outcome that is proposed', () => {
  const matters = CatalogueDocument.parse(sample).matters;
  const matterOf = (kind: Matter['caseKind']): Matter => {
    const found = matters.find(({ caseKind }) => caseKind === kind);
    if (found === undefined) throw new Error(`the sample has no ${kind} matter`);
    return found;
  };
  const instant = matterOf('instant');

  it('follows the kind of matter, then what is awaited, then what is missing', () => {
    expect(proposedOutcome(instant, 'window', [])).toBe('completed');
    expect(proposedOutcome(matterOf('promised'), 'window', [])).toBe('accepted');
    expect(proposedOutcome(instant, 'window', [{ name: '审核', way: 'inter-department', state: 'pending' }])).toBe('accepted');
    expect(proposedOutcome(instant, 'window', [{ name: '审核', way: 'inter-department', state: 'pending' }, { name: '证', way: 'submit', state: 'missing' }])).toBe('returned');
    expect(proposedOutcome(instant, 'referral', [])).toBe('referred');
  });
});
