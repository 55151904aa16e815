import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PaperType } from '../../../../shared/identity/paper.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { ReasonField, reasonIsGiven } from '../ReasonField.tsx';
import { WindowDialog } from '../WindowDialog.tsx';

/** Seconds until the full values hide again. */
const shownFor = 30;

/** The full name and number once, on a deliberate act that the journal keeps with its reason. */
export function RevealDialog({ number, onClose }: { readonly number: string; readonly onClose: () => void }) {
  const { t } = useTranslation('window');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [left, setLeft] = useState(shownFor);
  const { mutate, data, error, isPending } = useCommand('transaction.reveal');
  const revealed = data !== undefined;
  const hide = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!revealed) return undefined;
    hide.current?.focus();
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, [revealed]);
  useEffect(() => {
    if (left <= 0) onClose();
  }, [left, onClose]);
  const reveal = (): void => {
    setTried(true);
    if (reasonIsGiven(reason) && !isPending) mutate({ number, reason: reason.trim() });
  };
  const type = PaperType.safeParse(data?.paper.type);
  return (
    <WindowDialog title={t('reveal.title', { number })} onClose={onClose} {...(revealed ? {} : { send: { text: t('reveal.show'), onSend: reveal, pending: isPending } })}>
      {data === undefined ? (
        <>
          <p>{t('reveal.help', { seconds: shownFor })}</p>
          <ReasonField label={t('reason.label')} value={reason} onChange={setReason} missing={tried} onEnter={reveal} />
          <ErrorNotice error={error} />
        </>
      ) : (
        <>
          <dl className="window-revealed">
            <div><dt>{t('person.name')}</dt><dd>{data.name}</dd></div>
            <div><dt>{type.success ? t(`person.type.${type.data}`) : t('person.paper')}</dt><dd>{data.paper.number}</dd></div>
            <div><dt>{t('person.phoneNumber')}</dt><dd>{data.phone ?? '—'}</dd></div>
          </dl>
          <Button ref={hide} type="primary" onClick={onClose}>{t('reveal.hide', { seconds: left })}</Button>
        </>
      )}
    </WindowDialog>
  );
}
