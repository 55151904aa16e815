import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../DataTable.tsx';
import { selectionOfFinding, type Selection } from '../transactions/selection.ts';
import { scanKinds, type Scan, type ScanKind } from './scan.ts';

type FindingsTableProps = { readonly scan: Scan | undefined; readonly busy: boolean; readonly onOpen: (selection: Selection) => void };

/** The things that should not have happened; a count that is not 0 opens the transactions behind it. */
export function FindingsTable({ scan, busy, onOpen }: FindingsTableProps) {
  const { t } = useTranslation('manager');
  const found = (kind: ScanKind) => {
    if (scan === undefined) return <span className="manager-pending">{t('none')}</span>;
    const { count } = scan.findings[kind];
    if (count === 0) return <span className="look-back-clean">0</span>;
    const name = t(`lookBack.findings.${kind}.name`);
    const words = t(kind === 'noticeLate' ? 'lookBack.findings.cases' : 'lookBack.findings.materials', { count });
    // Who speaks to the machine says what stands there (WCAG 2.5.3).
    return (
      <button type="button" className="manager-row-open look-back-found" aria-label={`${words} · ${t('lookBack.findings.open', { name })}`} onClick={() => onOpen(selectionOfFinding(scan, name, kind, scan.findings[kind]))}>
        {words}
      </button>
    );
  };
  const transactions = (kind: ScanKind) => {
    const count = scan?.findings[kind].transactions ?? 0;
    return count === 0 ? '' : count;
  };
  const columns: readonly Column<ScanKind>[] = [
    { key: 'what', title: t('lookBack.findings.columns.what'), cell: (kind) => t(`lookBack.findings.${kind}.name`) },
    { key: 'help', title: t('lookBack.findings.columns.help'), cell: (kind) => <span className="manager-secondary">{t(`lookBack.findings.${kind}.help`)}</span> },
    { key: 'found', title: t('lookBack.findings.columns.found'), figure: true, className: 'look-back-count', cell: found },
    { key: 'transactions', title: t('lookBack.findings.columns.transactions'), figure: true, cell: transactions },
  ];
  return <DataTable caption={t('lookBack.findings.title')} columns={columns} rows={scanKinds} keyOf={(kind) => kind} busy={busy} />;
}
