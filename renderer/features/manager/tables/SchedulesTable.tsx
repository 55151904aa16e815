import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { readyMade, ReadyMadeView } from '../../../../shared/statistics/ready-made.ts';
import { useLanguage } from '../../../app/language.ts';
import { dayOf, formatInstant } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { hindranceText, periodText } from './schedule-words.ts';

export type Schedule = Output<'schedule.list'>['schedules'][number];

type SchedulesTableProps = {
  readonly schedules: readonly Schedule[];
  readonly busy: boolean;
  readonly onEdit: (schedule: Schedule) => void;
  readonly onRemove: (schedule: Schedule) => void;
};

export function SchedulesTable({ schedules, busy, onEdit, onRemove }: SchedulesTableProps) {
  const { t } = useTranslation('manager');
  const columns: readonly Column<Schedule>[] = [
    { key: 'what', title: t('tables.schedules.columns.what'), cell: (schedule) => <What schedule={schedule} /> },
    { key: 'made', title: t('tables.schedules.columns.made'), cell: (schedule) => <Made schedule={schedule} /> },
    {
      key: 'change', title: <span className="for-readers">{t('tables.schedules.columns.change')}</span>, className: 'tables-change',
      cell: (schedule) => (
        <>
          <Button size="small" aria-haspopup="dialog" aria-label={t('tables.schedules.editOf', { name: schedule.name })} onClick={() => onEdit(schedule)}>{t('tables.schedules.edit')}</Button>
          <Popconfirm title={t('tables.schedules.removeAsk', { name: schedule.name })} okText={t('tables.schedules.remove')} cancelText={t('tables.schedules.keep')} onConfirm={() => onRemove(schedule)}>
            <Button size="small" aria-label={t('tables.schedules.removeOf', { name: schedule.name })}>{t('tables.schedules.remove')}</Button>
          </Popconfirm>
        </>
      ),
    },
  ];
  return <DataTable caption={t('tables.schedules.title')} columns={columns} rows={schedules} keyOf={({ name }) => name} busy={busy} />;
}

function What({ schedule: { name, view, format, folder, every, day } }: { readonly schedule: Schedule }) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const ready = ReadyMadeView.safeParse(view).data;
  const table = ready === undefined ? t('tables.schedules.savedView', { view }) : readyMade[ready].name[language];
  return (
    <div className="tables-lines">
      <strong>{name}</strong>
      <span>{name === table ? t(`export.${format}`) : t('tables.schedules.format', { view: table, format: t(`export.${format}`) })}</span>
      <span>{t(`tables.schedules.every.${every}`, { day })}</span>
      {folder === null ? <span className="tables-warning">{t('tables.schedules.folderUnknown')}</span> : <code className="manager-secondary">{folder}</code>}
    </div>
  );
}

function Made({ schedule: { last, next, overdue, hindrance } }: { readonly schedule: Schedule }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const period = periodText(t, next.period);
  return (
    <div className="tables-lines">
      <span>{last === null ? t('tables.schedules.never') : t('tables.schedules.lastAt', { period: periodText(t, last.period), day: dayOf(last.at), rows: last.rows })}</span>
      {overdue === 0 ? <span>{t('tables.schedules.nextOn', { period, day: next.on })}</span> : <span className="tables-warning">{t('tables.schedules.overdue', { period, count: overdue })}</span>}
      {hindrance !== null && (
        <>
          <span className="tables-hindrance">{t('tables.schedules.hindrance', { period: periodText(t, hindrance.period), at: formatInstant(common, hindrance.at), what: hindranceText(t, common, hindrance.code) })}</span>
          <span className="manager-secondary">{t('tables.schedules.hindranceNow')}</span>
        </>
      )}
    </div>
  );
}
