import { useTranslation } from 'react-i18next';
import type { WaitingBundle } from '../../../../shared/contract/bundle.ts';
import { formatBytes, formatInstant, formatSpan } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';

/** Bundles that were made and whose receipt is not back. */
export function WaitingBundles({ bundles }: { readonly bundles: readonly WaitingBundle[] }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const at = (instant: number): string => formatInstant(common, instant);
  const spanOf = ({ firstAt, lastAt }: WaitingBundle): string => {
    const [from, to] = formatSpan(common, firstAt, lastAt);
    return t('uploads.span', { from, to });
  };
  const columns: readonly Column<WaitingBundle>[] = [
    { key: 'madeAt', title: t('uploads.columns.madeAt'), cell: (row) => at(row.madeAt) },
    { key: 'span', title: t('uploads.columns.span'), cell: (row) => spanOf(row) },
    { key: 'transactions', title: t('uploads.columns.transactions'), figure: true, cell: (row) => row.transactions },
    { key: 'corrections', title: t('uploads.columns.corrections'), figure: true, cell: (row) => row.corrections },
    { key: 'entries', title: t('uploads.columns.entries'), figure: true, cell: (row) => t('uploads.entries', { count: row.through - row.from + 1 }) },
    { key: 'size', title: t('uploads.columns.size'), figure: true, cell: (row) => (row.bytes === null ? t('uploads.sizeUnknown') : formatBytes(common, row.bytes)) },
  ];
  const title = t('uploads.table', { count: bundles.length });
  return (
    <div className="uploads-waiting">
      <h4>{title}</h4>
      <p className="manager-secondary">{t('uploads.tableHelp')}</p>
      <DataTable caption={title} columns={columns} rows={bundles} keyOf={({ madeAt, through }) => `${madeAt} ${through}`} />
    </div>
  );
}
