/** Licences by commitment at the counter: each step of a case is an entry, and the decision is a counted transaction. */
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import type { Input } from '../../../shared/contract/contract.ts';
import { badInput, Refusal, type InputIssue } from '../../../shared/contract/errors.ts';
import { paperSubject } from '../../../shared/identity/paper.ts';
import { accountOf } from '../../../shared/journal/reduce-licences.ts';
import type { SealedBox } from '../../../shared/journal/sealed.ts';
import { advance, type LicenceFault, type LicenceStanding, type LicenceStep } from '../../../shared/licence/case.ts';
import { conditionsOf, groupOf, type LicenceCondition, type LicenceDocument } from '../../../shared/licence/document.ts';
import { publicationText, publishWithinDays } from '../../../shared/licence/publication.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { MaterialEntry } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { findLicenceCase, licencesInForce, licencesOf, listLicenceCases, nextLicenceCase, openLicenceCase, type LicenceRow } from '../store/licences.ts';
import { findTransaction, masked, readPersons } from '../store/transactions.ts';
import { ticketOf } from '../store/visits.ts';
import { requireMatter } from './catalogue.ts';
import { personOf, refuseAfterFalsePromise } from './promises.ts';
import { checkPersons, settled } from './handling.ts';
import { implement } from './implement.ts';
import { licenceCase, licenceSummary, openMaterials, readApplicant } from './licence-reading.ts';
import { licenceStatistics } from './licence-statistics.ts';
import { finishMatter, settlesWhich, ticketOfSubject } from './transactions.ts';

/** Cases that a list names where the caller says no limit. */
const namedCases = 200;

const adopt = implement('licence.adopt', (context, { document, dryRun }) => {
  checkMatters(context, document);
  const version = (licencesInForce(context.database)?.version ?? 0) + 1;
  if (dryRun !== true) context.append({ type: 'licence.adopted', body: { version, document } });
  return {
    version, adopted: dryRun !== true,
    groups: document.groups.map(({ code, conditions }) => ({ code, conditions: conditions.length, unsourced: conditions.filter(({ sourced }) => !sourced).length })),
  };
});

/** Every matter that the catalogue in force does not have, at once. */
function checkMatters(context: Context, document: LicenceDocument): void {
  const { byCode } = context.shelf.require(businessDay(context.moment.at));
  const named = document.groups.flatMap(({ matters, procedures: offered }, group) => [
    ...matters.map((code, at) => ({ code, path: `$.document.groups[${group}].matters[${at}]` })),
    ...offered.map(({ ordinary: code }, at) => ({ code, path: `$.document.groups[${group}].procedures[${at}].ordinary` })),
  ]);
  const issues = named.flatMap(({ code, path }): InputIssue[] =>
    code === null || byCode.has(code) ? [] : [{ path, code: 'unknown-matter', message: `the catalogue in force has no matter ${code}` }],
  );
  if (issues.length > 0) throw new Refusal('bad-input', 'the input does not fit', issues);
}

const open = implement('licence.open', (context, input) => {
  const row = ticketOfSubject(context, input);
  const day = businessDay(context.moment.at);
  const catalogue = context.shelf.require(day);
  const matter = requireMatter(catalogue, input.matter, '$.matter');
  const licences = licencesInForce(context.database);
  const group = licences === null ? undefined : groupOf(licences.document, matter.code);
  if (licences === null || group === undefined) throw badInput('$.matter', 'not-a-licence', 'this matter belongs to no licence group by commitment');
  if (!group.procedures.some(({ procedure }) => procedure === input.procedure)) throw badInput('$.procedure', 'not-offered', `${group.code} does not offer this procedure`);
  checkPersons(matter, input.applicant, null, day, '$');
  const ticket = ticketOf(context.database, row);
  // Asked now, so that nobody signs for what is settled already.
  settlesWhich(context, ticket, matter.code, input.replaces);
  if (openLicenceCase(context.database, row.id, input.replaces ?? matter.code) !== undefined) throw new Refusal('licence-case-open', 'a licence case of this matter is open already');
  refuseAfterFalsePromise(context, personOf(context, input.applicant));
  const { paper } = input.applicant;
  const code = nextLicenceCase(context.database, context.station.code);
  context.append({
    type: 'licence.opened',
    body: {
      case: code, visit: row.id, ticket: ticket.number, day, matter: matter.code, matterName: matter.name, matterNameEn: matter.nameEn, replaces: input.replaces ?? null,
      group: group.code, procedure: input.procedure, catalogueVersion: catalogue.version, conditionsVersion: licences.version, applicantKind: input.applicant.kind,
      applicant: context.sealing.seal(paperSubject(paper), context.moment.at, { applicant: input.applicant, proxy: null }),
      statutoryDays: matter.statutoryDays, promisedDays: matter.promisedDays, dayUnit: matter.dayUnit,
    },
  });
  return licenceCase(context, code);
});

const shredded = (): Refusal => badInput('$.case', 'shredded', 'the applicant is no longer on record; open a new case');

const commit = implement('licence.commit', (context, { case: code, signature }) => {
  const row = moved(context, code, { kind: 'commit' });
  const applicant = readApplicant(context, row);
  if (applicant === null) throw shredded();
  // Between the notice and the signature an earlier promise may have been found false.
  refuseAfterFalsePromise(context, personOf(context, applicant));
  const strokes = signature.kind === 'drawn' ? sealFor(context, code, signature.strokes) : null;
  context.append({ type: 'licence.committed', body: { case: code, signature: signature.kind, strokes } });
  return licenceCase(context, code);
});

const check = implement('licence.check', (context, { case: code, items, materials }) => {
  const row = findLicenceCase(context.database, code);
  checkItems(conditionsOfCase(context, row), items);
  const met = items.every(({ ok }) => ok);
  moved(context, code, { kind: 'check', by: accountOf(context.actor), met });
  const day = businessDay(context.moment.at);
  const matter = requireMatter(context.shelf.require(day), row.matter, '$.case');
  const entries = withPromised(matter, materials ?? []);
  // Already now, so that what is missing is told at the check and not at the decision.
  const records = settled(context, { matter, day, visit: row.visit, known: [], refuted: [], entries, proxy: null }, met ? 'completed' : 'not-accepted', '$.materials');
  const seal = (note: string | null | undefined): SealedBox | null => (note === null || note === undefined ? null : sealFor(context, code, note));
  context.append({
    type: 'licence.checked',
    body: {
      case: code, met, items: items.map(({ condition, ok, note }) => ({ condition, ok, note: seal(note) })),
      materials: records.map(({ listed, way, state, copies, note }) => ({ name: listed.name, way, state, copies, note: seal(note) })),
    },
  });
  return licenceCase(context, code);
});

const conditionsOfCase = (context: Context, row: LicenceRow): readonly LicenceCondition[] => {
  const group = groupOf(licencesOf(context.database, row.conditions_version), row.matter);
  return group === undefined ? [] : conditionsOf(group, row.procedure);
};

/** Complete by construction: every condition once, none that is not of the procedure, and what is not met with its reason; all faults at once. */
function checkItems(conditions: readonly LicenceCondition[], items: Input<'licence.check'>['items']): void {
  const known = new Set(conditions.map(({ code }) => code));
  const issues = [
    ...items.flatMap(({ condition, ok, note }, at): InputIssue[] => {
      if (!known.has(condition)) return [{ path: `$.items[${at}].condition`, code: 'unknown-condition', message: `${condition} is no condition of this procedure` }];
      if (items.findIndex((other) => other.condition === condition) < at) return [{ path: `$.items[${at}].condition`, code: 'condition-twice', message: `${condition} stands twice` }];
      return ok || note !== undefined ? [] : [{ path: `$.items[${at}].note`, code: 'required', message: `say why ${condition} is not met` }];
    }),
    ...conditions.flatMap(({ code }): InputIssue[] => (items.some(({ condition }) => condition === code) ? [] : [{ path: '$.items', code: 'condition-unanswered', message: `${code} is not answered` }])),
  ];
  if (issues.length > 0) throw new Refusal('bad-input', 'the formal check is not complete', issues);
}

/** What the signed commitment covers is promised by it; nobody has to say so again. */
function withPromised(matter: Matter, given: readonly MaterialEntry[]): readonly MaterialEntry[] {
  const promised = matter.materials.filter(({ name, disposition }) => disposition === 'commitment' && !given.some((entry) => entry.name === name));
  return [...given, ...promised.map(({ name }): MaterialEntry => ({ name, way: 'commitment' }))];
}

const review = implement('licence.review', (context, { case: code, opinion, note, check: seen }) => {
  moved(context, code, { kind: 'review', by: accountOf(context.actor), opinion, check: seen ?? null });
  context.append({ type: 'licence.reviewed', body: { case: code, opinion, note: note === undefined ? null : sealFor(context, code, note) } });
  return licenceCase(context, code);
});

const decide = implement('licence.decide', (context, { case: code, decision, reason, window }) => {
  const row = moved(context, code, { kind: 'decide', decision });
  const applicant = readApplicant(context, row);
  if (applicant === null) throw shredded();
  const finished = finishMatter(context, ticketOfSubject(context, { visit: row.visit }), {
    matter: row.matter, applicant, materials: openMaterials(context, row).map(({ name, way, state, copies, note }) => ({
      name, way, state, ...(copies === null ? {} : { copies }), ...(note === null ? {} : { note }),
    })),
    outcome: decision === 'granted' ? 'completed' : 'not-accepted',
    ...(reason === undefined ? {} : { note: reason }), ...(window === undefined ? {} : { window }), ...(row.replaces === null ? {} : { replaces: row.replaces }),
  });
  context.append({
    type: 'licence.decided',
    body: { case: code, decision, day: businessDay(context.moment.at), number: finished.number, reason: reason === undefined ? null : sealFor(context, code, reason) },
  });
  return { case: licenceCase(context, code), number: finished.number, visitDone: finished.visitDone, receipt: { ...finished.receipt, head: context.journal.head().hash } };
});

const withdraw = implement('licence.withdraw', (context, { case: code, because, note }) => {
  moved(context, code, { kind: 'withdraw' });
  context.append({ type: 'licence.withdrawn', body: { case: code, because, note: note === undefined ? null : sealFor(context, code, note) } });
  return licenceCase(context, code);
});

const publication = implement('licence.publication', (context, { case: code }) => {
  const row = findLicenceCase(context.database, code);
  if (row.state !== 'granted' || row.number === null || row.decided_day === null) throw notPublished();
  const transaction = findTransaction(context.database, row.number);
  // Neither what was voided nor what has to be put right.
  if (transaction.outcome !== 'completed') throw notPublished();
  // As the books have it now: a name that was corrected since is published corrected.
  const applicant = readPersons(context.sealing, transaction)?.applicant;
  const publishBy = context.station.calendar.addWorkingDays(row.decided_day, publishWithinDays);
  return {
    case: code,
    text: publicationText({
      authority: licencesOf(context.database, row.conditions_version).authority, trial: context.station.trial, matterName: row.matter_name, procedure: row.procedure,
      legalBasis: context.shelf.version(row.catalogue_version).byCode.get(row.matter)?.legalBasis ?? [], applicant: applicant === undefined ? null : masked(applicant).name,
      creditCode: applicant?.kind === 'enterprise' && applicant.paper.type === 'credit-code' ? applicant.paper.number : null,
      decisionNumber: code, decidedOn: row.decided_day,
    }),
    publishBy: publishBy.ok ? publishBy.day : null,
  };
});

const notPublished = (): Refusal => new Refusal('licence-not-granted', 'only a licence that was granted and stands is published');

/** The case if the step may be taken; the rule that forbids it otherwise. */
function moved(context: Context, code: string, step: LicenceStep): LicenceRow {
  const row = findLicenceCase(context.database, code);
  const move = advance(standingOf(row), step);
  if (!move.ok) throw new Refusal(move.code, refusals[move.code]);
  return row;
}

const standingOf = (row: LicenceRow): LicenceStanding => ({ state: row.state, met: row.met === 1, checker: row.checker, checks: row.checks });

const refusals: Readonly<Record<LicenceFault, string>> = {
  'licence-state': 'the case does not stand where this step can be taken',
  'licence-own-check': 'whoever checked does not review; another account does',
  'licence-check-superseded': 'the case was checked again meanwhile; read the new check',
  'licence-review-missing': 'nothing is decided before another account agreed to the check',
  'licence-condition-unmet': 'a condition is not met, so the licence cannot be granted',
};

const sealFor = (context: Context, code: string, value: unknown): SealedBox => context.sealing.seal(`licence:${code}`, context.moment.at, value);

export const licenceImplementations = {
  'licence.adopt': adopt,
  'licence.groups': implement('licence.groups', (context) => {
    const licences = licencesInForce(context.database);
    return { version: licences?.version ?? null, authority: licences?.document.authority ?? null, groups: licences?.document.groups ?? [] };
  }),
  'licence.open': open,
  'licence.commit': commit,
  'licence.check': check,
  'licence.review': review,
  'licence.decide': decide,
  'licence.withdraw': withdraw,
  'licence.publication': publication,
  'licence.read': implement('licence.read', (context, { case: code }) => licenceCase(context, code)),
  'licence.list': implement('licence.list', (context, { state, visit, limit }) => ({
    cases: listLicenceCases(context.database, { state: state ?? null, visit: visit ?? null, limit: limit ?? namedCases }).map((row) => licenceSummary(context, row)),
  })),
  'licence.statistics': implement('licence.statistics', licenceStatistics),
};
