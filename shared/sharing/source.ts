/**
 * Sources (数据共享): which certificates a counter may fetch instead of asking the visitor for them, and how.
 * A source is configuration, not code. Secrets are named here and kept in the vault; none ever stands in this document.
 */
import { z } from 'zod';
import { MatterCode } from '../catalogue/catalogue.ts';
import { always, each, reportDuplicates } from '../catalogue/whole-document.ts';
import { AnswerField, AnswerRule } from './answer.ts';
import { pointerPattern } from './pointer.ts';
import { readTemplate } from './template.ts';

const Text = z.string().trim().min(1).max(200);

/** The name under which a secret lies in the vault. */
export const SecretName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(64);

const Template = z.string().max(2000).superRefine((text, context) => reportTemplate(text, [], context));

type IssueContext = { addIssue(issue: { code: 'custom'; path: PropertyKey[]; params: { reason: string }; message: string }): void };

function reportTemplate(text: string, path: PropertyKey[], context: IssueContext): void {
  const read = readTemplate(text);
  if (read.ok) return;
  const message = read.fault.code === 'unknown-variable' ? `there is no variable "${read.fault.text}"` : 'a brace that belongs to nothing; "{{" writes one';
  context.addIssue({ code: 'custom', path, params: { reason: read.fault.code }, message });
}

/** A JSON value whose strings are templates; its keys are not. */
const BodyTemplate = z.json().superRefine((body, context) => {
  walk(body, [], (text, path) => reportTemplate(text, path, context));
});

function walk(value: unknown, path: PropertyKey[], visit: (text: string, path: PropertyKey[]) => void): void {
  if (typeof value === 'string') visit(value, path);
  else if (Array.isArray(value)) value.forEach((item, index) => walk(item, [...path, index], visit));
  else if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) walk(item, [...path, key], visit);
}

/** Plain HTTP would show a person's data to the whole line: only to this machine itself, for trying and tests. */
export const Address = z
  .string()
  .max(2000)
  .superRefine((text, context) => {
    const fault = addressFault(text);
    if (fault !== null) context.addIssue({ code: 'custom', params: { reason: 'address' }, message: fault });
  });

const addressForm = /^(https?):\/\/([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?$/;
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

function addressFault(text: string): string | null {
  const match = addressForm.exec(text);
  if (match === null) return 'an address is https://host[:port][/path], without a user, a query or a fragment';
  if (match[1] === 'http' && !loopback.has(match[2] ?? '')) return 'plain http is for this machine itself only';
  if ((match[4] ?? '').split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) return 'an address has no dot segments';
  return null;
}

/** Whether requests to an address travel without TLS; to be shown wherever the source is. */
function isPlain(address: string): boolean {
  return address.startsWith('http://');
}

const HeaderName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/).max(100);
/** What the transport itself is answerable for, and what would carry a secret. */
const ownHeaders = /^(host|connection|content-length|content-type|transfer-encoding|te|trailer|upgrade|expect|keep-alive|authorization|proxy-.*|cookie|x-road-.*)$/i;

const Path = Template.refine((path) => path === '' || path.startsWith('/'), 'a path begins with a slash')
  .refine((path) => !/[?#\s\\]/.test(path), 'a path has no query, fragment, backslash or space')
  .refine((path) => /^[\x21-\x7e]*$/.test(path), 'what is not ASCII stands percent-encoded in a path')
  .refine((path) => !path.split('/').some((segment, index) => index > 0 && /^(\.|%2e){0,2}$/i.test(segment)), 'no segment of a path is empty, "." or ".."');

const Request = z
  .strictObject({
    method: z.enum(['GET', 'POST']),
    path: Path.default(''),
    query: z.record(z.string().min(1).max(100), Template).default({}),
    headers: z.record(HeaderName, Template).default({}),
    body: BodyTemplate.nullable().default(null),
  })
  .superRefine((request, context) => {
    if (request.method === 'GET' && request.body !== null && request.body !== undefined) {
      context.addIssue({ code: 'custom', path: ['body'], message: 'a GET has no body' });
    }
    const names = Object.keys(request.headers);
    for (const [index, name] of names.entries()) {
      if (ownHeaders.test(name)) context.addIssue({ code: 'custom', path: ['headers', name], message: 'this header belongs to the transport or to the signing' });
      if (names.slice(0, index).some((earlier) => earlier.toLowerCase() === name.toLowerCase())) {
        context.addIssue({ code: 'custom', path: ['headers', name], message: 'the same header twice' });
      }
      if (/[^\x20-\x7e]/.test(request.headers[name] ?? '')) context.addIssue({ code: 'custom', path: ['headers', name], message: 'a header is ASCII' });
    }
  });

/** The pieces of the canonical string that is signed, in the order given, one a line (line feed between). */
export const canonicalParts = ['method', 'path', 'query', 'timestamp', 'nonce', 'body-sha256'] as const;
const CanonicalPart = z.union([z.enum(canonicalParts), z.strictObject({ literal: z.string().max(200) })]);

export const MutualTls = z.strictObject({
  kind: z.literal('mutual-tls'),
  /** PEM of our certificate, and of its key. */
  certificate: SecretName,
  key: SecretName,
});
const NoSigning = z.strictObject({ kind: z.literal('none') });

const Hmac = z.strictObject({
  kind: z.literal('hmac-sha256'),
  secret: SecretName,
  /** Where the signature goes, and what stands before it. */
  header: HeaderName,
  prefix: z.string().regex(/^[\x20-\x7e]*$/).max(200).default(''),
  encoding: z.enum(['hex', 'base64']).default('base64'),
  timestampHeader: HeaderName,
  timestampForm: z.enum(['iso', 'milliseconds', 'seconds']).default('milliseconds'),
  nonceHeader: HeaderName,
  /** Who we are to the source: no secret. */
  key: z.strictObject({ header: HeaderName, value: z.string().regex(/^[\x21-\x7e]+$/).max(200) }).nullable().default(null),
  parts: z.array(CanonicalPart).min(1).max(12).refine((parts) => parts.includes('path') && parts.includes('timestamp') && parts.includes('nonce'), 'what is signed names at least path, timestamp and nonce'),
});

/** OAuth 2.0 client credentials (RFC 6749 §4.4). */
const Bearer = z.strictObject({
  kind: z.literal('bearer'),
  tokenUrl: Address,
  clientId: z.string().regex(/^[\x21-\x7e]+$/).max(200),
  secret: SecretName,
  scope: z.string().regex(/^[\x20-\x7e]+$/).max(500).nullable().default(null),
  /** A new token is asked for so long before the old one ends. */
  refreshSeconds: z.number().int().min(0).max(3600).default(60),
});

export const RestSigning = z.discriminatedUnion('kind', [NoSigning, Hmac, Bearer, MutualTls]);
export type RestSigning = z.infer<typeof RestSigning>;

export const Milliseconds = z.number().int().min(50).max(120_000);
export const Limits = z
  .strictObject({
    connectMilliseconds: Milliseconds.default(3000),
    /** From the connection being there to the answer's last byte. */
    answerMilliseconds: Milliseconds.default(8000),
    /** The whole of it: waiting for a place, token, every attempt. */
    totalMilliseconds: Milliseconds.default(20_000),
    bytes: z.number().int().min(256).max(4 * 1024 * 1024).default(256 * 1024),
    /** How often at most a request goes out; 1: never again. */
    attempts: z.number().int().min(1).max(5).default(2),
    /** At once; what is above waits its turn. By default as many as the certificates of one visitor, so that they come in one round. */
    concurrency: z.number().int().min(1).max(64).default(20),
    /** After so many failures in a row the source is left alone for so long. */
    breakerFailures: z.number().int().min(1).max(100).default(5),
    breakerSeconds: z.number().int().min(1).max(3600).default(30),
  })
  .prefault({});
export type Limits = z.infer<typeof Limits>;

const Pem = z.string().max(100_000).regex(/^\s*-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/, 'a certificate in PEM form');
/** With a CA, that one and no other is trusted; without, those of the runtime. */
export const Trust = z.strictObject({ ca: Pem.nullable().default(null) }).prefault({});

const Pointer = z.string().max(500).regex(pointerPattern, 'a JSON Pointer (RFC 6901)');

const common = {
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(64),
  /** What it answers for: this material of this matter, or of every matter that lists it by this name. */
  certificates: z.array(z.strictObject({ matter: z.union([z.literal('*'), MatterCode]), material: Text })).min(1).max(5000),
  provider: Text,
  legalBasis: z.string().trim().min(1).max(500),
  needsConsent: z.boolean(),
  baseUrl: Address,
  request: Request,
  trust: Trust,
  limits: Limits,
  /** Asked in order; the first that fits decides. What fits none is `provider-error`. */
  answers: z.array(AnswerRule).min(1).max(100),
  /** Where the records stand if there are several; the fields are then looked for in each. */
  records: Pointer.nullable().default(null),
  fields: z.array(AnswerField).max(50),
};

const RestSource = z.strictObject({ transport: z.literal('rest'), ...common, signing: RestSigning }).superRefine(({ request, signing }, context) => {
  if (signing.kind !== 'hmac-sha256') return;
  const taken = new Set(Object.keys(request.headers).map((name) => name.toLowerCase()));
  const added = [['header', signing.header], ['timestampHeader', signing.timestampHeader], ['nonceHeader', signing.nonceHeader], ['key', signing.key?.header]] as const;
  for (const [field, name] of added) {
    if (name === undefined) continue;
    const lower = name.toLowerCase();
    if (taken.has(lower)) context.addIssue({ code: 'custom', path: ['signing', field], message: 'the same header twice' });
    if (ownHeaders.test(name) && lower !== 'authorization') context.addIssue({ code: 'custom', path: ['signing', field], message: 'this header belongs to the transport' });
    taken.add(lower);
  }
});

const XRoadPart = "[^/%;:\\\\\\x00-\\x1f\\x7f]+";
const memberForm = new RegExp(`^${XRoadPart}(/${XRoadPart}){2,3}$`, 'u');
const serviceForm = new RegExp(`^${XRoadPart}(/${XRoadPart}){3,4}$`, 'u');

const XRoadSource = z.strictObject({
  transport: z.literal('x-road'),
  ...common,
  /** instance/class/member[/subsystem] (PR-REST §4.1; characters: §4.8); percent-encoded when sent. */
  client: z.string().max(500).regex(memberForm, 'instance/class/member[/subsystem]'),
  /** instance/class/member[/subsystem]/service. */
  service: z.string().max(500).regex(serviceForm, 'instance/class/member[/subsystem]/service'),
  /** PR-REST §4.3: with the ISO country code before it. */
  userId: Template.default('CN{clerk.number}'),
  issue: Template.default('{transaction.number}'),
  /** class/code or code, for whom we ask. */
  representedParty: Template.nullable().default(null),
  /**
   * `verified`: we compute the hash again, which holds where nothing between us and the security server touches the headers.
   * `left-to-security-server`: its own check (PR-REST §4.3 demands it) is enough, because something between does.
   */
  requestHash: z.enum(['verified', 'left-to-security-server']).default('verified'),
  signing: z.discriminatedUnion('kind', [NoSigning, MutualTls]).default({ kind: 'none' }),
}).superRefine(({ baseUrl }, context) => {
  // The request hash is over the path that the security server sees, and that begins with `/r1` (PR-REST §4.1).
  if (/^https?:\/\/[^/]+\/./.test(baseUrl)) context.addIssue({ code: 'custom', path: ['baseUrl'], message: 'the address of a security server has no path' });
});

export const Source = z.discriminatedUnion('transport', [RestSource, XRoadSource]);
export type Source = z.infer<typeof Source>;
export type RestSource = z.infer<typeof RestSource>;
export type XRoadSource = z.infer<typeof XRoadSource>;

export const SourceDocument = z
  .strictObject({ note: z.string().optional(), sources: z.array(Source).max(500) })
  .superRefine((document, context) => reportDuplicates(each(document.sources, 'code'), (index) => ['sources', index, 'code'], context), always);
export type SourceDocument = z.infer<typeof SourceDocument>;

/** The names of all secrets that a source needs from the vault. */
export function secretsOf({ signing }: { readonly signing: RestSigning }): readonly string[] {
  switch (signing.kind) {
    case 'none':
      return [];
    case 'mutual-tls':
      return [signing.certificate, signing.key];
    case 'hmac-sha256':
    case 'bearer':
      return [signing.secret];
  }
}

/** Whether anything of a source travels without TLS; only ever to this machine itself, and to be shown. */
export function isWithoutTls(source: Source): boolean {
  return isPlain(source.baseUrl) || (source.signing.kind === 'bearer' && isPlain(source.signing.tokenUrl));
}

/** The sources that answer for a material of a matter: those that name the matter first, each kind in the document's order. */
export function sourcesFor(document: SourceDocument, matter: string, material: string): readonly Source[] {
  const naming = (code: string) => document.sources.filter((source) => source.certificates.some((one) => one.matter === code && one.material === material));
  const named = naming(matter);
  return [...named, ...naming('*').filter((source) => !named.includes(source))];
}
