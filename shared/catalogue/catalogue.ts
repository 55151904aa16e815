/**
 * The catalogue (事项目录): the versioned, effective-dated set of matters a counter handles.
 * A value that nobody could source is `null` or marked `sourced: false`; it is shown so, never guessed.
 */
import { z } from 'zod';
import { always, each, reportDuplicates } from './whole-document.ts';

/** How a material comes to the case, from the lightest burden on the visitor to the heaviest (rule 1). */
export const dispositions = ['cancelled', 'data-sharing', 'inter-department', 'commitment', 'submit'] as const;
export const Disposition = z.enum(dispositions);
export type Disposition = z.infer<typeof Disposition>;

/** Ways in which a matter can be handled at all, as the catalogue lists them. */
export const Channel = z.enum(['online', 'mobile', 'self-service', 'window']);
export type Channel = z.infer<typeof Channel>;

export const applicantKinds = ['person', 'enterprise'] as const;
export const ApplicantKind = z.enum(applicantKinds);
export type ApplicantKind = z.infer<typeof ApplicantKind>;

/** 即办件 instant, 承诺件 promised. */
export const CaseKind = z.enum(['instant', 'promised']);

/** Statutory and promised limits count working days unless the law counts calendar days. */
export const DayUnit = z.enum(['working', 'calendar']);
export type DayUnit = z.infer<typeof DayUnit>;

/** Lower-case words joined by hyphens, e.g. `card-apply`; the key of a matter in every version. */
export const MatterCode = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(64).brand('MatterCode');
export type MatterCode = z.infer<typeof MatterCode>;

/**
 * What counts as one case (办件口径): an application, or each person in it, e.g. twenty employees enrolled at once count twenty.
 * Statistics follow it.
 */
export const CountingUnit = z.enum(['application', 'person']);

const Days = z.number().int().min(0).max(3650).nullable();
const Text = z.string().trim().min(1).max(200);

export const Material = z.strictObject({
  name: Text,
  nameEn: z.string().trim().max(200),
  disposition: Disposition,
  provider: z.string().trim().max(200),
  note: z.string().trim().max(500),
  sourced: z.boolean(),
  /** Working days within which the material may be handed in later (容缺受理); absent: it may not. */
  toleranceDays: z.number().int().min(1).max(180).optional(),
});
export type Material = z.infer<typeof Material>;

export const Matter = z
  .strictObject({
    code: MatterCode,
    name: Text,
    nameEn: z.string().trim().max(200),
    category: Text,
    applicant: z.array(ApplicantKind).min(1),
    channels: z.array(Channel).min(1),
    caseKind: CaseKind,
    statutoryDays: Days,
    promisedDays: Days,
    dayUnit: DayUnit,
    extensionDays: Days,
    limitNote: z.string().trim().max(500),
    legalBasis: z.array(Text),
    materials: z.array(Material).max(200),
    synonyms: z.array(Text),
    lifeEvents: z.array(Text),
    sourced: z.boolean(),
    sourcedFields: z.array(z.string()),
    sourceRegion: z.string(),
    sources: z.array(z.string()),
    /** Body that must be told instead, where the bureau only passes the matter on (移送), e.g. the labour inspection brigade. */
    referTo: Text.optional(),
    /** True where the benefit comes without an application (无感智办), so "nothing to do" is an answer. */
    withoutApplication: z.boolean().optional(),
    /** Absent: by the application. */
    countedBy: CountingUnit.optional(),
  })
  .superRefine((matter, context) => {
    reportDuplicates(each(matter.materials, 'name'), (index) => ['materials', index, 'name'], context);
    reportDuplicates(each(matter.channels), (index) => ['channels', index], context);
    reportDuplicates(each(matter.applicant), (index) => ['applicant', index], context);
    const { statutoryDays, promisedDays } = matter;
    if (typeof statutoryDays === 'number' && typeof promisedDays === 'number' && promisedDays > statutoryDays) {
      context.addIssue({ code: 'custom', path: ['promisedDays'], message: 'a promised limit may not exceed the statutory limit' });
    }
  }, always);
export type Matter = z.infer<typeof Matter>;

const Labels = z.record(z.string(), z.string());

/** The whole document as a bureau hands it over. */
export const CatalogueDocument = z
  .strictObject({
    schema_version: z.literal(1),
    generated: z.iso.date().optional(),
    source_note: z.string().optional(),
    dictionaries: z
      .strictObject({
        category: z.array(z.string()).optional(),
        channels: Labels.optional(),
        caseKind: Labels.optional(),
        disposition: Labels.optional(),
        dayUnit: Labels.optional(),
        /** Life event code → [Chinese label, English label]. */
        lifeEvents: z.record(z.string(), z.tuple([Text, Text])).optional(),
      })
      .optional(),
    matters: z.array(Matter).min(1).max(20_000),
  })
  .superRefine((document, context) => {
    reportDuplicates(each(document.matters, 'code'), (index) => ['matters', index, 'code'], context);
    const known: unknown = document.dictionaries?.lifeEvents;
    if (typeof known !== 'object' || known === null) return;
    each(document.matters, 'lifeEvents').forEach((events, at) =>
      each(events).forEach((event, index) => {
        if (typeof event === 'string' && !Object.hasOwn(known, event)) {
          context.addIssue({ code: 'custom', path: ['matters', at, 'lifeEvents', index], message: `life event ${event} is not in the dictionary` });
        }
      }),
    );
  }, always);
export type CatalogueDocument = z.infer<typeof CatalogueDocument>;

