/** Reduction lists (减证清单): what a province, city or district says became of a certificate. */
import { z } from 'zod';
import { Disposition, MatterCode } from './catalogue.ts';
import { always, each, reportDuplicates } from './whole-document.ts';

export const ReductionRow = z.strictObject({
  /** A matter code, or `*`: every matter that lists this material by this name. */
  matter: z.union([z.literal('*'), MatterCode]),
  material: z.string().trim().min(1).max(200),
  disposition: Disposition,
  provider: z.string().trim().max(200).nullable(),
  basis: z.string().trim().max(500),
});
export type ReductionRow = z.infer<typeof ReductionRow>;

export const ReductionList = z
  .strictObject({
    code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(64),
    level: z.enum(['province', 'city', 'district']),
    issuer: z.string().trim().min(1).max(200),
    /** First day on which the list holds (ISO date). */
    effectiveFrom: z.iso.date(),
    /** Last day on which it holds, or null while it is open-ended. */
    effectiveTo: z.iso.date().nullable(),
    rows: z.array(ReductionRow).min(1).max(50_000),
  })
  .superRefine((list, context) => {
    const { effectiveFrom, effectiveTo } = list;
    if (typeof effectiveFrom === 'string' && typeof effectiveTo === 'string' && effectiveTo < effectiveFrom) {
      context.addIssue({ code: 'custom', path: ['effectiveTo'], message: 'a list cannot end before it begins' });
    }
    // Two rows may differ in disposition: the strictest wins, as between lists. The same row twice is a slip of the pen.
    const [matters, materials, dispositions] = [each(list.rows, 'matter'), each(list.rows, 'material'), each(list.rows, 'disposition')];
    reportDuplicates(matters.map((matter, index) => `${String(matter)}, ${String(materials[index])}, ${String(dispositions[index])}`), (index) => ['rows', index], context);
  }, always);
export type ReductionList = z.infer<typeof ReductionList>;

export const ReductionDocument = z
  .strictObject({ note: z.string().optional(), lists: z.array(ReductionList).min(1).max(200) })
  .superRefine((document, context) => reportDuplicates(each(document.lists, 'code'), (index) => ['lists', index, 'code'], context), always);
export type ReductionDocument = z.infer<typeof ReductionDocument>;

/** A list as the station holds it: the same code imported again is a new version; the old one stays what it was. */
export type AdoptedReductionList = ReductionList & { readonly version: number };
