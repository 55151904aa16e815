/** The desk: whose it is, the queue it draws from, the ticket it serves, and the steps it can take with tickets. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Lane } from '../../../shared/routing/lanes.ts';
import type { LaneState, Ticket } from '../../../shared/contract/visit.ts';
import { CallError, useCommand, useOperation } from '../../app/client.ts';
import { useSession } from '../../app/session.ts';
import type { zh } from './messages.zh-CN.ts';

type DeskTicket = z.infer<typeof Ticket>;
/** What was done, kept apart from its words: the language may change while it is shown. */
type Said = { readonly key: keyof typeof zh.said; readonly number?: string; readonly window?: number };

const queueRefresh = 5000;

export type Desk = {
  readonly clerk: string;
  /** The number of the window, or null where none was chosen at sign-in. */
  readonly window: number | null;
  /** The lanes this desk serves, in their order. */
  readonly lanes: readonly Lane[];
  /** ISO date of the station; empty until it is known. */
  readonly today: string;
  /** The station's clock when the queue was last read. */
  readonly now: number;
  readonly laneStates: readonly z.infer<typeof LaneState>[];
  readonly loaded: boolean;
  readonly mine: readonly DeskTicket[];
  readonly waiting: readonly DeskTicket[];
  readonly aside: readonly DeskTicket[];
  readonly noShow: readonly DeskTicket[];
  /** Called to or served at this window. */
  readonly current: DeskTicket | null;
  readonly busy: boolean;
  /** What the last step did, in words. */
  readonly said: string;
  readonly error: CallError | null;
  readonly clear: () => void;
  readonly select: (visit: string) => void;
  readonly callNext: () => void;
  readonly callTicket: (ticket: Pick<DeskTicket, 'visit' | 'number' | 'state'>) => void;
  readonly recall: () => void;
  readonly noShowCurrent: () => void;
  readonly start: () => void;
  readonly putAside: () => void;
  readonly transfer: (lane: Lane, reason: string) => Promise<boolean>;
  readonly closeCurrent: (reason: string) => Promise<boolean>;
  readonly takeIn: (qr: string) => Promise<boolean>;
};

export function useDesk(): Desk {
  const { t } = useTranslation('window');
  const session = useSession();
  const window = session?.window ?? null;
  const lanes: readonly Lane[] = session?.role === 'assistant' ? ['mobile-assisted', 'self-service'] : ['window'];
  const queue = useOperation('hall.queue', {}, { refetchInterval: queueRefresh });
  const hall = useOperation('hall.today', {}, { refetchInterval: queueRefresh });
  const [selected, setSelected] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);
  const call = useCommand('ticket.call');
  const recall = useCommand('ticket.recall');
  const noShow = useCommand('ticket.noShow');
  const start = useCommand('ticket.start');
  const putAside = useCommand('ticket.putAside');
  const transfer = useCommand('ticket.transfer');
  const close = useCommand('ticket.close');
  const takeIn = useCommand('visit.takeIn');

  const tickets = queue.data?.tickets ?? [];
  const ofLanes = tickets.filter((ticket) => lanes.includes(ticket.lane));
  const mine = tickets.filter((ticket) => window !== null && ticket.window === window && (ticket.state === 'called' || ticket.state === 'serving'));
  const current = mine.find((ticket) => ticket.visit === selected) ?? mine[0] ?? null;

  /** Runs one step; a second one waits for nobody, it is not taken. Answers whether it was done. */
  const take = async (step: () => Promise<Said>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setError(null);
    try {
      setSaid(await step());
      return true;
    } catch (caught) {
      if (!(caught instanceof CallError)) throw caught;
      setSaid(null);
      setError(caught);
      return false;
    } finally {
      setBusy(false);
    }
  };
  /** Where a ticket is at this window already, the next one has to wait. */
  const occupied = (): boolean => {
    if (current === null) return false;
    setSaid({ key: current.state === 'serving' ? 'stillServing' : 'stillCalled', number: current.number });
    return true;
  };
  const withCurrent = (step: (ticket: DeskTicket) => Promise<Said>): void => {
    if (current !== null) void take(() => step(current));
  };
  const callOne = async (at: number, ticket?: string): Promise<Said> => {
    const called = await call.mutateAsync(ticket === undefined ? { window: at } : { window: at, ticket });
    if (called === null) return { key: 'nobody' };
    setSelected(called.visit);
    return { key: 'called', number: called.number, window: at };
  };

  return {
    clerk: session?.number ?? '',
    window, lanes, mine, current, busy, error,
    said: said === null ? '' : t(`said.${said.key}`, { number: said.number ?? '', window: said.window ?? '' }),
    today: hall.data?.day ?? '',
    now: hall.data?.now ?? 0,
    laneStates: hall.data?.lanes ?? [],
    loaded: queue.data !== undefined,
    waiting: ofLanes.filter(({ state }) => state === 'waiting'),
    aside: ofLanes.filter(({ state }) => state === 'aside'),
    noShow: ofLanes.filter(({ state }) => state === 'no-show'),
    clear: () => {
      setSaid(null);
      setError(null);
    },
    select: setSelected,
    callNext: () => {
      if (window !== null && !occupied()) void take(() => callOne(window));
    },
    callTicket: ({ visit, number, state }) => {
      if (window === null || occupied()) return;
      void take(async () => {
        // Who was put aside stands before the desk again: there is nobody to call.
        if (state !== 'aside') return callOne(window, visit);
        await start.mutateAsync({ ticket: visit, window });
        setSelected(visit);
        return { key: 'resumed', number };
      });
    },
    recall: () => withCurrent(async ({ visit, number }) => {
      await recall.mutateAsync({ ticket: visit });
      return { key: 'recalled', number };
    }),
    noShowCurrent: () => withCurrent(async ({ visit, number }) => {
      await noShow.mutateAsync({ ticket: visit });
      return { key: 'noShow', number };
    }),
    start: () => withCurrent(async ({ visit, number }) => {
      await start.mutateAsync(window === null ? { ticket: visit } : { ticket: visit, window });
      return { key: 'started', number };
    }),
    putAside: () => withCurrent(async ({ visit, number }) => {
      await putAside.mutateAsync({ ticket: visit });
      return { key: 'putAside', number };
    }),
    transfer: async (lane, reason) => {
      if (current === null) return false;
      return take(async () => {
        await transfer.mutateAsync({ ticket: current.visit, lane, ...(reason === '' ? {} : { reason }) });
        return { key: 'transferred', number: current.number };
      });
    },
    closeCurrent: async (reason) => {
      if (current === null) return false;
      return take(async () => {
        await close.mutateAsync({ ticket: current.visit, reason });
        return { key: 'closed', number: current.number };
      });
    },
    takeIn: (qr) =>
      take(async () => {
        const { visit, ticket } = await takeIn.mutateAsync({ qr });
        // Who hands over a slip stands before the desk: the number is called to it, unless somebody else is served there.
        if (window !== null && current === null) await callOne(window, visit);
        return { key: 'takenIn', number: ticket.number };
      }),
  };
}
