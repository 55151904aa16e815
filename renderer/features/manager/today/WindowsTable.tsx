import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { formatTime } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { useStaffName } from '../use-staff-name.ts';

type WindowState = Output<'hall.today'>['windows'][number];

/** Every window now: who sits there, with which ticket, since when. */
export function WindowsTable({ windows }: { readonly windows: readonly WindowState[] | undefined }) {
  const { t } = useTranslation('manager');
  const nameOf = useStaffName();
  const columns: readonly Column<WindowState>[] = [
    { key: 'window', title: t('today.window.window'), cell: (row) => t('today.windowName', { window: row.window }) },
    { key: 'clerk', title: t('today.window.clerk'), cell: (row) => (row.clerk === null ? <span className="manager-secondary">{t('none')}</span> : nameOf(row.clerk)) },
    { key: 'ticket', title: t('today.window.ticket'), cell: (row) => row.ticket ?? <span className="manager-secondary">{t('none')}</span> },
    { key: 'state', title: t('today.window.state'), cell: (row) => (row.state === null ? <span className="manager-secondary">{t('today.idle')}</span> : t(`today.ticketState.${row.state}`)) },
    { key: 'since', title: t('today.window.since'), figure: true, cell: (row) => row.since !== null && formatTime(row.since) },
    { key: 'done', title: t('today.window.done'), figure: true, cell: (row) => row.done },
  ];
  return <DataTable caption={t('today.windows')} columns={columns} rows={windows ?? []} keyOf={(row) => row.window} busy={windows === undefined} />;
}
