import { Form, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommitmentRecord } from '../../../shared/contract/commitments.ts';
import type { CallError } from '../../app/client.ts';
import { StepDialog } from './StepDialog.tsx';

type ReprintDialogProps = {
  readonly record: CommitmentRecord;
  readonly pending: boolean;
  readonly error: CallError | null;
  readonly onPrint: (reason: string) => void;
  readonly onClose: () => void;
};

const shortest = 2;

/** A drawn signature is shown on a deliberate act that the journal keeps with its reason. */
export function ReprintDialog({ record, pending, error, onPrint, onClose }: ReprintDialogProps) {
  const { t } = useTranslation('follow-up');
  const id = useId();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim().length < shortest;
  const send = (): void => {
    setTried(true);
    if (!missing && !pending) onPrint(reason.trim());
  };
  return (
    <StepDialog title={t('commitments.reprint', { commitment: record.commitment })} about={record.material} send={t('commitments.print')} pending={pending} error={error} onSend={send} onClose={onClose}>
      <p>{t('commitments.reprintHelp')}</p>
      <Form.Item label={t('commitments.reason')} htmlFor={id} layout="vertical" validateStatus={tried && missing ? 'error' : ''} help={tried && missing ? t('return.missing') : ''}>
        <Input id={id} value={reason} maxLength={200} aria-invalid={tried && missing} onChange={({ target }) => setReason(target.value)} onPressEnter={send} />
      </Form.Item>
    </StepDialog>
  );
}
