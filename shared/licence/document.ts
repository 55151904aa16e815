/**
 * Licences by commitment (证照分离, 告知承诺): per licence group the conditions, and the notice that is shown before anybody
 * promises. A bureau's own texts, adopted like a catalogue; what nobody could source is marked so and shown so.
 */
import { z } from 'zod';
import { MatterCode } from '../catalogue/catalogue.ts';
import { always, each, reportDuplicates } from '../catalogue/whole-document.ts';

/** 设立, 分立, 合并, 变更, 终止. */
export const procedures = ['found', 'divide', 'merge', 'change', 'terminate'] as const;
export const Procedure = z.enum(procedures);
export type Procedure = z.infer<typeof Procedure>;

const Text = z.string().trim().min(1).max(500);
const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(64);

/** A sentence of the notice or a condition, with the law behind it and where it was read. */
const sourcedText = {
  text: Text,
  textEn: Text,
  /** The provision, e.g. 《人力资源服务机构管理规定》第六条. Empty: not known. */
  basis: z.string().trim().max(200),
  sourced: z.boolean(),
  /** Address or name of the source; empty where there is none. */
  source: z.string().trim().max(500),
};

export const LicenceStatement = z.strictObject(sourcedText);
export type LicenceStatement = z.infer<typeof LicenceStatement>;

export const LicenceCondition = z.strictObject({
  code: Code,
  ...sourcedText,
  /** The procedures for which it is to be met. */
  procedures: z.array(Procedure).min(1),
});
export type LicenceCondition = z.infer<typeof LicenceCondition>;

/** What the applicant is told in writing before choosing (国办发〔2020〕42号): how it goes, what is promised, what a false promise brings, how it is checked. */
export const LicenceNotice = z.strictObject({
  choice: z.array(LicenceStatement).min(1),
  promise: z.array(LicenceStatement).min(1),
  liability: z.array(LicenceStatement).min(1),
  verification: z.array(LicenceStatement).min(1),
});
export type LicenceNotice = z.infer<typeof LicenceNotice>;

export const LicenceGroup = z
  .strictObject({
    code: Code,
    name: Text,
    nameEn: Text,
    /** The matters of the catalogue that are handled in this way. */
    matters: z.array(MatterCode).min(1).max(20),
    procedures: z
      .array(z.strictObject({
        procedure: Procedure,
        /** The matter by which whoever does not promise goes the ordinary way; null: the same matter, with the papers handed in. */
        ordinary: MatterCode.nullable(),
      }))
      .min(1),
    conditions: z.array(LicenceCondition).min(1).max(50),
    notice: LicenceNotice,
  })
  .superRefine((group, context) => {
    reportDuplicates(each(group.matters), (index) => ['matters', index], context);
    reportDuplicates(each(group.procedures, 'procedure'), (index) => ['procedures', index, 'procedure'], context);
    reportDuplicates(each(group.conditions, 'code'), (index) => ['conditions', index, 'code'], context);
    const offered = each(group.procedures, 'procedure');
    const asked = each(group.conditions, 'procedures').flatMap((own, index) => each(own).map((procedure, at) => ({ procedure, index, at })));
    for (const { procedure, index, at } of asked) {
      if (!offered.includes(procedure)) context.addIssue({ code: 'custom', path: ['conditions', index, 'procedures', at], message: `the group does not offer ${String(procedure)}` });
    }
    offered.forEach((procedure, index) => {
      // A formal check of nothing would grant everything.
      if (!asked.some((one) => one.procedure === procedure)) context.addIssue({ code: 'custom', path: ['procedures', index], message: `no condition is stated for ${String(procedure)}` });
    });
  }, always);
export type LicenceGroup = z.infer<typeof LicenceGroup>;

export const LicenceDocument = z
  .strictObject({
    note: z.string().trim().max(2000).optional(),
    /** The body in whose name is decided and published (许可机关). */
    authority: z.string().trim().min(1).max(100),
    groups: z.array(LicenceGroup).min(1).max(50),
  })
  .superRefine((document, context) => {
    reportDuplicates(each(document.groups, 'code'), (index) => ['groups', index, 'code'], context);
    const matters = each(document.groups, 'matters').flatMap((own, group) => each(own).map((matter, at) => ({ matter, group, at })));
    // Which conditions hold would depend on the order of the groups.
    reportDuplicates(matters.map(({ matter }) => matter), (index) => ['groups', matters[index]?.group ?? 0, 'matters', matters[index]?.at ?? 0], context);
  }, always);
export type LicenceDocument = z.infer<typeof LicenceDocument>;

/** The group that a matter belongs to, or undefined: it is no licence by commitment. */
export const groupOf = (document: LicenceDocument, matter: string): LicenceGroup | undefined => document.groups.find(({ matters }) => matters.some((code) => code === matter));

/** The conditions of a procedure in the document's order. */
export const conditionsOf = (group: LicenceGroup, procedure: Procedure): readonly LicenceCondition[] => group.conditions.filter(({ procedures: own }) => own.includes(procedure));
