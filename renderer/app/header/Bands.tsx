/** What must be known whatever one is doing: that this is a trial, that the network is gone, that the core restarts. Lines, never dialogs. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSeconds, formatTime } from '../../components/format.ts';
import { useOperation } from '../client.ts';
import { useStation } from '../session.ts';
import './header.css';

export function TrialBand() {
  const { t } = useTranslation('app');
  const station = useStation();
  if (station?.trial !== true) return null;
  return (
    <aside className="trial-band" aria-label={t('trial.label')}>
      {[t('trial.band'), ...(station.unprotected ? [t('trial.unprotected')] : [])].join(' · ')}
    </aside>
  );
}

/** Says what still works, and since when the line is gone. A station that never had a network misses nothing, so it says nothing. */
export function OfflineLine() {
  const { t } = useTranslation('app');
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    const lost = (): void => setSince(Date.now());
    const back = (): void => setSince(null);
    window.addEventListener('offline', lost);
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('offline', lost);
      window.removeEventListener('online', back);
    };
  }, []);
  return <output className="status-line">{since === null ? '' : t('line.offline', { since: formatTime(since) })}</output>;
}

/** A wrong clock is said to everyone, because everyone's times are stamped by it; a measured error goes before a jump that is over. */
export function ClockLine() {
  const { t } = useTranslation('app');
  const { t: common } = useTranslation('components');
  const clock = useOperation('clock.status', {}, { refetchInterval: 60_000 }).data;
  const by = (milliseconds: number): string => formatSeconds(common, Math.abs(milliseconds) / 1000);
  const said = (): string => {
    if (clock === undefined) return '';
    if (clock.overLimit && clock.offset !== null) return t(clock.offset < 0 ? 'line.ahead' : 'line.behind', { by: by(clock.offset) });
    // Once the clock was measured and found right, an earlier jump is mended.
    if (clock.jumped === null || (clock.measuredAt !== null && clock.measuredAt > clock.jumped.at)) return '';
    return t(clock.jumped.by < 0 ? 'line.jumpedBack' : 'line.jumpedForward', { at: formatTime(clock.jumped.at), by: by(clock.jumped.by) });
  };
  return <output className="status-line">{said()}</output>;
}

export function RestartingLine({ restarting }: { readonly restarting: boolean }) {
  const { t } = useTranslation('app');
  return <output className="status-line">{restarting ? t('line.restarting') : ''}</output>;
}
