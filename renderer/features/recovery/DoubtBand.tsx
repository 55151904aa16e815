/** Says that nothing is written here and why; a manager ends it. A line, never a dialog that keeps anybody from looking. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useStation } from '../../app/session.ts';
import { ReopenDialog } from './ReopenDialog.tsx';
import './recovery.css';

export function DoubtBand() {
  const { t } = useTranslation('recovery');
  const station = useStation();
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const doubt = station?.doubt ?? null;
  if (doubt === null) return null;
  const mayGoOn = doubt.reason !== 'damaged';
  return (
    <aside className="doubt-band" aria-label={t('doubt.label')}>
      <span>{t(`doubt.${doubt.reason}`, { known: doubt.known ?? '—' })}</span>
      {mayGoOn && (session?.role === 'manager' ? <Button onClick={() => setAsking(true)}>{t('doubt.goOn')}</Button> : <span>{t('doubt.manager')}</span>)}
      {asking && <ReopenDialog onClose={() => setAsking(false)} />}
    </aside>
  );
}
