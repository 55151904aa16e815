import { describe, expect, it } from 'vitest';
import { commandLine, openStation, type Station } from '../../fixtures/station.ts';
import { demoPin, demoStaff } from '../../../main/core/demo/found-demo.ts';
import { contract, isOperationName, type OperationName } from '../../../shared/contract/contract.ts';
import { roles, type Operation, type Role } from '../../../shared/contract/operation.ts';

const operations: readonly (readonly [OperationName, Operation])[] = Object.entries(contract).flatMap(([name, operation]) => (isOperationName(name) ? [[name, operation] as const] : []));

/** No operation takes this, so whoever may call it is told about the input, and nothing happens. */
const nonsense = { unexpected: 1 };

const codeOf = async (station: Station, name: OperationName, caller: Parameters<Station['counter']['call']>[2]): Promise<string> => {
  const answer = await station.counter.call(name, nonsense, caller);
  return answer.ok ? 'done' : answer.error.code;
};

/** What somebody who may is told: about the input, or that the station is founded already. */
const welcome = (name: OperationName): string => (name === 'station.init' ? 'station-exists' : 'bad-input');

const may = (operation: Operation, role: Role): boolean => operation.roles === 'anyone' || operation.roles.includes(role);

async function signedIn(station: Station, role: Role): Promise<{ readonly kind: 'window'; readonly client: string }> {
  const caller = { kind: 'window', client: role } as const;
  const { number } = demoStaff.find((member) => member.roles.some((one) => one === role)) ?? demoStaff[0];
  const answer = await station.counter.call('session.signIn', { number, pin: demoPin }, caller);
  expect(answer).toMatchObject({ ok: true, value: { role } });
  return caller;
}

describe('who may do what', () => {
  it.each(roles)('the command line as %s may exactly what the contract lists', async (role) => {
    const station = await openStation();
    const answers = await Promise.all(operations.map(async ([name]) => [name, await codeOf(station, name, commandLine(role))]));
    expect(answers).toEqual(operations.map(([name, operation]) => [name, may(operation, role) ? welcome(name) : 'role-not-allowed']));
  });

  it.each(roles)('a window with a %s at it may the same, but nothing that is for the command line alone', async (role) => {
    const station = await openStation();
    const caller = await signedIn(station, role);
    const answers = await Promise.all(operations.map(async ([name]) => [name, await codeOf(station, name, caller)]));
    expect(answers).toEqual(operations.map(([name, operation]) => [name, may(operation, role) && operation.trusted !== true ? welcome(name) : 'role-not-allowed']));
    // The shell asks for the export in the window's name, with a path that a person chose in its dialog.
    expect(await codeOf(station, 'export.volume', { ...caller, trusted: true })).toBe(role === 'manager' ? welcome('export.volume') : 'role-not-allowed');
  });

  it('a window where nobody signed in may only what anyone may', async () => {
    const station = await openStation();
    const caller = { kind: 'window', client: '1' } as const;
    const answers = await Promise.all(operations.map(async ([name]) => [name, await codeOf(station, name, caller)]));
    const expected = ([name, operation]: (typeof operations)[number]): string => {
      if (operation.trusted === true) return 'role-not-allowed';
      return operation.roles === 'anyone' ? welcome(name) : 'not-signed-in';
    };
    expect(answers).toEqual(operations.map((one) => [one[0], expected(one)]));
  });

  it('somebody who may not is told nothing about the input, and nothing is written', async () => {
    const station = await openStation();
    const { entries } = await station.call('station.status', {});
    expect(await station.counter.call('transaction.finish', nonsense, commandLine('guide'))).toEqual({ ok: false, error: { code: 'role-not-allowed', message: 'a guide may not do this' } });
    expect((await station.call('station.status', {})).entries).toBe(entries);
  });
});

describe('signing in', () => {
  const window = { kind: 'window', client: 'a' } as const;

  it('holds for one window until it signs out, goes away, or the core restarts', async () => {
    const station = await openStation();
    const current = async (client: string): Promise<unknown> => station.counter.call('session.current', {}, { kind: 'window', client });
    await signedIn(station, 'clerk');
    expect(await current('clerk')).toMatchObject({ value: { session: { number: '02', role: 'clerk', window: null } } });
    expect(await current('other')).toMatchObject({ value: { session: null } });
    await station.counter.call('session.signOut', {}, { kind: 'window', client: 'clerk' });
    expect(await current('clerk')).toMatchObject({ value: { session: null } });
    await signedIn(station, 'clerk');
    station.counter.forget('clerk');
    expect(await current('clerk')).toMatchObject({ value: { session: null } });
    await signedIn(station, 'guide');
    const again = station.reopen();
    expect(await again.counter.call('session.current', {}, { kind: 'window', client: 'guide' })).toMatchObject({ value: { session: null } });
  });

  it('is refused with a wrong PIN, an unknown number, a role not held, and from the command line', async () => {
    const station = await openStation();
    const signIn = async (input: unknown): Promise<unknown> => station.counter.call('session.signIn', input, window);
    expect(await signIn({ number: '02', pin: '000000' })).toMatchObject({ error: { code: 'sign-in-failed' } });
    expect(await signIn({ number: 'zz', pin: demoPin })).toMatchObject({ error: { code: 'sign-in-failed' } });
    expect(await signIn({ number: '02', pin: demoPin, role: 'manager' })).toMatchObject({ error: { code: 'role-not-allowed' } });
    expect(await station.refused('session.signIn', { number: '02', pin: demoPin })).toMatchObject({ code: 'sign-in-failed' });
    expect(await station.counter.call('session.current', {}, window)).toMatchObject({ value: { session: null } });
  });

  it('blocks an account after five wrong PINs for five minutes, over a restart too, and journals every one', async () => {
    const station = await openStation();
    const signIn = async (at: Station, pin: string): Promise<unknown> => at.counter.call('session.signIn', { number: '02', pin }, window);
    for (let turn = 1; turn <= 4; turn += 1) expect(await signIn(station, '000000')).toMatchObject({ error: { code: 'sign-in-failed' } });
    expect(await signIn(station, '000000')).toMatchObject({ error: { code: 'sign-in-blocked' } });
    const again = station.reopen();
    expect(await signIn(again, demoPin)).toMatchObject({ error: { code: 'sign-in-blocked' } });
    expect((await again.call('journal.read', { type: 'session.refused' })).entries).toHaveLength(5);
    again.time.now += 5 * 60_000;
    expect(await signIn(again, demoPin)).toMatchObject({ ok: true, value: { number: '02', name: '林经办' } });
    expect(await again.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('stamps what is done with the member of staff', async () => {
    const station = await openStation();
    await signedIn(station, 'guide');
    await station.counter.call('visit.receive', { matters: ['si-account'], visitor: { applicant: 'person' } }, { kind: 'window', client: 'guide' });
    expect((await station.call('journal.read', { limit: 1 })).entries).toMatchObject([{ type: 'visit.received', actor: '01', role: 'guide' }]);
  });

  it('knows each number once', async () => {
    const station = await openStation();
    expect(await station.refused('account.create', { number: '02', name: '另一位', roles: ['guide'], pin: '112233' })).toMatchObject({ code: 'account-exists' });
    expect((await station.call('account.list', {})).accounts.map(({ number, name }) => [number, name])).toEqual(demoStaff.map(({ number, name }) => [number, name]));
  });
});
