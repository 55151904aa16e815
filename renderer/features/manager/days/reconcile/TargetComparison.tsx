import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReconciledDay, ReconciledTarget } from '../../../../../shared/upload/reconcile.ts';
import { formatDay } from '../../../../components/format.ts';
import { DataTable, type Column } from '../../DataTable.tsx';
import { DifferenceTable } from './DifferenceTable.tsx';
import { useCounted } from './use-counted.ts';

type TargetComparisonProps = { readonly reconciled: ReconciledTarget; readonly onNumber: (number: string) => void };

/** One receiver: the days with their three counts, and what differs on the one that is looked at, or on all. */
export function TargetComparison({ reconciled: { target, kind, silence, total, days, differences, more }, onNumber }: TargetComparisonProps) {
  const { t } = useTranslation('manager');
  const { t: upload } = useTranslation('upload');
  const { t: common } = useTranslation('components');
  const counted = useCounted();
  const [day, setDay] = useState<string | null>(null);
  const shown = day === null ? differences : differences.filter((one) => one.day === day);
  const verdict = (count: number) => {
    if (count > 0) return <span className="reconcile-differs">{t('days.reconcile.differs', { count })}</span>;
    // Two counts that agree are not three.
    return silence === null ? <span className="reconcile-equal"><span aria-hidden="true">✓ </span>{t('days.reconcile.equal')}</span> : t('days.reconcile.allAcknowledged');
  };
  const columns: readonly Column<ReconciledDay>[] = [
    { key: 'day', title: t('days.reconcile.columns.day'), className: 'manager-nowrap', cell: (row) => formatDay(common, row.day), total: t('days.reconcile.total') },
    { key: 'local', title: t('days.reconcile.columns.local'), figure: true, cell: (row) => counted(row.local), total: counted(total.local) },
    { key: 'acknowledged', title: t('days.reconcile.columns.acknowledged'), figure: true, cell: (row) => counted(row.acknowledged), total: counted(total.acknowledged) },
    { key: 'district', title: t('days.reconcile.columns.district'), figure: true, cell: (row) => (row.district === null ? t('none') : counted(row.district)), total: total.district === null ? t('none') : counted(total.district) },
    { key: 'verdict', title: t('days.reconcile.columns.verdict'), className: 'manager-nowrap', cell: (row) => verdict(row.differences), total: verdict(total.differences) },
  ];
  const why = (): string => {
    switch (silence) {
      case null:
        return '';
      case 'no-question':
      case 'no-line':
        return t(`days.reconcile.silence.${silence}`);
      default:
        return t('days.reconcile.silence.held', { reason: upload(`reason.${silence}`) });
    }
  };
  return (
    <section className="reconcile-target" aria-label={t('days.reconcile.with', { target })}>
      <h4>{t('days.reconcile.heading', { target, kind: upload(`kind.${kind}`) })}</h4>
      {silence !== null && <p className="manager-secondary">{why()}</p>}
      {days.length === 0 ? <p>{t('days.reconcile.nothing')}</p> : (
        <div className="reconcile-columns">
          <div className="reconcile-scroll">
            <DataTable caption={t('days.reconcile.with', { target })} columns={columns} rows={days} keyOf={(row) => row.day} totals onOpen={(row) => setDay(row.day === day ? null : row.day)} />
          </div>
          {differences.length > 0 && <DifferenceTable differences={shown} day={day} more={more} onAll={() => setDay(null)} onNumber={onNumber} />}
        </div>
      )}
    </section>
  );
}
