import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '../../../app/session.ts';
import { UnsentNow } from '../../upload/Unsent.tsx';
import { useBeforeSignOut } from '../../../app/sign-out-guard.ts';

/** Asks before a sign-out that would take along a seed that nobody has but this window. */
export function SeedsSignOut({ draws }: { readonly draws: readonly string[] }) {
  const { t } = useTranslation('manager');
  const { signOut, pending } = useSignOut();
  const [asking, setAsking] = useState(false);
  useBeforeSignOut(() => {
    if (draws.length === 0) return true;
    setAsking(true);
    return false;
  });
  return (
    <Modal open={asking} centered destroyOnHidden title={t('lookBack.signOut.title')} okText={t('lookBack.signOut.send')} cancelText={t('lookBack.signOut.cancel')} confirmLoading={pending} onOk={() => signOut()} onCancel={() => setAsking(false)}>
      <p>{t('lookBack.signOut.text', { draws: draws.join(' · ') })}</p>
      <UnsentNow />
    </Modal>
  );
}
