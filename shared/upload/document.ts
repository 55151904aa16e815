/** Where the station's work is sent to. Like a source, a target is configuration, not code; secrets are named here and kept in the vault. */
import { z } from 'zod';
import { always, each, reportDuplicates } from '../catalogue/whole-document.ts';
import { ReceiverKey } from './receiver-key.ts';
import { Address, Milliseconds, MutualTls, SecretName, Trust } from '../sharing/source.ts';

export const TargetName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(64);

/** The headers and the canonical string are the contract's own (docs/openapi/upload.json); only whose key it is differs from bureau to bureau. */
const Signature = z.strictObject({ kind: z.literal('hmac-sha256'), secret: SecretName, key: z.string().regex(/^[\x21-\x7e]+$/).max(200) });

/** A provincial platform that speaks the published contract. */
const HttpsTarget = z.strictObject({
  kind: z.literal('https'),
  name: TargetName,
  baseUrl: Address,
  /** GB/T 2260, e.g. 330902 定海; stands in every record. */
  areaCode: z.string().regex(/^[0-9]{6}$/),
  signing: z.discriminatedUnion('kind', [Signature, MutualTls]),
  trust: Trust,
  limits: z
    .strictObject({
      connectMilliseconds: Milliseconds.default(5000),
      answerMilliseconds: Milliseconds.default(30_000),
      bytes: z.number().int().min(256).max(4 * 1024 * 1024).default(1024 * 1024),
      /** Records in one request at most. Their answers are written down in one transaction, so few keep a clerk's click short. */
      records: z.number().int().min(1).max(200).default(10),
    })
    .prefault({}),
});
export type HttpsTarget = z.infer<typeof HttpsTarget>;

/** A district's PostgreSQL; `daoban hub add-station` gives the login and its password. */
const HubTarget = z.strictObject({
  kind: z.literal('hub'),
  name: TargetName,
  /** `postgres://user@host:port/database`, without the password. */
  url: z.string().min(1).max(500),
  password: SecretName,
  trust: Trust,
});

/** A hub that no line leads to: files on a USB stick, and receipts that come back on it. Nothing is sent by itself. */
const BundleTarget = z.strictObject({ kind: z.literal('bundle'), name: TargetName, receiverKey: ReceiverKey });
export type BundleTarget = z.infer<typeof BundleTarget>;

const TargetDocument = z.discriminatedUnion('kind', [HubTarget, HttpsTarget, BundleTarget]);
export type TargetDocument = z.infer<typeof TargetDocument>;
/** A target that is reached over the network. */
export type LineTarget = Exclude<TargetDocument, BundleTarget>;

export const UploadDocument = z
  .strictObject({ note: z.string().max(2000).optional(), targets: z.array(TargetDocument).max(20) })
  .superRefine((document, context) => reportDuplicates(each(document.targets, 'name'), (index) => ['targets', index, 'name'], context), always);
export type UploadDocument = z.infer<typeof UploadDocument>;

/** The names of all secrets that a target needs from the vault. */
export function secretsOfTarget(target: TargetDocument): readonly string[] {
  if (target.kind === 'bundle') return [];
  if (target.kind === 'hub') return [target.password];
  switch (target.signing.kind) {
    case 'hmac-sha256':
      return [target.signing.secret];
    case 'mutual-tls':
      return [target.signing.certificate, target.signing.key];
  }
}

/** What a target's cursor is about: at another address nobody holds anything yet. */
export function addressOf(target: TargetDocument): string {
  switch (target.kind) {
    case 'hub':
      return `hub ${target.url}`;
    case 'https':
      return `https ${target.baseUrl}`;
    case 'bundle':
      return `bundle ${target.receiverKey}`;
  }
}
