import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atWindow, finishing, person, residentId } from '../../fixtures/handling.ts';
import { dump, minute, openStation, type Station } from '../../fixtures/station.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import { outcomes, type RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import { ticketAllows, type TicketAction, type TicketState } from '../../../shared/visit/ticket.ts';

/** What the counter must know, kept in the plainest way. */
type Visit = { readonly id: string; readonly order: number; readonly priority: boolean; readonly day: number; lane: Lane; state: TicketState };
type Model = { day: number; readonly visits: Visit[]; readonly outcomes: Map<string, RecordedOutcome> };

const kinds = ['receive', 'receive', 'receive', 'next', 'next', 'call', 'recall', 'no-show', 'put-aside', 'transfer', 'start', 'finish', 'finish', 'finish', 'close', 'amend', 'reveal', 'adopt', 'day', 'reopen', 'rebuild'] as const;
const step = fc.record({ kind: fc.constantFrom(...kinds), pick: fc.nat(999), flag: fc.boolean() });
type Step = { readonly kind: (typeof kinds)[number]; readonly pick: number; readonly flag: boolean };

const chosen = <Value>(from: readonly Value[], pick: number): Value | undefined => from[pick % Math.max(1, from.length)];

/** Takes the ticket step, and holds the answer against the table of states. */
async function act(station: Station, visit: Visit, action: TicketAction, pick: number): Promise<void> {
  const ticket = visit.id;
  const lane: Lane = visit.lane === 'window' ? 'self-service' : 'window';
  const steps = {
    call: () => station.counter.call('ticket.call', { window: 1 + (pick % 8), ticket }, clerk), recall: () => station.counter.call('ticket.recall', { ticket }, clerk),
    'no-show': () => station.counter.call('ticket.noShow', { ticket }, clerk), 'put-aside': () => station.counter.call('ticket.putAside', { ticket }, clerk),
    transfer: () => station.counter.call('ticket.transfer', { ticket, lane, reason: '换个通道' }, clerk), start: () => station.counter.call('ticket.start', { ticket }, clerk),
    close: () => station.counter.call('ticket.close', { ticket, reason: '先回去了' }, clerk),
    finish: async () => {
      const applicant = { ...person, paper: { type: 'resident-id' as const, number: residentId(pick) } };
      return station.counter.call('transaction.finish', await finishing(station, ticket, 'si-flex-enroll', { outcome: chosen(outcomes, pick) ?? 'completed', applicant, note: '备注' }), clerk);
    },
  };
  const answer = await steps[action]();
  expect(answer.ok || answer.error.code).toBe(ticketAllows(visit.state, action) || 'ticket-state');
  if (!answer.ok) return;
  const after = { call: 'called', recall: 'called', 'no-show': 'no-show', 'put-aside': 'aside', transfer: 'waiting', start: 'serving', finish: 'done', close: 'left' } as const;
  visit.state = after[action];
  if (action === 'transfer') visit.lane = lane;
}

const clerk = { kind: 'command-line', user: 'model', role: 'clerk' } as const;

/** Priority first, then as they came. */
function nextOf(model: Model): Visit | undefined {
  return model.visits
    .filter(({ state, lane, day }) => state === 'waiting' && lane === 'window' && day === model.day)
    .toSorted((one, other) => Number(other.priority) - Number(one.priority) || one.order - other.order)[0];
}

async function take(before: Station, model: Model, { kind, pick, flag }: Step): Promise<Station> {
  let station = before;
  station.time.now += minute;
  switch (kind) {
    case 'receive': {
      const { visit, ticket } = await station.call('visit.receive', { matters: ['si-flex-enroll'], visitor: { ...atWindow, ...(flag ? { priorityGroups: ['disabled'] } : {}) } });
      const today = model.visits.filter(({ day }) => day === model.day).length;
      expect(ticket.number).toBe(`A${String(today + 1).padStart(3, '0')}`);
      model.visits.push({ id: visit, order: model.visits.length, priority: flag, day: model.day, lane: 'window', state: 'waiting' });
      return station;
    }
    case 'next': {
      const expected = nextOf(model);
      const ticket = await station.call('ticket.call', { window: 1 + (pick % 8) });
      expect(ticket?.visit).toBe(expected?.id);
      if (expected !== undefined) expected.state = 'called';
      return station;
    }
    case 'amend': {
      const [number, outcome] = chosen([...model.outcomes], pick) ?? [];
      if (number === undefined || outcome === undefined) return station;
      const wanted = chosen([...outcomes, 'voided' as const], pick) ?? 'voided';
      const answer = await station.counter.call('transaction.amend', { number, change: { outcome: wanted }, reason: '更正结果' }, clerk);
      expect(answer.ok || answer.error.code).toBe(outcome === 'voided' ? 'transaction-voided' : wanted === outcome ? 'amendment-changes-nothing' : true);
      if (answer.ok) model.outcomes.set(number, wanted);
      return station;
    }
    case 'reveal': {
      const [number] = chosen([...model.outcomes], pick) ?? [];
      if (number !== undefined) expect((await station.call('transaction.reveal', { number, reason: '核对原件' })).name).toBe(person.name);
      return station;
    }
    case 'adopt':
      await station.call('reductions.import', { document: { lists: [{ code: `list-${pick % 3}`, level: 'district', issuer: '区', effectiveFrom: '2026-01-01', effectiveTo: null, rows: [{ matter: '*', material: '无此材料', disposition: 'cancelled', provider: null, basis: '' }] }] } });
      return station;
    case 'day':
      station.time.now += 24 * 3_600_000;
      model.day += 1;
      return station;
    case 'reopen':
      return station.reopen();
    case 'rebuild':
      expect(await station.call('journal.rebuild', {})).toMatchObject({ ok: true });
      return station;
    case 'finish': {
      const visit = chosen(model.visits, pick);
      if (visit === undefined) return station;
      await act(station, visit, kind, pick);
      for (const { number } of (await station.call('visit.read', { ticket: visit.id })).transactions) {
        if (!model.outcomes.has(number)) model.outcomes.set(number, chosen(outcomes, pick) ?? 'completed');
      }
      return station;
    }
    default: {
      const visit = chosen(model.visits, pick);
      if (visit !== undefined) await act(station, visit, kind, pick);
      return station;
    }
  }
}

describe('the counter against a plain model of it', () => {
  it('agrees after any sequence of operations, verifies, and rebuilds to the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        let station = await openStation();
        const model: Model = { day: 0, visits: [], outcomes: new Map() };
        for (const one of steps) station = await take(station, model, one);

        const states = await Promise.all(model.visits.map(async ({ id }) => (await station.call('visit.read', { ticket: id })).ticket));
        expect(states.map(({ state, lane, priority }) => [state, lane, priority])).toEqual(model.visits.map(({ state, lane, priority }) => [state, lane, priority]));
        const numbers = [...model.outcomes.keys()].toSorted();
        expect(numbers.map((number) => Number(number.slice(5)))).toEqual(numbers.map((_, index) => index + 1));
        const { totals } = await station.call('statistics.volume', { from: '2026-01-01', to: '2026-12-31', by: ['outcome'] });
        const counted = (outcome: RecordedOutcome): number => [...model.outcomes.values()].filter((one) => one === outcome).length;
        expect(totals).toMatchObject({
          transactions: model.outcomes.size - counted('voided'), completed: counted('completed'), accepted: counted('accepted'), notAccepted: counted('not-accepted'),
          returned: counted('returned'), referred: counted('referred'), voided: counted('voided'),
        });
        expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
        const before = dump(station.folder, ['journal']);
        await station.call('journal.rebuild', {});
        expect(dump(station.folder, ['journal'])).toBe(before);
        station.close();
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
