/** What has to be seen to now: since when, and the button to the place where it is dealt with. */
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../../../shared/contract/visit.ts';
import { targets } from '../../../../shared/statistics/measures.ts';
import { useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { dayOf, formatDay, formatSeconds, formatTime } from '../../../components/format.ts';
import type { Section } from '../sections.ts';

const UploadDialog = lazy(async () => ({ default: (await import('../../upload/UploadDialog.tsx')).UploadDialog }));

type AlarmsProps = { readonly onOpenQueue: () => void; readonly onSection: (section: Section) => void };

export function Alarms({ onOpenQueue, onSection }: AlarmsProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const { data, error } = useOperation('hall.alarms', {}, { refetchInterval: 5_000 });
  const [uploading, setUploading] = useState(false);
  const words = (alarm: Alarm): string => {
    switch (alarm.kind) {
      case 'wait-over-target':
        return t('today.alarm.waitOverTarget', { lane: common(`lane.${alarm.lane}`), waiting: alarm.waiting, minutes: targets.waitSeconds / 60 });
      case 'lane-closed':
        return t('today.alarm.laneClosed', { lane: common(`lane.${alarm.lane}`), waiting: alarm.waiting });
      case 'source-down':
        return t('today.alarm.sourceDown', { provider: alarm.provider, requests: alarm.requests });
      case 'unsent':
        return t(alarm.attention ? 'today.alarm.unsentAttention' : 'today.alarm.unsent', { transactions: alarm.transactions });
    }
  };
  const open = (alarm: Alarm): void => {
    switch (alarm.kind) {
      case 'wait-over-target':
        return onOpenQueue();
      case 'lane-closed':
        return onSection('people');
      case 'source-down':
        return onSection('sources');
      case 'unsent':
        return setUploading(true);
    }
  };
  const since = (at: number, now: number): string =>
    t('today.alarm.since', { time: dayOf(at) === dayOf(now) ? formatTime(at) : `${formatDay(common, dayOf(at))} ${formatTime(at)}`, lasting: formatSeconds(common, Math.max(0, (now - at) / 1000)) });
  return (
    <section className="manager-card today-alarms" aria-labelledby="today-alarms" data-none={data?.alarms.length === 0}>
      <h3 id="today-alarms">{t('today.alarms')}</h3>
      <ErrorNotice error={error} />
      {data?.alarms.length === 0 && <p className="manager-secondary">{t('today.alarm.none')}</p>}
      {data !== undefined && data.alarms.length > 0 && (
        <ul>
          {data.alarms.map((alarm) => (
            <li key={keyOf(alarm)} data-alarm={alarm.kind}>
              <span className="today-alarm-words">{words(alarm)}</span>
              <span className="manager-secondary">{alarm.since !== null && since(alarm.since, data.now)}</span>
              <Button size="small" aria-label={`${t(`today.alarm.open.${alarm.kind}`)}: ${words(alarm)}`} onClick={() => open(alarm)}>{t(`today.alarm.open.${alarm.kind}`)}</Button>
            </li>
          ))}
        </ul>
      )}
      {/* How many there are is said when it changes; the waits that grow in the list are not read aloud each time. */}
      <p className="for-readers" role="status">{data !== undefined && t('today.alarm.count', { count: data.alarms.length })}</p>
      {uploading && <Suspense><UploadDialog onClose={() => setUploading(false)} /></Suspense>}
    </section>
  );
}

function keyOf(alarm: Alarm): string {
  switch (alarm.kind) {
    case 'wait-over-target':
    case 'lane-closed':
      return `${alarm.kind} ${alarm.lane}`;
    case 'source-down':
      return `${alarm.kind} ${alarm.source}`;
    case 'unsent':
      return alarm.kind;
  }
}
