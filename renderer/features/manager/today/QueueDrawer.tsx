/** The tickets behind “waiting” and “being served”: numbers alone, nothing personal. */
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../../shared/contract/visit.ts';
import { useOperation } from '../../../app/client.ts';
import { localName } from '../../../app/language.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatTime } from '../../../components/format.ts';
import { LaneTag } from '../../../components/LaneTag.tsx';
import { DataTable, type Column } from '../DataTable.tsx';

export function QueueDrawer({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('manager');
  const { t: app } = useTranslation('app');
  const { data, error, refetch } = useOperation('hall.queue', {}, { enabled: open });
  const columns: readonly Column<Ticket>[] = [
    { key: 'number', title: t('today.queueColumns.number'), cell: (row) => <strong>{row.number}</strong> },
    { key: 'lane', title: t('today.queueColumns.lane'), cell: (row) => <LaneTag lane={row.lane} form="short" /> },
    { key: 'state', title: t('today.queueColumns.state'), cell: (row) => [t(`today.ticketState.${row.state}`), ...(row.priority ? [t('today.priority')] : [])].join(' · ') },
    { key: 'matters', title: t('today.queueColumns.matters'), cell: (row) => row.matters.map((matter) => localName(matter)).join(' · ') },
    { key: 'received', title: t('today.queueColumns.received'), figure: true, cell: (row) => formatTime(row.receivedAt) },
    { key: 'window', title: t('today.queueColumns.window'), figure: true, cell: (row) => row.window ?? t('none') },
  ];
  return (
    <Drawer open={open} destroyOnHidden size={760} title={t('today.queue')} closable={{ 'aria-label': t('transactions.close') }} onClose={onClose}>
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      {data?.tickets.length === 0
        ? <EmptyState text={t('today.queueNone')} />
        : <DataTable caption={t('today.queue')} columns={columns} rows={data?.tickets ?? []} keyOf={(row) => row.visit} busy={data === undefined} />}
    </Drawer>
  );
}
