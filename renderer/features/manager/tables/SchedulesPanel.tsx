/** What the station exports by itself: what is set, when it was made last, what comes next, and what hindered it. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSet } from '../../../../shared/contract/bridge.ts';
import { useCommand, useOperation } from '../../../app/client.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { periodText } from './schedule-words.ts';
import { ScheduleDialog } from './ScheduleDialog.tsx';
import { SchedulesTable, type Schedule } from './SchedulesTable.tsx';

/** Null while none is open; `add` for a new one. */
type Edited = Schedule | 'add' | null;

export function SchedulesPanel() {
  const { t } = useTranslation('manager');
  const { data, error } = useOperation('schedule.list', {}, { refetchInterval: 60_000 });
  const run = useCommand('schedule.run');
  const remove = useCommand('schedule.remove');
  const [edited, setEdited] = useState<Edited>(null);
  const [set, setSet] = useState<ScheduleSet>(null);
  const schedules = data?.schedules ?? [];
  const forget = (): void => {
    run.reset();
    remove.reset();
    setSet(null);
  };
  const said = (): string => {
    if (set !== null) return t('tables.schedules.set', { name: set.name, period: periodText(t, set.next), folder: set.folder });
    if (remove.isSuccess) return t('tables.schedules.removed', { name: remove.variables.name });
    if (run.data === undefined) return '';
    const { made, failed } = run.data;
    if (made.length + failed.length === 0) return t('tables.schedules.nothingDue');
    return failed.length === 0 ? t('tables.schedules.ran', { count: made.length }) : t('tables.schedules.ranPart', { count: made.length, failed: failed.length });
  };
  const add = <Button type="primary" aria-haspopup="dialog" onClick={() => { forget(); setEdited('add'); }}>{t('tables.schedules.add')}</Button>;
  return (
    <section className="manager-card" aria-labelledby="tables-schedules">
      <div className="manager-head">
        <h2 id="tables-schedules">{t('tables.schedules.title')}</h2>
        {schedules.length > 0 && (
          <div className="tables-actions">
            <Button loading={run.isPending} onClick={() => { forget(); run.mutate({}); }}>{t('tables.schedules.run')}</Button>
            {add}
          </div>
        )}
      </div>
      <p className="manager-secondary">{t('tables.schedules.help')}</p>
      <p className="manager-said" data-part={run.data !== undefined && run.data.failed.length > 0} role="status">{said()}</p>
      <ErrorNotice error={error ?? run.error ?? remove.error} />
      {data !== undefined && schedules.length === 0 ? <EmptyState text={t('tables.schedules.none')} action={add} /> : (
        <SchedulesTable schedules={schedules} busy={data === undefined} onEdit={(schedule) => { forget(); setEdited(schedule); }} onRemove={({ name }) => { forget(); remove.mutate({ name }); }} />
      )}
      {edited !== null && <ScheduleDialog schedule={edited === 'add' ? null : edited} taken={schedules.map(({ name }) => name)} onClose={() => setEdited(null)} onSet={(next) => { setEdited(null); setSet(next); }} />}
    </section>
  );
}
