import { describe, expect, it } from 'vitest';
import { conditionsOf, groupOf, LicenceDocument, procedures } from '../../../shared/licence/document.ts';
import { sampleLicences } from '../../fixtures/licence.ts';
import { sample } from '../../fixtures/station.ts';

const [first, ...others] = sampleLicences.groups;

/** Paths of what is wrong with the sample after a change of its first group. */
const faults = (change: (group: NonNullable<typeof first>) => object): readonly string[] => {
  if (first === undefined) throw new Error('the sample has groups');
  const parsed = LicenceDocument.safeParse({ ...sampleLicences, groups: [{ ...first, ...change(first) }, ...others] });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
};

describe('the licence conditions that ship', () => {
  it('are the three groups of the report, with conditions for every procedure', () => {
    expect(sampleLicences.groups.map(({ name }) => name)).toEqual([
      '人力资源服务许可', '民办职业培训学校设立、分立、合并、变更及终止审批', '经营性中外合作职业技能培训设立、分立、合并、变更、终止审批',
    ]);
    expect(sampleLicences.groups.map((group) => group.procedures.map(({ procedure }) => procedure))).toEqual([['found'], procedures, procedures]);
    for (const group of sampleLicences.groups) for (const { procedure } of group.procedures) expect(conditionsOf(group, procedure).length).toBeGreaterThan(1);
  });

  it('say of every sentence where it was read, or that it was not', () => {
    const sentences = sampleLicences.groups.flatMap(({ conditions, notice }) => [...conditions, ...notice.choice, ...notice.promise, ...notice.liability, ...notice.verification]);
    expect(sentences.filter(({ sourced, source }) => sourced !== (source !== ''))).toEqual([]);
  });

  it('ask first whether the applicant may promise at all', () => {
    expect(sampleLicences.groups.map(({ conditions }) => conditions[0]?.code)).toEqual(['good-record', 'good-record', 'good-record']);
  });

  it('know the group of a matter', () => {
    expect(groupOf(sampleLicences, 'lic-coop-school')?.code).toBe('cooperative-training');
    expect(groupOf(sampleLicences, 'lic-hr')).toBeUndefined();
  });
});

describe('a document of licence conditions', () => {
  it.each([
    ['a procedure without conditions', () => ({ procedures: [{ procedure: 'found', ordinary: null }, { procedure: 'merge', ordinary: null }] }), 'groups.0.procedures.1'],
    ['a condition for a procedure that is not offered', (group: NonNullable<typeof first>) => ({ conditions: group.conditions.map((one) => ({ ...one, procedures: ['found', 'divide'] })) }), 'groups.0.conditions.0.procedures.1'],
    ['a matter in two groups', () => ({ matters: ['lic-hr-commit', 'lic-coop-school'] }), 'groups.2.matters.0'],
    ['a condition that stands twice', (group: NonNullable<typeof first>) => ({ conditions: [...group.conditions, ...group.conditions.slice(0, 1)] }), 'groups.0.conditions.6.code'],
    ['a notice without liability', (group: NonNullable<typeof first>) => ({ notice: { ...group.notice, liability: [] } }), 'groups.0.notice.liability'],
  ])('is refused with %s', (_what, change, path) => {
    expect(faults(change)).toContain(path);
  });

  it('names every fault at once, also where parts are no document at all', () => {
    const parsed = LicenceDocument.safeParse({ ...sampleLicences, authority: '', groups: [{ ...first, procedures: 'found' }, ...others, ...others] });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(expect.arrayContaining(['authority', 'groups.0.procedures', 'groups.3.code', 'groups.4.code']));
    expect(LicenceDocument.safeParse(sample('licence-conditions.json')).success).toBe(true);
  });
});
