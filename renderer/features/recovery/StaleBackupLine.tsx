import { useTranslation } from 'react-i18next';
import { useSession, useStation } from '../../app/session.ts';

/** Calm, and for the one who can do something about it. */
export function StaleBackupLine() {
  const { t } = useTranslation('recovery');
  const stale = useStation()?.backup?.stale === true;
  const manager = useSession()?.role === 'manager';
  return <output className="status-line">{stale && manager ? t('stale') : ''}</output>;
}
