/** What must be known whatever one is doing: that this is a trial, that the network is gone, that the core restarts. Lines, never dialogs. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../components/format.ts';
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

export function RestartingLine({ restarting }: { readonly restarting: boolean }) {
  const { t } = useTranslation('app');
  return <output className="status-line">{restarting ? t('line.restarting') : ''}</output>;
}
