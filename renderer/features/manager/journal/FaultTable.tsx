import { useTranslation } from 'react-i18next';
import type { JournalFault } from '../../../../shared/contract/journal.ts';
import { DataTable, type Column } from '../DataTable.tsx';

/** Every fault that verifying found, at the entry where it shows. */
export function FaultTable({ faults }: { readonly faults: readonly JournalFault[] }) {
  const { t } = useTranslation('manager');
  const columns: readonly Column<JournalFault>[] = [
    { key: 'seq', title: t('journal.faultColumns.seq'), figure: true, className: 'journal-seq', cell: (row) => row.seq ?? t('none') },
    { key: 'kind', title: t('journal.faultColumns.kind'), cell: (row) => t(`journal.fault.${row.kind}`) },
    { key: 'detail', title: t('journal.faultColumns.detail'), cell: (row) => <code lang="en">{row.detail}</code> },
  ];
  return <DataTable caption={t('journal.faults')} columns={columns} rows={faults} keyOf={(row) => `${row.seq ?? ''} ${row.kind} ${row.detail}`} />;
}
