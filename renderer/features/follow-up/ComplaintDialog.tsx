import { Form, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/client.ts';
import { StepDialog } from './StepDialog.tsx';

type ComplaintDialogProps = { readonly rating: string; readonly ticket: string; readonly about: string; readonly onClosed: () => void; readonly onClose: () => void };

const shortest = 2;
const longest = 500;

/** What was done about a low rating; without a word of it the follow-up stays open. */
export function ComplaintDialog({ rating, ticket, about, onClosed, onClose }: ComplaintDialogProps) {
  const { t } = useTranslation('follow-up');
  const id = useId();
  const close = useCommand('rating.close');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const missing = note.trim().length < shortest;
  const send = (): void => {
    setTried(true);
    if (!missing && !close.isPending) close.mutate({ rating, note: note.trim() }, { onSuccess: onClosed });
  };
  return (
    <StepDialog title={t('complaint.title', { ticket })} about={about} send={t('complaint.send')} pending={close.isPending} error={close.error} onSend={send} onClose={onClose}>
      <p>{t('complaint.help')}</p>
      <Form.Item label={t('complaint.note')} htmlFor={id} layout="vertical" validateStatus={tried && missing ? 'error' : ''} help={tried && missing ? t('complaint.missing') : ''}>
        <Input.TextArea id={id} rows={3} maxLength={longest} value={note} aria-invalid={tried && missing} onChange={({ target }) => setNote(target.value)} />
      </Form.Item>
    </StepDialog>
  );
}
