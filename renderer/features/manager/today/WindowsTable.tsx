import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { useOperation } from '../../../app/client.ts';
import { localName } from '../../../app/language.ts';
import { formatSeconds, formatTime } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { useStaffName } from '../use-staff-name.ts';

type WindowState = Output<'hall.today'>['windows'][number];

/** Every window now: who sits there, with which ticket and what for, since when. */
export function WindowsTable({ windows, now }: { readonly windows: readonly WindowState[] | undefined; readonly now: number }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const nameOf = useStaffName();
  const tickets = useOperation('hall.queue', {}).data?.tickets ?? [];
  const secondary = (text: string) => <span className="manager-secondary">{text}</span>;
  const mattersOf = ({ ticket }: WindowState): string => tickets.find(({ number }) => number === ticket)?.matters.map((matter) => localName(matter)).join(' · ') ?? '';
  const columns: readonly Column<WindowState>[] = [
    { key: 'window', title: t('today.window.window'), className: 'manager-nowrap', cell: (row) => t('today.windowName', { window: row.window }) },
    { key: 'clerk', title: t('today.window.clerk'), cell: (row) => (row.clerk === null ? secondary(t('none')) : nameOf(row.clerk)) },
    { key: 'ticket', title: t('today.window.ticket'), cell: (row) => row.ticket ?? secondary(t('none')) },
    {
      key: 'state', title: t('today.window.does'),
      cell: (row) => (row.state === null ? secondary(t('today.idle')) : <>{t(`today.ticketState.${row.state}`)} <span className="manager-secondary">{mattersOf(row)}</span></>),
    },
    { key: 'since', title: t('today.window.since'), figure: true, cell: (row) => row.since !== null && <span title={formatTime(row.since)}>{formatSeconds(common, Math.max(0, (now - row.since) / 1000))}</span> },
    { key: 'done', title: t('today.window.done'), figure: true, cell: (row) => row.done },
  ];
  return <DataTable caption={t('today.windows')} columns={columns} rows={windows ?? []} keyOf={(row) => row.window} busy={windows === undefined} />;
}
