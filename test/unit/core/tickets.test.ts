import { beforeAll, describe, expect, it } from 'vitest';
import { atWindow, finishing, handled, received } from '../../fixtures/handling.ts';
import { dump, lastingStation, minute, openStation, type Station } from '../../fixtures/station.ts';
import { ticketActions, ticketAllows, TicketState, type TicketAction } from '../../../shared/visit/ticket.ts';

const day = (date: string, time: string): number => Date.parse(`${date}T${time}:00+08:00`);

describe('ticket numbers', () => {
  it('run without a gap through all lanes of a day, over refusals and restarts', async () => {
    let station = await openStation();
    const numbers: string[] = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const lane = turn % 3 === 0 ? 'self-service' : 'window';
      const { ticket } = await station.call('visit.receive', { matters: ['si-flex-enroll'], visitor: { applicant: 'person', phone: 'none', wants: lane } });
      numbers.push(ticket.number);
      await station.refused('visit.receive', { matters: ['no-such'], visitor: atWindow });
      if (turn === 4) station = station.reopen();
    }
    expect(numbers).toEqual(['B001', 'A002', 'A003', 'B004', 'A005', 'A006', 'B007', 'A008', 'A009']);
  });

  it('begin again with 1 at midnight in China, which is 16:00 UTC', async () => {
    const station = await openStation();
    const at = async (instant: number): Promise<string> => {
      station.time.now = instant;
      return (await received(station, ['si-account'])).ticket.number;
    };
    expect(await at(day('2026-10-12', '23:58'))).toBe('A001');
    expect(await at(day('2026-10-12', '23:59') + 59_999)).toBe('A002');
    expect(await at(Date.parse('2026-10-12T16:00:00Z'))).toBe('A001');
    expect(await at(Date.parse('2026-10-13T15:59:59Z'))).toBe('A002');
  });

  it('name today’s ticket before an older one of the same number, and the older by its visit', async () => {
    const station = await openStation();
    const { visit: older } = await received(station, ['si-account']);
    station.time.now = day('2026-10-13', '09:00');
    expect((await station.call('visit.read', { ticket: 'A001' })).ticket.visit).toBe(older);
    const { visit: newer } = await received(station, ['si-account']);
    expect((await station.call('visit.read', { ticket: 'A001' })).ticket.visit).toBe(newer);
    expect((await station.call('visit.read', { ticket: older })).ticket).toMatchObject({ number: 'A001', visit: older });
    expect((await station.call('hall.queue', {})).tickets.map(({ visit }) => visit)).toEqual([newer]);
  });
});

describe('calling', () => {
  it('takes priority visitors first, then in the order in which they came', async () => {
    const station = await openStation();
    for (const priority of [false, true, false, true]) {
      await received(station, ['si-account'], priority ? { ...atWindow, ageBand: '60+' } : atWindow);
      station.time.now += minute;
    }
    const order = ['A002', 'A004', 'A001', 'A003'];
    expect((await station.call('hall.queue', { lane: 'window' })).tickets.map(({ number }) => number)).toEqual(order);
    const called: (string | undefined)[] = [];
    for (let turn = 0; turn < 5; turn += 1) called.push((await station.call('ticket.call', { window: 1 }))?.number);
    expect(called).toEqual([...order, undefined]);
  });

  it('keeps a clerk to the window lane and an assistant to the zones, unless the lane or the ticket is named', async () => {
    const station = await openStation();
    const lanes = ['window', 'self-service', 'mobile-assisted'] as const;
    for (const wants of lanes) await received(station, ['si-flex-enroll'], { applicant: 'person', phone: 'smart', inPerson: true, wants });
    expect((await station.call('ticket.call', { window: 21 }, 'assistant'))?.lane).toBe('self-service');
    expect((await station.call('ticket.call', { window: 1 }, 'clerk'))?.lane).toBe('window');
    expect(await station.call('ticket.call', { window: 1 }, 'clerk')).toBeNull();
    expect((await station.call('ticket.call', { window: 1, lane: 'mobile-assisted' }, 'clerk'))?.number).toBe('C003');
  });

  it('counts every call, and takes back who did not come', async () => {
    const station = await openStation();
    await received(station, ['si-account']);
    await station.call('ticket.call', { window: 4 });
    expect((await station.call('ticket.recall', { ticket: 'A001' })).ticket).toMatchObject({ calls: 2, window: 4 });
    expect((await station.call('ticket.noShow', { ticket: 'A001' })).ticket.state).toBe('no-show');
    expect(await station.call('ticket.call', { window: 5, ticket: 'A001' })).toMatchObject({ state: 'called', calls: 3, window: 5 });
    await station.call('ticket.start', { ticket: 'A001' });
    expect(await station.call('transaction.finish', await finishing(station, 'A001', 'si-account'))).toMatchObject({ visitDone: true, receipt: { window: 5 } });
  });
});

describe('what may be done with a ticket', () => {
  let station: Station;
  beforeAll(async () => {
    station = await lastingStation();
    return () => station.counter.close();
  });

  /** The steps that bring a new ticket into a state. */
  const ways: Readonly<Record<TicketState, readonly TicketAction[]>> = {
    waiting: [], called: ['call'], serving: ['call', 'start'], aside: ['call', 'put-aside'], 'no-show': ['call', 'no-show'], done: ['finish'], left: ['close'],
  };
  const leadsTo: Readonly<Record<TicketAction, TicketState>> = {
    call: 'called', recall: 'called', 'no-show': 'no-show', 'put-aside': 'aside', transfer: 'waiting', start: 'serving', finish: 'done', close: 'left',
  };

  const take = async (ticket: string, action: TicketAction): Promise<string> => {
    const finish = await finishing(station, ticket, 'si-flex-enroll');
    const requests = {
      call: ['ticket.call', { window: 2, ticket }], recall: ['ticket.recall', { ticket }], 'no-show': ['ticket.noShow', { ticket }], 'put-aside': ['ticket.putAside', { ticket }],
      transfer: ['ticket.transfer', { ticket, lane: 'self-service', reason: '改到自助' }], start: ['ticket.start', { ticket }], finish: ['transaction.finish', finish],
      close: ['ticket.close', { ticket, reason: '先回去了' }],
    } as const;
    const [name, input] = requests[action];
    const answer = await station.counter.call(name, input, { kind: 'command-line', user: 'tester', role: 'clerk' });
    return answer.ok ? 'done' : answer.error.code;
  };

  const table = TicketState.options.flatMap((state) => ticketActions.map((action) => [state, action] as const));

  it.each(table)('a ticket that is %s and the step %s: taken, or refused and nothing changed', async (state, action) => {
    const { visit } = await received(station, ['si-flex-enroll']);
    for (const step of ways[state]) expect(await take(visit, step)).toBe('done');
    expect((await station.call('visit.read', { ticket: visit })).ticket.state).toBe(state);
    const everything = async (): Promise<string> => `${(await station.call('station.status', {})).entries}\n${dump(station.folder, ['journal', 'catalogue_matter', 'reduction_list'])}`;
    const before = await everything();
    const answer = await take(visit, action);
    const allowed = ticketAllows(state, action);
    expect(answer).toBe(allowed ? 'done' : 'ticket-state');
    expect((await everything()) === before).toBe(!allowed);
    expect((await station.call('visit.read', { ticket: visit })).ticket.state).toBe(allowed ? leadsTo[action] : state);
  });

  it('what has ended stays ended', () => {
    expect(ticketActions.filter((action) => ticketAllows('done', action) || ticketAllows('left', action))).toEqual([]);
  });
});

describe('sending elsewhere', () => {
  it('keeps the number and puts the ticket into the other queue', async () => {
    const station = await openStation();
    await received(station, ['si-flex-enroll']);
    await station.call('ticket.call', { window: 1 });
    const { ticket } = await station.call('ticket.transfer', { ticket: 'A001', lane: 'self-service' });
    expect(ticket).toMatchObject({ number: 'A001', lane: 'self-service', state: 'waiting', window: null, calledAt: null });
    expect((await station.refused('ticket.transfer', { ticket: 'A001', lane: 'self-service' })).code).toBe('ticket-state');
  });

  it('is refused where that visitor could not be served', async () => {
    const station = await openStation();
    await received(station, ['si-flex-enroll'], { ...atWindow, phone: 'none' });
    expect((await station.refused('ticket.transfer', { ticket: 'A001', lane: 'mobile-assisted' })).code).toBe('lane-not-usable');
    const layout = (await station.call('station.status', {})).layout;
    await station.call('hall.configure', { ...layout, openLanes: ['window'] });
    await received(station, ['si-flex-enroll']);
    expect((await station.refused('ticket.transfer', { ticket: 'A002', lane: 'self-service' })).code).toBe('lane-closed');
  });

  it('by the guide, against the decision, needs a reason and a lane that the visitor can use', async () => {
    const station = await openStation();
    const visitor = { ...atWindow, phone: 'none' as const };
    expect(await station.refused('visit.receive', { matters: ['si-flex-enroll'], visitor, lane: 'self-service' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.overrideReason', code: 'required' }] });
    expect((await station.refused('visit.receive', { matters: ['si-flex-enroll'], visitor, lane: 'remote', overrideReason: '本人要求' })).code).toBe('lane-not-usable');
    const { visit, ticket, decision } = await station.call('visit.receive', { matters: ['si-flex-enroll'], visitor, lane: 'self-service', overrideReason: '本人要求' });
    expect([ticket, decision.lane]).toEqual([{ number: 'B001', lane: 'self-service' }, 'window']);
    expect(await station.call('visit.read', { ticket: visit })).toMatchObject({ overrideReason: '本人要求', decision: { lane: 'window' } });
    const decided = await station.call('visit.receive', { matters: ['si-flex-enroll'], visitor, lane: 'window' });
    expect((await station.call('visit.read', { ticket: decided.visit })).overrideReason).toBeNull();
  });

  it('refuses a priority group that the station does not know, with its place', async () => {
    const station = await openStation();
    const visitor = { ...atWindow, priorityGroups: ['disabled', 'chess-champion'] };
    expect(await station.refused('visit.receive', { matters: ['si-account'], visitor })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.visitor.priorityGroups[1]', code: 'unknown-group' }] });
    expect(await station.refused('visit.receive', { matters: ['si-account', 'no-such'], visitor: atWindow })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.matters[1]', code: 'unknown-matter' }] });
  });
});

describe('the hall today', () => {
  it('counts every ticket once, by lane and by window', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    for (let turn = 0; turn < 4; turn += 1) await received(station, ['si-account']);
    station.time.now += 5 * minute;
    await station.call('ticket.call', { window: 2 });
    await station.call('ticket.close', { ticket: 'A004', reason: '先回去了' });
    const hall = await station.call('hall.today', {});
    expect(hall).toMatchObject({ day: '2026-10-12', received: 5 });
    expect(hall.lanes.find(({ lane }) => lane === 'window')).toMatchObject({ waiting: 2, serving: 1, done: 1, left: 1, noShow: 0, longestWaitSeconds: 300, open: true });
    expect(hall.windows.find(({ window }) => window === 2)).toMatchObject({ ticket: 'A002', state: 'called', clerk: 'cli:tester', done: 0 });
    expect(hall.windows.find(({ window }) => window === 3)).toMatchObject({ ticket: null, done: 1 });
    const counted = hall.lanes.reduce((sum, lane) => sum + lane.waiting + lane.serving + lane.done + lane.noShow + lane.left, 0);
    expect(counted).toBe(hall.received);
  });
});
