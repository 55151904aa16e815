import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { Lane } from '../../../../shared/routing/lanes.ts';
import { measures } from '../../../../shared/statistics/measures.ts';
import { RecordedOutcome } from '../../../../shared/transaction/transaction.ts';
import { TicketState } from '../../../../shared/visit/ticket.ts';
import { localName, useLanguage } from '../../../app/language.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatDay, formatInstant } from '../../../components/format.ts';
import { LaneTag } from '../../../components/LaneTag.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import { useStaffName } from '../use-staff-name.ts';
import type { OpenedCell } from './cell.ts';
import { formatDuration } from './figure-text.ts';
import { countedPage, useCounted } from './use-counted.ts';

type CountedTransaction = Output<'statistics.drill'>['transactions'][number];
type CountedVisit = Output<'statistics.drill'>['visits'][number];

/** The transactions or visits of a cell; each transaction opens. */
export function CountedList({ opened, onOpen }: { readonly opened: OpenedCell; readonly onOpen: (number: string) => void }) {
  const { t } = useTranslation('manager');
  const { t: app } = useTranslation('app');
  const language = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCounted(opened.cell);
  const { fact, definition } = measures[opened.cell.measure];
  return (
    <div className="transactions-list">
      <p>{t('volume.openedFigure', { figure: opened.figure })}<span className="manager-secondary"> {definition[language]}</span></p>
      <p className="manager-secondary" role="status">{data !== undefined && t(`volume.opened.${fact}`, { count: data.total })}</p>
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      {data?.total === 0 && <EmptyState text={t('volume.openedNone')} />}
      {data?.total !== 0 && (fact === 'transactions'
        ? <Transactions caption={opened.what} rows={data?.transactions} onOpen={onOpen} />
        : <Visits caption={opened.what} rows={data?.visits} onOpen={onOpen} />)}
      {hasNextPage && <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('volume.openedMore', { count: countedPage })}</Button>}
    </div>
  );
}

type RowsProps<Row> = { readonly caption: string; readonly rows: readonly Row[] | undefined; readonly onOpen: (number: string) => void };

function Transactions({ caption, rows, onOpen }: RowsProps<CountedTransaction>) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const nameOf = useStaffName();
  const duration = (seconds: number | null): string => (seconds === null ? t('none') : formatDuration(common, seconds));
  const columns: readonly Column<CountedTransaction>[] = [
    { key: 'number', title: t('transactions.columns.number'), className: 'manager-nowrap', cell: (row) => row.number },
    { key: 'time', title: t('transactions.columns.time'), className: 'manager-nowrap', cell: (row) => (row.finishedAt === null ? formatDay(common, row.day) : formatInstant(common, row.finishedAt)) },
    { key: 'matter', title: t('transactions.columns.matter'), cell: (row) => localName({ name: row.matterName, nameEn: row.matterNameEn }) },
    { key: 'lane', title: t('transactions.lane'), cell: (row) => <LaneCell lane={row.lane} /> },
    { key: 'outcome', title: t('transactions.columns.outcome'), cell: (row) => <OutcomeWord outcome={row.outcome} /> },
    { key: 'wait', title: t('volume.wait'), figure: true, cell: (row) => duration(row.waitSeconds) },
    { key: 'service', title: t('volume.service'), figure: true, cell: (row) => duration(row.serviceSeconds) },
    { key: 'window', title: t('transactions.columns.window'), figure: true, cell: (row) => row.window ?? t('none') },
    { key: 'clerk', title: t('transactions.columns.clerk'), cell: (row) => nameOf(row.clerk) },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows ?? []} keyOf={(row) => row.number} busy={rows === undefined} onOpen={(row) => onOpen(row.number)} />;
}

function Visits({ caption, rows, onOpen }: RowsProps<CountedVisit>) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const nameOf = useStaffName();
  const stateOf = (state: string): string => {
    const known = TicketState.safeParse(state).data;
    return known === undefined ? state : t(`today.ticketState.${known}`);
  };
  const columns: readonly Column<CountedVisit>[] = [
    { key: 'ticket', title: t('today.queueColumns.number'), cell: (row) => <strong>{row.ticket}</strong> },
    { key: 'received', title: t('today.queueColumns.received'), className: 'manager-nowrap', cell: (row) => formatInstant(common, row.receivedAt) },
    { key: 'lane', title: t('today.queueColumns.lane'), cell: (row) => <LaneCell lane={row.lane} /> },
    { key: 'state', title: t('today.queueColumns.state'), cell: (row) => stateOf(row.state) },
    { key: 'wait', title: t('volume.wait'), figure: true, cell: (row) => (row.waitSeconds === null ? t('none') : formatDuration(common, row.waitSeconds)) },
    { key: 'window', title: t('today.queueColumns.window'), figure: true, cell: (row) => row.window ?? t('none') },
    { key: 'clerk', title: t('transactions.columns.clerk'), cell: (row) => nameOf(row.clerk) },
    {
      key: 'transactions', title: t('volume.visitTransactions'),
      cell: (row) => <span className="volume-numbers">{row.transactions.map((number) => <Button key={number} size="small" onClick={() => onOpen(number)}>{number}</Button>)}</span>,
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows ?? []} keyOf={(row) => row.visit} busy={rows === undefined} />;
}

function LaneCell({ lane }: { readonly lane: string }) {
  const known = Lane.safeParse(lane).data;
  return known === undefined ? lane : <LaneTag lane={known} form="short" />;
}

function OutcomeWord({ outcome }: { readonly outcome: string }) {
  const { t: common } = useTranslation('components');
  const known = RecordedOutcome.safeParse(outcome).data;
  return known === undefined ? outcome : common(`outcome.${known}`);
}
