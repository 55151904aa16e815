import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { ReasonField, reasonIsGiven } from './ReasonField.tsx';
import { WindowDialog } from './WindowDialog.tsx';

type CloseDialogProps = {
  readonly number: string;
  readonly error: CallError | null;
  readonly onCloseVisit: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
};

/** The visitor left, or what is open will not be handled today: the visit ends, with the reason. */
export function CloseDialog({ number, error, onCloseVisit, onClose }: CloseDialogProps) {
  const { t } = useTranslation('window');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const send = async (): Promise<void> => {
    setTried(true);
    if (reasonIsGiven(reason) && (await onCloseVisit(reason.trim()))) onClose();
  };
  return (
    <WindowDialog title={t('close.title', { number })} onClose={onClose} send={{ text: t('close.send'), onSend: () => void send() }}>
      <p>{t('close.help')}</p>
      <ReasonField label={t('reason.label')} value={reason} onChange={setReason} missing={tried} onEnter={() => void send()} />
      <ErrorNotice error={error} />
    </WindowDialog>
  );
}
