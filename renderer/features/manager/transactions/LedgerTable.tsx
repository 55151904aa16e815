import { useTranslation } from 'react-i18next';
import type { LedgerRow } from '../../../../shared/contract/look-back.ts';
import type { TransactionMaterial } from '../../../../shared/contract/transaction.ts';
import { DispositionSign, dispositionSigns } from '../../../components/DispositionSign.tsx';
import { DataTable, type Column } from '../DataTable.tsx';

type LedgerTableProps = {
  readonly rows: readonly LedgerRow[];
  /** What the ledger does not count: copies and notes. */
  readonly materials: readonly TransactionMaterial[];
};

/** What became of each material, beside what the lists said of it, which row of which list said so, and what was asked of a source. */
export function LedgerTable({ rows, materials }: LedgerTableProps) {
  const { t } = useTranslation('manager');
  const recordOf = ({ material }: LedgerRow): TransactionMaterial | undefined => materials.find(({ name }) => name === material);
  const decidedBy = ({ decidedBy: row, listed }: LedgerRow): string => {
    // A row is shown as people count, from one.
    if (row !== null) return t('transactions.listRow', { list: row.list, version: row.version, row: row.row + 1 });
    return listed === null ? t('none') : t('transactions.catalogueItself');
  };
  const facts = (row: LedgerRow): string => {
    const copies = recordOf(row)?.copies ?? null;
    return [
      ...(row.state === 'done' ? [] : [t(`transactions.state.${row.state}`)]),
      ...(row.commitment === null ? [] : [row.commitment]),
      ...(copies === null ? [] : [t('transactions.copies', { copies })]),
      ...(row.kept ? [t('transactions.kept')] : []),
      ...(row.dueBy === null ? [] : [t('transactions.dueBy', { day: row.dueBy })]),
    ].join(' · ');
  };
  const columns: readonly Column<LedgerRow>[] = [
    { key: 'name', title: t('transactions.material.name'), cell: (row) => row.material },
    { key: 'listed', title: t('transactions.material.listed'), className: 'manager-nowrap', cell: (row) => (row.listed === null ? <span className="manager-secondary">{t('none')}</span> : <DispositionSign disposition={row.listed} />) },
    {
      key: 'way', title: t('transactions.material.way'),
      cell: (row) => (
        <>
          {row.state !== 'not-applicable' && row.state !== 'missing' && <><span className="disposition-sign-sign" aria-hidden="true">{dispositionSigns[row.way]}</span> {t(`transactions.way.${row.way}`)} </>}
          {facts(row)}
        </>
      ),
    },
    { key: 'decidedBy', title: t('transactions.material.decidedBy'), cell: decidedBy },
    { key: 'receipts', title: t('transactions.material.receipts'), cell: (row) => (row.receipts.length === 0 ? <span className="manager-secondary">{t('none')}</span> : row.receipts.map((receipt) => <code key={receipt} className="transactions-receipt">{receipt}</code>)) },
    { key: 'note', title: t('transactions.material.note'), cell: (row) => recordOf(row)?.note ?? <span className="manager-secondary">{t('none')}</span> },
  ];
  return <DataTable caption={t('transactions.materials')} columns={columns} rows={rows} keyOf={(row) => row.material} />;
}
