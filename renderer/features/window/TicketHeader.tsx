import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Ticket } from '../../../shared/contract/visit.ts';
import { localName } from '../../app/language.ts';
import { formatTime } from '../../components/format.ts';
import { LaneTag } from '../../components/LaneTag.tsx';
import { KeyButton } from './KeyButton.tsx';

type TicketHeaderProps = {
  readonly ticket: z.infer<typeof Ticket>;
  /** The matter that is being handled, by the guide's code; null while the visitor is only called. */
  readonly active: string | null;
  /** The matter that stands in for the guide's, where the clerk chose another. */
  readonly instead: { readonly name: string; readonly nameEn: string } | null;
  readonly onPick: (matter: string) => void;
  readonly onContest: () => void;
  /** The visitor has left. */
  readonly onLeft: () => void;
};

/** Number, lane, priority, and the matters of the visit with what is done of them. */
export function TicketHeader({ ticket, active, instead, onPick, onContest, onLeft }: TicketHeaderProps) {
  const { t } = useTranslation('window');
  return (
    <header className="window-ticket">
      <div className="window-ticket-line">
        <h1 className="window-ticket-number">{ticket.number}</h1>
        <LaneTag lane={ticket.lane} />
        {ticket.priority && <span className="window-priority">{t('priority')}</span>}
        <span className="window-ticket-times">
          {t('ticket.received', { time: formatTime(ticket.receivedAt) })}
          {ticket.calls > 1 && ` · ${t('ticket.calls', { count: ticket.calls })}`}
        </span>
        <KeyButton shortcut="Shift+F4" onClick={onLeft}>{t('key.Shift+F4')}</KeyButton>
        {active !== null && <KeyButton shortcut="F11" onClick={onContest}>{t('key.F11')}</KeyButton>}
      </div>
      <ul className="window-matters" aria-label={t('ticket.matters')}>
        {ticket.matters.map((matter) => {
          const current = matter.code === active;
          return (
            <li key={matter.code} className="window-matter" data-done={matter.done} data-active={current}>
              {matter.done && <span className="window-matter-done">✓ {t('ticket.done')}</span>}
              {current && instead !== null && <del className="window-matter-contested">{localName(matter)}</del>}
              {matter.done || current || active === null ? (
                <span className="window-matter-name">{localName(current && instead !== null ? instead : matter)}</span>
              ) : (
                <button type="button" className="window-matter-pick" onClick={() => onPick(matter.code)}>{localName(matter)}</button>
              )}
            </li>
          );
        })}
      </ul>
    </header>
  );
}
