import { useTranslation } from 'react-i18next';
import { useSignOut } from '../../app/session.ts';
import { UnsentNow } from '../upload/Unsent.tsx';
import { WindowDialog } from './WindowDialog.tsx';

/** Says whose typing goes with the sign-out, by ticket, and leaves the choice. */
export function SignOutDialog({ tickets, onClose }: { readonly tickets: readonly string[]; readonly onClose: () => void }) {
  const { t } = useTranslation('window');
  const { signOut, pending } = useSignOut();
  return (
    <WindowDialog title={t('signOut.title')} onClose={onClose} send={{ text: t('signOut.send'), onSend: () => signOut(), pending }}>
      <p>{t('signOut.text', { tickets: tickets.join(t('list.comma')) })}</p>
      <UnsentNow />
    </WindowDialog>
  );
}
