import { Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';

/** Goes on under a letter of its own; the reason is kept in the journal. */
export function ReopenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('recovery');
  const reopen = useCommand('station.reopen');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const missing = tried && reason.trim() === '';
  const send = (): void => {
    setTried(true);
    if (reason.trim() !== '') reopen.mutate({ reason }, { onSuccess: onClose });
  };
  return (
    <Modal open centered destroyOnHidden title={t('reopen.title')} okText={t('reopen.action')} cancelText={t('reopen.cancel')} confirmLoading={reopen.isPending} onOk={send} onCancel={onClose}>
      <p>{t('reopen.text')}</p>
      <Form layout="vertical" component={false}>
        <Form.Item label={t('reopen.reason')} htmlFor={id} validateStatus={missing ? 'error' : ''} help={missing ? <span id={`${id}-under`}>{t('reopen.reasonNeeded')}</span> : undefined}>
          <Input id={id} value={reason} maxLength={500} aria-invalid={missing} aria-describedby={missing ? `${id}-under` : undefined} onChange={(event) => setReason(event.target.value)} />
        </Form.Item>
      </Form>
      <ErrorNotice error={reopen.error} />
    </Modal>
  );
}
