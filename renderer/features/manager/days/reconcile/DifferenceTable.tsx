import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Difference } from '../../../../../shared/upload/reconcile.ts';
import { formatInstant } from '../../../../components/format.ts';
import { DataTable, type Column } from '../../DataTable.tsx';

type DifferenceTableProps = {
  readonly differences: readonly Difference[];
  /** The day that was chosen, or null for all. */
  readonly day: string | null;
  readonly more: boolean;
  readonly onAll: () => void;
  readonly onNumber: (number: string) => void;
};

/** Which transactions differ, how and why, in the order in which somebody looks for them. */
export function DifferenceTable({ differences, day, more, onAll, onNumber }: DifferenceTableProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const title = day === null ? t('days.reconcile.differences') : t('days.reconcile.differencesOf', { day });
  const columns: readonly Column<Difference>[] = [
    // What is not in this journal has nothing to be opened.
    { key: 'number', title: t('days.reconcile.columns.number'), className: 'manager-nowrap', cell: ({ number, kind }) => (kind === 'surplus' ? number : <button type="button" className="reconcile-number" onClick={() => onNumber(number)}>{number}</button>) },
    { key: 'what', title: t('days.reconcile.columns.what'), cell: ({ kind, reason }) => <><strong>{t(`days.reconcile.kind.${kind}`)}</strong><br />{t(`days.reconcile.reason.${reason}`)}</> },
    { key: 'since', title: t('days.reconcile.columns.since'), className: 'manager-nowrap', cell: ({ since }) => (since === null ? t('none') : formatInstant(common, since)) },
  ];
  return (
    <section className="reconcile-differences" aria-label={title}>
      <header className="manager-head">
        <h4>{title}</h4>
        {day !== null && <Button size="small" onClick={onAll}>{t('days.reconcile.all')}</Button>}
      </header>
      {differences.length === 0 ? <p className="reconcile-equal">{t('days.reconcile.equal')}</p> : (
        <div className="reconcile-scroll">
          <DataTable caption={title} columns={columns} rows={differences} keyOf={({ number, kind, reason }) => `${number} ${kind} ${reason}`} />
        </div>
      )}
      {more && <p className="manager-secondary">{t('days.reconcile.more')}</p>}
    </section>
  );
}
