/** `daoban hub …`: what the bureau's administrator does at the hub, once for the hub and once for each that comes to it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { badInput, jsonPath, Refusal } from '../../shared/contract/errors.ts';
import { checkDays } from '../core/hub/check-days.ts';
import type { HubLogin } from '../core/hub/connection.ts';
import { initialiseHub } from '../core/hub/initialise-hub.ts';
import { addCarrier, addManager, addStation, HubStation } from '../core/hub/register.ts';
import { readWords } from './words.ts';

export const hubUsage = `daoban hub init --url URL [--ca FILE]                    makes a PostgreSQL database a hub, or brings one up to date
daoban hub add-station --url URL --station ID --code CODE --public-key KEY --name NAME --site SITE --district NAME
daoban hub add-manager --url URL --name LOGIN [--district NAME]
daoban hub add-carrier --url URL --name LOGIN            give a login with a password that is shown once
daoban hub missing --url URL --from DAY --to DAY [--code CODE]
                                                         recomputes closed days from what has arrived and names the numbers that are missing
The administrator's or manager's password is read from DAOBAN_HUB_PASSWORD, or stands in the URL.
`;

const flags = ['url', 'ca', 'station', 'code', 'public-key', 'name', 'site', 'district', 'from', 'to'] as const;

export async function hub(words: readonly string[]): Promise<unknown> {
  const { values, positionals } = readWords(words, Object.fromEntries(flags.map((flag) => [flag, { type: 'string' }])));
  const [verb, ...more] = positionals;
  if (verb === undefined || more.length > 0) throw badInput('$.verb', 'required', 'name one of init, add-station, add-manager, add-carrier, missing');
  const taken = (...own: readonly (typeof flags)[number][]): void => {
    const strange = Object.keys(values).find((name) => !['url', 'ca', ...own].some((flag) => flag === name));
    if (strange !== undefined) throw badInput(`$.${strange}`, 'command-line', `hub ${verb} takes no --${strange}`);
  };
  switch (verb) {
    case 'init':
      taken();
      return initialiseHub(administrator(values));
    case 'add-station': {
      taken('station', 'code', 'public-key', 'name', 'site', 'district');
      const { station, code, name, site, district, 'public-key': publicKey } = values;
      const read = HubStation.safeParse({ station, code, publicKey, name, site, district });
      if (!read.success) throw new Refusal('bad-input', 'the input does not fit', read.error.issues.map((issue) => ({ path: jsonPath(issue.path), code: issue.code, message: issue.message })));
      return addStation(administrator(values), read.data);
    }
    case 'add-manager':
      taken('name', 'district');
      return addManager(administrator(values), required(values['name']), values['district'] ?? null);
    case 'add-carrier':
      taken('name');
      return addCarrier(administrator(values), required(values['name']));
    case 'missing':
      taken('from', 'to', 'code');
      return checkDays(administrator(values), { from: day('from', values['from']), to: day('to', values['to']), code: values['code'] ?? null });
    default:
      throw badInput('$.verb', 'unknown-verb', `there is no verb hub ${verb}`);
  }
}

function required(name: string | undefined): string {
  if (name === undefined || name === '') throw badInput('$.name', 'required', '--name names the login');
  return name;
}

function day(flag: 'from' | 'to', word: string | undefined): string {
  const read = z.iso.date().safeParse(word);
  if (!read.success) throw badInput(`$.${flag}`, 'invalid-day', `--${flag} takes a day such as 2026-10-12`);
  return read.data;
}

/** The address with the password from the environment or, for a trial, from the address. */
export function administrator(values: Readonly<Record<string, string | undefined>>): HubLogin {
  const given = values['url'];
  if (given === undefined || !URL.canParse(given)) throw badInput('$.url', 'invalid-address', '--url takes an address such as postgres://user@host:5432/hub');
  const url = new URL(given);
  const password = process.env['DAOBAN_HUB_PASSWORD'] ?? decodeURIComponent(url.password);
  url.password = '';
  return { url: url.href, password, ...(values['ca'] === undefined ? {} : { ca: authority(values['ca']) }) };
}

function authority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw badInput('$.ca', 'not-readable', '--ca takes a file with the certificate of the authority in PEM');
  }
}
