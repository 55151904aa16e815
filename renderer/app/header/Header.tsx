import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant, formatTime } from '../../components/format.ts';
import { lacking, type Unsent } from '../../../shared/upload/unsent.ts';
import { askUnsent, LeavingDialog } from '../../features/upload/Unsent.tsx';
import { UploadIndicator } from '../../features/upload/UploadIndicator.tsx';
import { useNow, useSession, useSignOut, useStation } from '../session.ts';
import { useSignOutGuard } from '../sign-out-guard.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import './header.css';

/** Station · site, the time, what is still to upload, who is signed in. `kiosk` is the larger form of the guide's screen. */
export function Header({ form }: { readonly form: 'desk' | 'kiosk' }) {
  const { t } = useTranslation('app');
  const { t: common } = useTranslation('components');
  const station = useStation();
  const session = useSession();
  const now = useNow();
  const { signOut, pending } = useSignOut();
  const guard = useSignOutGuard();
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  const leave = async (): Promise<void> => {
    if (!guard.mayLeave()) return;
    const found = await askUnsent();
    if (found === null || lacking(found).length === 0) signOut();
    else setUnsent(found);
  };
  return (
    <header className={`header header-${form}`} aria-label={t('header.label')}>
      <p className="header-station">{station === undefined ? t('title') : `${station.name} · ${station.site}`}</p>
      <ul className="header-facts">
        {station !== undefined && (
          <>
            <li><time dateTime={new Date(now).toISOString()} title={formatInstant(common, now)}>{formatTime(now)}</time></li>
            <li><UploadIndicator station={station} /></li>
          </>
        )}
        {session !== null && (
          <>
            {session.window !== null && <li>{t('header.window', { window: session.window })}</li>}
            <li title={`${session.name} ${common(`role.${session.role}`)}`}>{t('header.staff', { number: session.number })}</li>
          </>
        )}
      </ul>
      <LanguageSwitch />
      {session !== null && <Button className="header-sign-out" loading={pending} onClick={() => void leave()}>{t('header.signOut')}</Button>}
      {session !== null && unsent !== null && <LeavingDialog way="signOut" unsent={unsent} pending={pending} onLeave={() => signOut(() => setUnsent(null))} onStay={() => setUnsent(null)} />}
    </header>
  );
}
