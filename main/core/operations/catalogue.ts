/** Adopting catalogues and reduction lists, finding matters, resolving materials, deciding the lane. */
import { canonicalize } from '../../../shared/journal/canonical.ts';
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import { resolveMaterials, type ResolvedMaterial } from '../../../shared/catalogue/resolve.ts';
import type { MatterSummary } from '../../../shared/contract/catalogue.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { Catalogue } from '../catalogue-shelf.ts';
import type { Context } from '../context.ts';
import { routeVisitor } from '../hall.ts';
import { readConsent } from '../store/certificates.ts';
import { implement } from './implement.ts';

const today = (context: Context): string => businessDay(context.moment.at);

/** The matter of a code, or the fault of the input that named it. */
export function requireMatter(catalogue: Catalogue, code: string, path: string): Matter {
  const matter = catalogue.byCode.get(code);
  if (matter === undefined) throw badInput(path, 'unknown-matter', `the catalogue in force has no matter ${code}`);
  return matter;
}

/** The matters of all codes, or every code that is none, at once. */
export function requireMatters(catalogue: Catalogue, codes: readonly string[]): readonly Matter[] {
  const unknown = codes.flatMap((code, index) =>
    catalogue.byCode.has(code) ? [] : [{ path: `$.matters[${index}]`, code: 'unknown-matter', message: `the catalogue in force has no matter ${code}` }],
  );
  if (unknown.length > 0) throw new Refusal('bad-input', 'the input does not fit', unknown);
  return codes.flatMap((code) => catalogue.byCode.get(code) ?? []);
}

/** A matter's materials on a day, with the ways that are lawful for each. */
export const materialsOn = (context: Context, matter: Matter, day: string): readonly ResolvedMaterial[] => resolveMaterials(matter, context.shelf.lists(), day);

/** The same for one visit: who refused to let a certificate be fetched has chosen the ordinary way, and may bring it. */
export function materialsOfVisit(context: Context, matter: Matter, day: string, visit: string): readonly ResolvedMaterial[] {
  return materialsOn(context, matter, day).map((material) =>
    material.disposition === 'data-sharing' && readConsent(context.database, visit, matter.code, material.name) === 'refused' ? { ...material, ways: [...material.ways, 'submit'] } : material,
  );
}

const catalogueImport = implement('catalogue.import', (context, { document, effectiveFrom, dryRun }) => {
  const before = context.shelf.inForce(effectiveFrom);
  const difference = compare(before?.byCode ?? new Map(), document.matters);
  const version = context.shelf.versions().reduce((newest, row) => Math.max(newest, row.version), 0) + 1;
  if (dryRun !== true) context.append({ type: 'catalogue.adopted', body: { version, effectiveFrom, document } });
  return { version, effectiveFrom, adopted: dryRun !== true, ...difference };
});

function compare(before: ReadonlyMap<string, Matter>, after: readonly Matter[]): { added: string[]; changed: string[]; removed: string[] } {
  const codes = new Set<string>(after.map((matter) => matter.code));
  const isChanged = (matter: Matter): boolean => {
    const old = before.get(matter.code);
    return old !== undefined && canonicalize(old) !== canonicalize(matter);
  };
  return {
    added: after.filter((matter) => !before.has(matter.code)).map((matter) => matter.code),
    changed: after.filter(isChanged).map((matter) => matter.code),
    removed: [...before.keys()].filter((code) => !codes.has(code)),
  };
}

const catalogueVersions = implement('catalogue.versions', (context) => {
  const inForce = context.shelf.inForce(today(context))?.version;
  return {
    versions: context.shelf.versions().map((row) => ({
      version: row.version, effectiveFrom: row.effective_from, adoptedAt: row.adopted_at, matters: row.matters, inForce: row.version === inForce,
    })),
  };
});

const catalogueSearch = implement('catalogue.search', (context, { query, limit }) => {
  const catalogue = context.shelf.require(today(context));
  return {
    matters: context.shelf.index(catalogue).search(query, limit ?? 20).map((hit) => ({ ...summary(hit.matter), why: { kind: hit.why.kind, text: hit.why.text } })),
  };
});

function summary(matter: Matter): MatterSummary {
  const { code, name, nameEn, category, applicant, channels, caseKind, promisedDays, dayUnit, sourced } = matter;
  return { code, name, nameEn, category, applicant, channels, caseKind, promisedDays, dayUnit, sourced, why: null };
}

const catalogueMatter = implement('catalogue.matter', (context, { code }) => {
  const catalogue = context.shelf.require(today(context));
  const matter = requireMatter(catalogue, code, '$.code');
  return { version: catalogue.version, matter, materials: [...materialsOn(context, matter, today(context))] };
});

const catalogueLifeEvents = implement('catalogue.lifeEvents', (context) => {
  const catalogue = context.shelf.require(today(context));
  const lifeEvents = Object.entries(catalogue.lifeEvents).map(([code, [zh, en]]) => ({
    code, zh, en, matters: catalogue.matters.filter((matter) => matter.lifeEvents.includes(code)).length,
  }));
  return { lifeEvents: lifeEvents.filter((event) => event.matters > 0) };
});

const reductionsImport = implement('reductions.import', (context, { document }) => {
  const held = context.shelf.lists();
  const versions = document.lists.map((list) => ({
    code: list.code,
    version: held.reduce((newest, other) => (other.code === list.code ? Math.max(newest, other.version) : newest), 0) + 1,
  }));
  context.append({ type: 'reductions.adopted', body: { versions, document } });
  return { lists: versions.map(({ code, version }, index) => ({ code, version, rows: document.lists[index]?.rows.length ?? 0 })) };
});

const certificatesResolve = implement('certificates.resolve', (context, { matter: code, at }) => {
  const day = at === undefined ? today(context) : dayOf(at);
  const catalogue = context.shelf.require(day);
  const matter = requireMatter(catalogue, code, '$.matter');
  return { matter: matter.code, version: catalogue.version, materials: [...materialsOn(context, matter, day)] };
});

const dayOf = (at: string): string => (at.length === 10 ? at : businessDay(Date.parse(at)));

const triageRoute = implement('triage.route', (context, { matters, visitor, hall }) => {
  const catalogue = context.shelf.require(today(context));
  return routeVisitor(context, requireMatters(catalogue, matters), visitor, hall);
});

export const catalogueImplementations = {
  'catalogue.import': catalogueImport,
  'catalogue.versions': catalogueVersions,
  'catalogue.search': catalogueSearch,
  'catalogue.matter': catalogueMatter,
  'catalogue.lifeEvents': catalogueLifeEvents,
  'reductions.import': reductionsImport,
  'certificates.resolve': certificatesResolve,
  'triage.route': triageRoute,
};
