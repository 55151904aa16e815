/** Secrets that a document names and that are given beside it: sealed where they stand, opened where they are used. */
import { z } from 'zod';
import { badInput } from '../../shared/contract/errors.ts';
import type { SealedBox } from '../../shared/journal/sealed.ts';
import type { Secrets } from './sharing/signing.ts';
import type { Sealing } from './vault/sealing.ts';

export type SecretBoxes = Readonly<Record<string, SealedBox>>;

/** `kind` keeps the secrets of one document apart from those of another. */
export type GivenSecrets = { readonly kind: 'source' | 'upload'; readonly wanted: ReadonlySet<string>; readonly given: Readonly<Record<string, string>> | undefined; readonly before: SecretBoxes | undefined };

/** A secret that is not given again stays as it was, so that a manager can change an address without knowing it. One that nothing names is refused. */
export function sealSecrets(sealing: Sealing, at: number, { kind, wanted, given = {}, before = {} }: GivenSecrets): { readonly boxes: Record<string, SealedBox>; readonly missing: string[] } {
  const unwanted = Object.keys(given).find((name) => !wanted.has(name));
  if (unwanted !== undefined) throw badInput(`$.secrets.${unwanted}`, 'unknown-secret', 'nothing in the document names this secret');
  const boxes: Record<string, SealedBox> = {};
  for (const name of wanted) {
    const value = given[name];
    const box = value === undefined ? before[name] : sealing.seal(`${kind}-secret:${name}`, at, value);
    if (box !== undefined) boxes[name] = box;
  }
  return { boxes, missing: [...wanted].filter((name) => boxes[name] === undefined) };
}

/** Opened one by one, at the moment each is needed. */
export const openSecrets =
  (sealing: Sealing, boxes: SecretBoxes): Secrets =>
  (name) => {
    const box = boxes[name];
    return box === undefined ? null : sealing.open(box, z.string());
  };
