import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TransactionSummary } from '../../../../shared/contract/transaction.ts';
import { localName } from '../../../app/language.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatDay, formatInstant } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { useStaffName } from '../use-staff-name.ts';
import { ImportedTag } from './ImportedTag.tsx';
import type { Selection } from './selection.ts';
import { useTransactions } from './use-transactions.ts';

export function TransactionList({ selection, onOpen }: { readonly selection: Selection; readonly onOpen: (number: string) => void }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const { t: app } = useTranslation('app');
  const nameOf = useStaffName();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTransactions(selection);
  const columns: readonly Column<TransactionSummary>[] = [
    { key: 'number', title: t('transactions.columns.number'), className: 'manager-nowrap', cell: (row) => <>{row.number}{row.imported && <> <ImportedTag /></>}</> },
    { key: 'time', title: t('transactions.columns.time'), className: 'manager-nowrap', cell: (row) => row.finishedAt === null ? formatDay(common, row.day) : formatInstant(common, row.finishedAt) },
    { key: 'person', title: t('transactions.columns.person'), cell: (row) => (row.applicantMasked === null ? <span className="manager-secondary">{t(`transactions.kind.${row.applicantKind}`)}</span> : <>{row.applicantMasked.name}<br /><span className="manager-secondary">{row.applicantMasked.paper}</span></>) },
    { key: 'matter', title: t('transactions.columns.matter'), cell: (row) => localName({ name: row.matterName, nameEn: row.matterNameEn }) },
    { key: 'outcome', title: t('transactions.columns.outcome'), cell: (row) => common(`outcome.${row.outcome}`) },
    { key: 'window', title: t('transactions.columns.window'), figure: true, cell: (row) => row.window ?? t('none') },
    { key: 'clerk', title: t('transactions.columns.clerk'), cell: (row) => nameOf(row.clerk) },
  ];
  return (
    <div className="transactions-list">
      <p className="manager-secondary">
        {selection.voided > 0 ? t('transactions.withVoided', { count: selection.count, voided: selection.voided }) : t('transactions.count', { count: selection.count })}
      </p>
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      {data?.length === 0
        ? <EmptyState text={t('transactions.none')} />
        : <DataTable caption={t('transactions.title', { what: selection.what })} columns={columns} rows={data ?? []} keyOf={(row) => row.number} busy={data === undefined} onOpen={(row) => onOpen(row.number)} />}
      {hasNextPage && <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('transactions.more')}</Button>}
    </div>
  );
}
