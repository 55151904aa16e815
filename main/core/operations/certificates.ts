/**
 * Fetching shared certificates. The fields of an answer pass through here once, on their way to the clerk's screen, and are kept
 * nowhere; the journal gets the receipt, before the clerk sees anything.
 */
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import type { Consent, FetchReceipt } from '../../../shared/contract/certificates.ts';
import { paperSubject } from '../../../shared/identity/paper.ts';
import { actorName } from '../../../shared/journal/projection.ts';
import type { SharedAnswer } from '../../../shared/sharing/answer.ts';
import { secretsOf, sourcesFor, type Source, type SourceDocument } from '../../../shared/sharing/source.ts';
import type { GivenVariables } from '../../../shared/sharing/template.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { nextWays } from '../../../shared/transaction/fallback.ts';
import type { Applicant } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { openSecrets, sealSecrets } from '../secret-boxes.ts';
import { findRequest, readConsent, readSources } from '../store/certificates.ts';
import { findTransaction, readPersons } from '../store/transactions.ts';
import { findTicket, ticketOf } from '../store/visits.ts';
import { materialsOn, requireMatter } from './catalogue.ts';
import { implement } from './implement.ts';

const configure = implement('sources.configure', (context, { document, secrets }) => {
  const { version, missingSecrets } = adopt(context, document, secrets ?? {});
  return { version, sources: document.sources.map((source) => source.code), missingSecrets };
});

const giveSecrets = implement('sources.secrets', (context, { secrets }) => {
  const set = readSources(context.database);
  // Without sources no secret is named anywhere, and that is what is said.
  return adopt(context, set?.document ?? { sources: [] }, secrets);
});

/** A new version of the sources. A secret that is not given again stays as it was, so that a manager can change an address without knowing it. */
function adopt(context: Context, document: SourceDocument, secrets: Readonly<Record<string, string>>): { readonly version: number; readonly missingSecrets: string[] } {
  const before = readSources(context.database);
  const { boxes, missing } = sealSecrets(context.sealing, context.moment.at, { kind: 'source', wanted: new Set(document.sources.flatMap(secretsOf)), given: secrets, before: before?.secrets });
  const version = (before?.version ?? 0) + 1;
  context.append({ type: 'sources.configured', body: { version, document, secrets: boxes } });
  return { version, missingSecrets: [...missing] };
}

const list = implement('sources.list', (context) => {
  const set = readSources(context.database);
  return {
    version: set?.version ?? null,
    sources: (set?.document.sources ?? []).map((source) => ({
      code: source.code, provider: source.provider, legalBasis: source.legalBasis, needsConsent: source.needsConsent, certificates: source.certificates,
      secrets: secretsOf(source).map((name) => ({ name, form: source.signing.kind === 'mutual-tls' ? ('pem' as const) : ('text' as const), given: set?.secrets[name] !== undefined })),
    })),
  };
});

const test = implement('sources.test', async (context, { source: code }) => {
  const set = readSources(context.database);
  const source = set?.document.sources.find((candidate) => candidate.code === code);
  if (set === null || source === undefined) throw badInput('$.source', 'unknown-source', 'no source of this code is configured');
  const started = performance.now();
  const { ok, withoutTls, steps } = await context.sharing.test(source, openSecrets(context.sealing, set.secrets), context.cancelled);
  return { source: code, ok, withoutTls, steps: [...steps], milliseconds: Math.round(performance.now() - started) };
});

/** Whose certificate, for which matter of which visit. */
type Subject = { readonly visit: string; readonly number: string | null; readonly matter: string; readonly day: string; readonly ticket: string; readonly applicant: Applicant | null; readonly byProxy: boolean };

function subjectOf(context: Context, input: { transaction?: string | undefined; visit?: string | undefined; matter?: string | undefined; applicant?: Applicant | undefined }): Subject {
  if (input.transaction !== undefined) {
    const row = findTransaction(context.database, input.transaction, '$.transaction');
    const persons = readPersons(context.sealing, row);
    return { visit: row.visit, number: row.number, matter: row.matter, day: row.day, ticket: row.ticket, applicant: input.applicant ?? persons?.applicant ?? null, byProxy: persons?.proxy !== null && persons !== null };
  }
  const row = findTicket(context.database, businessDay(context.moment.at), input.visit ?? '');
  const matters = ticketOf(context.database, row).matters;
  const open = matters.filter((matter) => !matter.done);
  const matter = input.matter ?? (open.length === 1 ? open[0]?.code : undefined);
  if (matter === undefined) throw badInput('$.matter', 'required', 'the visit has several matters; name one');
  return { visit: row.id, number: null, matter, day: row.day, ticket: row.number, applicant: input.applicant ?? null, byProxy: false };
}

const fetch = implement('certificate.fetch', async (context, input) => {
  const subject = subjectOf(context, input);
  const matter = requireMatter(context.shelf.require(subject.day), subject.matter, '$.matter');
  const material = materialsOn(context, matter, subject.day).find((candidate) => candidate.name === input.material);
  if (material === undefined) throw badInput('$.material', 'unknown-material', 'the matter lists no such material');
  if (material.disposition !== 'data-sharing') throw new Refusal('way-not-lawful', 'the lists do not let this certificate be fetched');
  const answered = (outcome: 'no-source' | 'consent-refused') => ({ outcome, receipt: null, fields: [], next: [...nextWays(outcome, material.ways, subject.byProxy)] });

  const set = readSources(context.database);
  const source = set === null ? undefined : sourcesFor(set.document, subject.matter, material.name)[0];
  if (set === null || source === undefined) return answered('no-source');

  const consent = recordConsent(context, subject, material.name, source, input.consent);
  if (consent === 'refused') return answered('consent-refused');

  const answer = await context.sharing.fetch(source, openSecrets(context.sealing, set.secrets), variablesOf(context, subject, material.name), context.cancelled);
  const receipt = receiptOf(context, subject, material.name, source, consent, answer);
  const { requestHash, answerHash, ...open } = receipt;
  context.commit(() => ({
    type: 'certificate.fetched',
    body: { receipt: open, hashes: context.sealing.seal(`visit:${subject.visit}`, context.moment.at, { requestHash, answerHash }), number: subject.number },
  }));
  if (receipt.previewed) context.previews.shown(context.client, receipt.request);
  return { outcome: answer.outcome, receipt, fields: [...answer.fields], next: [...nextWays(answer.outcome, material.ways, subject.byProxy)] };
});

/** Asked before the source is: what was said stands in the journal first. A later word replaces an earlier one. */
function recordConsent(context: Context, subject: Subject, material: string, source: Source, said: 'given' | 'refused' | undefined): Consent {
  if (!source.needsConsent && said !== 'refused') return 'not-needed';
  const before = readConsent(context.database, subject.visit, subject.matter, material);
  const consent = said ?? before;
  if (consent === null) throw new Refusal('consent-missing', 'the visitor must be asked before this source is');
  if (consent !== before) {
    const matter = requireMatter(context.shelf.require(subject.day), subject.matter, '$.matter').code;
    context.commit(() => ({ type: 'consent.recorded', body: { visit: subject.visit, matter, material, source: source.code, consent } }));
  }
  return consent;
}

function variablesOf(context: Context, subject: Subject, material: string): GivenVariables {
  const { applicant } = subject;
  const window = context.session?.window;
  return {
    'matter.code': subject.matter, 'material.name': material, 'ticket.number': subject.ticket, 'clerk.number': actorName(context.actor),
    ...(applicant === null ? {} : { 'applicant.name': applicant.name, 'applicant.paper.type': applicant.paper.type, 'applicant.paper.number': applicant.paper.number }),
    ...(subject.number === null ? {} : { 'transaction.number': subject.number }),
    ...(window === null || window === undefined ? {} : { window: String(window) }),
  };
}

function receiptOf(context: Context, subject: Subject, material: string, source: Source, consent: Consent, answer: SharedAnswer): FetchReceipt {
  const matter = requireMatter(context.shelf.require(subject.day), subject.matter, '$.matter').code;
  const { applicant } = subject;
  const shown = answer.fields.length > 0;
  return {
    request: answer.requestId, visit: subject.visit, matter, material, source: source.code, provider: source.provider, legalBasis: source.legalBasis,
    clerk: actorName(context.actor), window: context.session?.window ?? null,
    subject: applicant === null ? '' : context.vault.pseudonym(paperSubject(applicant.paper)), consent,
    requestHash: answer.requestHash, sentAt: answer.sentAt, answeredAt: answer.answeredAt, outcome: answer.outcome, answerHash: answer.answerHash, attempts: answer.attempts, detail: answer.detail,
    previewed: shown, used: null, purgedAt: shown ? null : (answer.answeredAt ?? answer.sentAt),
  };
}

const purge = implement('certificate.purge', (context, { request, used }) => {
  const found = findRequest(context.database, request);
  if (found === null) throw badInput('$.request', 'unknown-request', 'there was no such request');
  context.previews.gone(request);
  if (found.purgedAt === null) context.append({ type: 'certificate.purged', body: { request, used } });
  return { request, purgedAt: found.purgedAt ?? context.moment.at };
});

const cancel = implement('certificate.cancel', (context) => {
  context.underWay.cancel(context.client);
  return {};
});

export const certificateImplementations = {
  'certificate.cancel': cancel,
  'sources.configure': configure,
  'sources.secrets': giveSecrets,
  'sources.list': list,
  'sources.test': test,
  'certificate.fetch': fetch,
  'certificate.purge': purge,
};
