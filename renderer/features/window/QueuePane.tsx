import { type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { laneLetters } from '../../../shared/routing/lanes.ts';
import type { Ticket } from '../../../shared/contract/visit.ts';
import { ticketAllows } from '../../../shared/visit/ticket.ts';
import { localName } from '../../app/language.ts';
import { formatSeconds } from '../../components/format.ts';
import { KeyButton } from './KeyButton.tsx';
import type { Desk } from './use-desk.ts';

/** How many of those who wait are listed; the counts tell of the rest. */
const listed = 8;

type QueuePaneProps = {
  readonly desk: Desk;
  readonly onCall: () => void;
  readonly onTransfer: () => void;
  readonly onTakeIn: () => void;
  /** What is due soon or overdue among what is to be followed up. */
  readonly pressing: number;
  readonly onFollowUp: () => void;
  readonly onToday: () => void;
  readonly onSheet: () => void;
};

/** Left of the window: the steps with tickets, who is here, who is next, who was put aside or did not come. */
export function QueuePane({ desk, pressing, onCall, onTransfer, onTakeIn, onFollowUp, onToday, onSheet }: QueuePaneProps) {
  const { t } = useTranslation('window');
  const { current, window, busy } = desk;
  const allows = (action: 'recall' | 'no-show' | 'transfer'): boolean => current !== null && ticketAllows(current.state, action);
  return (
    <nav className="window-queue" aria-label={t('queue.label')}>
      <div className="window-queue-steps">
        <KeyButton className="window-queue-call" shortcut="F2" primary={current === null} disabled={window === null || busy} onClick={onCall}>{t('key.F2')}</KeyButton>
        <KeyButton shortcut="F3" disabled={!allows('recall') || busy} onClick={desk.recall}>{t('key.F3')}</KeyButton>
        <KeyButton shortcut="F4" disabled={!allows('no-show') || busy} onClick={desk.noShowCurrent}>{t('key.F4')}</KeyButton>
        <KeyButton shortcut="F6" disabled={!allows('transfer') || busy} onClick={onTransfer}>{t('key.F6')}</KeyButton>
        <KeyButton shortcut="F7" disabled={busy} onClick={onTakeIn}>{t('key.F7')}</KeyButton>
      </div>
      <p className="window-queue-said" role="status">{desk.said}</p>
      <div className="window-queue-lists" onKeyDownCapture={moveAmongTickets}>
        <TicketList title={t('queue.mine')} tickets={desk.mine} desk={desk} onPick={(ticket) => desk.select(ticket.visit)} />
        {/* Above those who wait: a long queue must not push out of sight whoever was put aside. */}
        <TicketList title={t('queue.aside')} tickets={desk.aside} desk={desk} onPick={desk.callTicket} />
        <TicketList title={t('queue.next')} tickets={desk.waiting.slice(0, listed)} more={desk.waiting.length - listed} desk={desk} onPick={desk.callTicket} empty={t('queue.nobody')} />
        <TicketList title={t('queue.noShow')} tickets={desk.noShow} desk={desk} onPick={desk.callTicket} />
      </div>
      <LaneCounts desk={desk} />
      <div className="window-queue-foot">
        <KeyButton className="window-queue-follow-up" shortcut="F12" onClick={onFollowUp}>
          {t('key.F12')}
          {pressing > 0 && <span className="window-badge" title={t('queue.pressing', { count: pressing })}>{pressing}</span>}
        </KeyButton>
        <KeyButton shortcut="F10" onClick={onToday}>{t('key.F10')}</KeyButton>
        <KeyButton shortcut="F1" onClick={onSheet}>{t('key.F1')}</KeyButton>
      </div>
    </nav>
  );
}

type TicketListProps = {
  readonly title: string;
  readonly tickets: readonly z.infer<typeof Ticket>[];
  readonly desk: Desk;
  readonly onPick: (ticket: z.infer<typeof Ticket>) => void;
  readonly more?: number;
  /** Said where the list is empty; without it an empty list is not drawn. */
  readonly empty?: string;
};

function TicketList({ title, tickets, desk, onPick, more = 0, empty }: TicketListProps) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  if (tickets.length === 0 && (empty === undefined || !desk.loaded)) return null;
  const since = ({ receivedAt }: z.infer<typeof Ticket>): string => formatSeconds(common, Math.max(0, (desk.now - receivedAt) / 1000));
  return (
    <section>
      <h2>{title}</h2>
      {tickets.length === 0 && <p className="window-queue-empty">{empty}</p>}
      <ul>
        {tickets.map((ticket) => (
          <li key={ticket.visit}>
            <button
              type="button"
              className="window-queue-ticket"
              data-lane={ticket.lane}
              data-ticket={ticket.number}
              aria-current={ticket.visit === desk.current?.visit}
              onClick={() => onPick(ticket)}
            >
              <span className="window-queue-number">{ticket.number}</span>
              <span className="window-queue-matter">{ticket.matters.map((matter) => localName(matter)).join(t('list.comma'))}</span>
              {ticket.priority && <span className="window-priority">{t('priority')}</span>}
              <span className="window-queue-since">{ticket.state === 'waiting' ? since(ticket) : t(`state.${ticket.state}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="window-queue-more">{t('queue.more', { count: more })}</p>}
    </section>
  );
}

/** Up and down move among the tickets; Enter takes the one with the focus, as on any button. */
function moveAmongTickets(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const tickets = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-ticket]')];
  const at = tickets.findIndex((ticket) => ticket === document.activeElement);
  tickets[Math.min(Math.max(at + step, 0), tickets.length - 1)]?.focus();
}

function LaneCounts({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const shown = desk.laneStates.filter(({ lane, open, waiting }) => lane !== 'remote' && lane !== 'referral' && (open || waiting > 0));
  return (
    <dl className="window-lane-counts" aria-label={t('queue.waitingByLane')}>
      {shown.map(({ lane, waiting }) => (
        <div key={lane} data-lane={lane} title={common(`lane.${lane}`)}>
          <dt><span className="window-lane-letter" aria-hidden="true">{laneLetters[lane]}</span> {common(`laneShort.${lane}`)}</dt>
          <dd>{waiting}</dd>
        </div>
      ))}
    </dl>
  );
}
