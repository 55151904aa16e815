import { useTranslation } from 'react-i18next';
import type { MaterialRecord } from '../../../../shared/contract/transaction.ts';
import { DispositionSign, dispositionSigns } from '../../../components/DispositionSign.tsx';
import { DataTable, type Column } from '../DataTable.tsx';

/** How each material came to the case, beside what the lists said of it and which row of which list said so. */
export function MaterialTable({ materials }: { readonly materials: readonly MaterialRecord[] }) {
  const { t } = useTranslation('manager');
  const decidedBy = ({ decidedBy: row }: MaterialRecord): string =>
    // A row is shown as people count, from one.
    row === null ? t('transactions.catalogueItself') : t('transactions.listRow', { list: row.list, version: row.version, row: row.row + 1 });
  const state = (material: MaterialRecord): string =>
    [
      t(`transactions.state.${material.state}`),
      ...(material.copies === null ? [] : [t('transactions.copies', { copies: material.copies })]),
      ...(material.dueBy === null ? [] : [t('transactions.dueBy', { day: material.dueBy })]),
    ].join(' · ');
  const columns: readonly Column<MaterialRecord>[] = [
    { key: 'name', title: t('transactions.material.name'), cell: (row) => row.name },
    { key: 'listed', title: t('transactions.material.listed'), cell: (row) => <DispositionSign disposition={row.listed} /> },
    { key: 'way', title: t('transactions.material.way'), cell: (row) => <><span className="disposition-sign-sign" aria-hidden="true">{dispositionSigns[row.way]}</span> {t(`transactions.way.${row.way}`)}</> },
    { key: 'state', title: t('transactions.material.state'), cell: state },
    { key: 'decidedBy', title: t('transactions.material.decidedBy'), cell: decidedBy },
    { key: 'note', title: t('transactions.material.note'), cell: (row) => row.note ?? t('none') },
  ];
  return <DataTable caption={t('transactions.materials')} columns={columns} rows={materials} keyOf={(row) => row.name} />;
}
