import { useTranslation } from 'react-i18next';
import type { HistoryImport } from '../../../../shared/contract/history.ts';
import { useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { formatInstant } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { useStaffName } from '../use-staff-name.ts';

/** What was imported so far, and what was broken off. */
export function ImportsTable() {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const nameOf = useStaffName();
  const { data, error } = useOperation('history.imports', {});
  const columns: readonly Column<HistoryImport>[] = [
    { key: 'at', title: t('history.importColumns.at'), cell: (row) => formatInstant(common, row.at) },
    { key: 'by', title: t('history.importColumns.by'), cell: (row) => <>{nameOf(row.by)}<br /><span className="manager-secondary">{row.mapping ?? t('history.unnamed')}</span></> },
    {
      key: 'transactions', title: t('history.importColumns.transactions'), figure: true,
      cell: ({ transactions, expected }) => (transactions === expected ? t('history.whole', { count: transactions }) : <>{t('history.part', { count: transactions, expected })}<br /><span className="history-warning">{t('history.broken')}</span></>),
    },
  ];
  return (
    <section className="manager-card" aria-labelledby="history-imports">
      <h3 id="history-imports">{t('history.imports')}</h3>
      <ErrorNotice error={error} />
      {data?.imports.length === 0 ? <EmptyState text={t('history.importsNone')} /> : <DataTable caption={t('history.imports')} columns={columns} rows={data?.imports ?? []} keyOf={(row) => row.import} busy={data === undefined} />}
    </section>
  );
}
