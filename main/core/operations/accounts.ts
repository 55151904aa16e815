/** Staff, sign-in, the hall's layout: a local sign-in by number and PIN. */
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/errors.ts';
import { Role } from '../../../shared/contract/operation.ts';
import type { Account, Session } from '../../../shared/contract/station.ts';
import type { Draft } from '../../../shared/journal/entry.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import type { Context } from '../context.ts';
import type { Sqlite } from '../store/database.ts';
import { perConnection } from '../store/prepared.ts';
import { fromJson } from '../store/station.ts';
import { implement } from './implement.ts';

type AccountRow = { number: string; name: string; roles: string; position: string; active: number; pin: string };

/** Sealed beside the account: even who has the file cannot try the million PINs. */
const PinVerifier = z.strictObject({ salt: z.string(), hash: z.string() });

const accountOf = (row: AccountRow): Account => ({
  number: row.number, name: row.name, roles: fromJson(row.roles, z.array(Role)), position: row.position, active: row.active === 1,
});

const byNumber = perConnection((database) => database.prepare<[string], AccountRow>('SELECT number, name, roles, position, active, pin FROM account WHERE number = ?'));

const findAccount = (database: Sqlite, number: string): AccountRow | undefined => byNumber(database).get(number);

/** What stands on the desk of whoever did it: number, name, position. The command line has a number alone. */
export function plateOf(database: Sqlite, clerk: string): { number: string; name: string; position: string } {
  const row = findAccount(database, clerk);
  return { number: clerk, name: row?.name ?? '', position: row?.position ?? '' };
}

const accountCreate = implement('account.create', (context, { number, name, roles, position, pin }) => {
  if (findAccount(context.database, number) !== undefined) throw new Refusal('account-exists', 'there is already somebody with this number');
  const account: Account = { number, name, roles: [...new Set(roles)], position: position ?? '', active: true };
  const salt = randomBytes(16).toString('base64url');
  const sealed = context.sealing.seal(`account:${number}`, context.moment.at, { salt, hash: pinHash(pin, salt).toString('base64url') });
  context.append({ type: 'account.created', body: { account, pin: sealed } });
  return account;
});

const accountList = implement('account.list', (context) => ({
  accounts: context.database.prepare<[], AccountRow>('SELECT number, name, roles, position, active, pin FROM account ORDER BY number').all().map(accountOf),
}));

const signIn = implement('session.signIn', (context, { number, pin, role, window }) => {
  const { caller, moment, sessions } = context;
  if (caller.kind !== 'window') throw new Refusal('sign-in-failed', 'only a window signs in; the command line names its role');
  if (sessions.blocked(number, moment.at)) throw new Refusal('sign-in-blocked', 'too many wrong PINs; wait five minutes');
  const row = findAccount(context.database, number);
  if (row === undefined || row.active !== 1 || !pinFits(context, row, pin)) {
    const blocked = sessions.missed(number, moment.at);
    note(context, { type: 'session.refused', body: { number, blocked } });
    return { refused: blocked ? new Refusal('sign-in-blocked', 'too many wrong PINs; wait five minutes') : new Refusal('sign-in-failed', 'the number and the PIN do not belong together') };
  }
  const account = accountOf(row);
  const chosen = role ?? account.roles[0];
  if (chosen === undefined || !account.roles.includes(chosen)) throw new Refusal('role-not-allowed', 'this account does not have that role');
  sessions.forgive(number);
  const session: Session = { number, name: account.name, position: account.position, roles: account.roles, role: chosen, window: window ?? null };
  note(context, { type: 'session.opened', body: { number, role: chosen, window: session.window } });
  leaveScreen(context);
  sessions.open(caller.client, session);
  // A manager looks at the figures next.
  if (chosen === 'manager') context.reader.prepare();
  return session;
});

/** A station in doubt lets people in to look, and writes nothing of it. */
function note(context: Context, draft: Draft): void {
  if (context.witness.doubt() === null) context.append(draft);
}

function pinFits(context: Context, row: AccountRow, pin: string): boolean {
  const verifier = context.sealing.open(fromJson(row.pin, SealedBox), PinVerifier);
  if (verifier === null) return false;
  return timingSafeEqual(pinHash(pin, verifier.salt), Buffer.from(verifier.hash, 'base64url'));
}

/** 2^14 rounds: about 40 ms, unnoticed by a person and far too long for a list of PINs. */
const pinHash = (pin: string, salt: string): Buffer => scryptSync(pin, Buffer.from(salt, 'base64url'), 32, { N: 2 ** 14, r: 8, p: 1 });

const signOut = implement('session.signOut', (context) => {
  if (context.caller.kind === 'window' && context.session !== null) {
    note(context, { type: 'session.closed', body: { number: context.session.number } });
    leaveScreen(context);
    context.sessions.close(context.caller.client);
  }
  return {};
});

/** What was fetched for the one who sat here is nobody else's to see: what is under way ends, and what is shown is gone. */
function leaveScreen({ underWay, previews, client }: Context): void {
  underWay.cancel(client);
  previews.forget(client);
}

const hallConfigure = implement('hall.configure', (context, layout) => {
  context.append({ type: 'hall.configured', body: { layout } });
  return layout;
});

const stationTrust = implement('station.trust', (context, { code, publicKey }) => {
  context.append({ type: 'station.trusted', body: { code, publicKey } });
  return { code };
});

export const accountImplementations = {
  'account.create': accountCreate,
  'account.list': accountList,
  'session.signIn': signIn,
  'session.signOut': signOut,
  'session.current': implement('session.current', (context) => ({ session: context.session })),
  'hall.configure': hallConfigure,
  'station.trust': stationTrust,
};
