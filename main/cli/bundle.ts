/** `daoban bundle …`: uploading by USB stick, at the station and at the receiver's. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { badInput } from '../../shared/contract/errors.ts';
import type { OperationName } from '../../shared/contract/contract.ts';
import { importBundle } from '../core/bundle/import-bundle.ts';
import { fingerprintLength, fingerprintOf, makeReceiver, readReceiver } from '../core/bundle/receiver.ts';
import { writeDurably } from '../core/store/write-durably.ts';
import { administrator } from './hub.ts';
import { readWords } from './words.ts';

export const bundleUsage = `daoban bundle keys --file KEYFILE                        the receiver's keys; prints the public one for upload.configure
daoban bundle export --data DIR --target NAME --file FILE
daoban bundle import --key KEYFILE --url URL [--ca FILE] --file FILE --receipt FILE
daoban bundle receipt --data DIR --target NAME --file FILE
The carrier's password is read from DAOBAN_HUB_PASSWORD.
`;

const flags = ['data', 'target', 'file', 'key', 'url', 'ca', 'receipt'] as const;
type Flag = (typeof flags)[number];

/** One operation of a station as its manager, through the door that every call takes. */
export type CallStation = (data: string | undefined, name: OperationName, input: unknown) => Promise<unknown>;

export async function bundle(words: readonly string[], callStation: CallStation): Promise<unknown> {
  const { values, positionals } = readWords(words, Object.fromEntries(flags.map((flag) => [flag, { type: 'string' }])));
  const [verb, ...more] = positionals;
  if (verb === undefined || more.length > 0) throw badInput('$.verb', 'required', 'name one of keys, export, import, receipt');
  const taken = (...own: readonly Flag[]): void => {
    const strange = Object.keys(values).find((name) => !own.some((flag) => flag === name));
    if (strange !== undefined) throw badInput(`$.${strange}`, 'command-line', `bundle ${verb} takes no --${strange}`);
  };
  const needed = (flag: Flag): string => {
    const value = values[flag];
    if (value === undefined || value === '') throw badInput(`$.${flag}`, 'required', `bundle ${verb} needs --${flag}`);
    return value;
  };
  switch (verb) {
    case 'keys':
      taken('file');
      return makeKeys(needed('file'));
    case 'export':
    case 'receipt':
      taken('data', 'target', 'file');
      return callStation(values['data'], verb === 'export' ? 'bundle.export' : 'bundle.receipt', { target: needed('target'), file: path.resolve(needed('file')) });
    case 'import': {
      taken('key', 'url', 'ca', 'file', 'receipt');
      const place = needed('receipt');
      if (!existsSync(path.dirname(path.resolve(place)))) throw badInput('$.receipt', 'not-writable', 'the folder for the receipt does not exist');
      const { head, sha256, receipt } = await importBundle(administrator(values), needed('file'), readReceiver(needed('key')), new AbortController().signal);
      writeDurably(place, receipt);
      return { station: head.sender.station, code: head.sender.code, incarnation: head.sender.incarnation, from: head.from, through: head.through, sha256, receipt: place };
    }
    default:
      throw badInput('$.verb', 'unknown-verb', `there is no verb bundle ${verb}`);
  }
}

/** Never over another file: whatever was encrypted to the keys in it could not be opened any more. */
function makeKeys(file: string): unknown {
  const { text, receiver } = makeReceiver();
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw badInput('$.file', exists ? 'exists' : 'not-writable', exists ? 'there is a file of this name; keys are not overwritten' : 'the key file cannot be written here');
  }
  return { receiverKey: receiver.key, fingerprint: fingerprintOf(receiver.key).slice(0, fingerprintLength) };
}
