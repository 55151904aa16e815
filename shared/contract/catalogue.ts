/** Finding matters, adopting catalogues and reduction lists, resolving what must be brought, deciding the lane. */
import { z } from 'zod';
import { ApplicantKind, CatalogueDocument, Channel, DayUnit, Disposition, Matter, MatterCode, CaseKind } from '../catalogue/catalogue.ts';
import { ReductionDocument } from '../catalogue/reduction-list.ts';
import { Decision } from '../routing/decision.ts';
import { Hall, Visitor } from '../routing/visitor.ts';
import { everyone, Nothing, type Operation } from './operation.ts';

/** A day (`2026-10-12`) or an instant; an instant means the day it falls on in China. */
export const DayOrInstant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

export const MatterCodes = z.array(MatterCode).min(1).max(20).refine((codes) => new Set(codes).size === codes.length, 'a matter stands twice');

/** What a result line shows; the whole matter comes with `catalogue.matter`. */
export const MatterSummary = z.strictObject({
  code: MatterCode,
  name: z.string(),
  nameEn: z.string(),
  category: z.string(),
  applicant: z.array(ApplicantKind),
  channels: z.array(Channel),
  caseKind: CaseKind,
  promisedDays: z.number().int().nullable(),
  dayUnit: DayUnit,
  sourced: z.boolean(),
  /** Which text matched, so that the guide sees why it is there. */
  why: z.strictObject({ kind: z.string(), text: z.string() }).nullable(),
});
export type MatterSummary = z.infer<typeof MatterSummary>;

/** A candidate of the resolver that lost: the catalogue itself stands as list `catalogue`, version null. */
export const Overruled = z.strictObject({ list: z.string(), version: z.number().int().nullable(), row: z.number().int(), disposition: Disposition });

export const ResolvedMaterial = z.strictObject({
  name: z.string(),
  nameEn: z.string(),
  disposition: Disposition,
  provider: z.string(),
  note: z.string(),
  basis: z.string().nullable(),
  sourced: z.boolean(),
  /** Working days within which it may be handed in later, or null: it may not. */
  toleranceDays: z.number().int().nullable(),
  /** The list row that made the burden lighter, or null where the catalogue's own word stands; `row` counts from 0. */
  decidedBy: z.strictObject({ list: z.string(), version: z.number().int(), row: z.number().int() }).nullable(),
  overruled: z.array(Overruled).readonly(),
  /** The ways a clerk may record, first the proper one (rules 2 and 3). */
  ways: z.array(Disposition).readonly(),
});
export type ResolvedMaterial = z.infer<typeof ResolvedMaterial>;

export const CatalogueVersion = z.strictObject({
  version: z.number().int(),
  effectiveFrom: z.string(),
  adoptedAt: z.number().int(),
  matters: z.number().int(),
  inForce: z.boolean(),
});

const Codes = z.array(z.string());

export const catalogueOperations = {
  'catalogue.import': {
    kind: 'command', roles: ['manager'],
    summary: 'Validates a whole catalogue, answers with every fault at once, shows the difference, and adopts it as a new version unless dryRun.',
    input: z.strictObject({ document: CatalogueDocument, effectiveFrom: z.iso.date(), dryRun: z.boolean().optional() }),
    output: z.strictObject({ version: z.number().int(), effectiveFrom: z.string(), adopted: z.boolean(), added: Codes, changed: Codes, removed: Codes }),
  },
  'catalogue.versions': { kind: 'query', roles: everyone, summary: 'All adopted versions, newest first.', input: Nothing, output: z.strictObject({ versions: z.array(CatalogueVersion) }) },
  'catalogue.search': {
    kind: 'query', roles: everyone,
    summary: 'One box: name, everyday phrase, pinyin, initials, life event or code; ranked.',
    input: z.strictObject({ query: z.string().max(100), limit: z.number().int().min(1).max(100).optional() }),
    output: z.strictObject({ matters: z.array(MatterSummary) }),
  },
  'catalogue.matter': {
    kind: 'query', roles: everyone,
    summary: 'One matter with its materials as they stand today, after the reduction lists.',
    input: z.strictObject({ code: MatterCode }),
    output: z.strictObject({ version: z.number().int(), matter: Matter, materials: z.array(ResolvedMaterial) }),
  },
  'catalogue.lifeEvents': {
    kind: 'query', roles: everyone,
    summary: 'The life events that matters of the catalogue in force belong to.',
    input: Nothing,
    output: z.strictObject({ lifeEvents: z.array(z.strictObject({ code: z.string(), zh: z.string(), en: z.string(), matters: z.number().int() })) }),
  },
  'reductions.import': {
    kind: 'command', roles: ['manager'],
    summary: 'Adopts reduction lists; a list code that is already here becomes a new version.',
    input: z.strictObject({ document: ReductionDocument }),
    output: z.strictObject({ lists: z.array(z.strictObject({ code: z.string(), version: z.number().int(), rows: z.number().int() })) }),
  },
  'certificates.resolve': {
    kind: 'query', roles: everyone,
    summary: 'What becomes of each material of a matter on a day, which list row decided, and which were overruled.',
    input: z.strictObject({ matter: MatterCode, at: DayOrInstant.optional() }),
    output: z.strictObject({ matter: MatterCode, version: z.number().int(), materials: z.array(ResolvedMaterial) }),
  },
  'triage.route': {
    kind: 'query', roles: everyone,
    summary: 'The lane for a visitor, why, and why not the others.',
    input: z.strictObject({ matters: MatterCodes, visitor: Visitor, hall: Hall.optional() }),
    output: Decision,
  },
} as const satisfies Record<string, Operation>;
