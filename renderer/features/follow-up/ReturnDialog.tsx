import { Form, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/client.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { StepDialog } from './StepDialog.tsx';

type ReturnDialogProps = { readonly transaction: string; readonly about: string; readonly onReturned: (returned: Output<'supplement.return'>) => void; readonly onClose: () => void };

const shortest = 2;

/** What did not come in time goes back, with the reason that the counter usually has. */
export function ReturnDialog({ transaction, about, onReturned, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('follow-up');
  const id = useId();
  const giveBack = useCommand('supplement.return');
  const [reason, setReason] = useState<string>(t('return.usual'));
  const missing = reason.trim().length < shortest;
  const send = (): void => {
    if (!missing && !giveBack.isPending) giveBack.mutate({ transaction, reason: reason.trim() }, { onSuccess: onReturned });
  };
  return (
    <StepDialog title={t('return.title')} about={about} send={t('return.send')} pending={giveBack.isPending} error={giveBack.error} onSend={send} onClose={onClose}>
      <p>{t('return.help')}</p>
      <Form.Item label={t('return.reason')} htmlFor={id} layout="vertical" validateStatus={missing ? 'error' : ''} help={missing ? t('return.missing') : ''}>
        <Input id={id} value={reason} maxLength={200} aria-invalid={missing} onChange={({ target }) => setReason(target.value)} onPressEnter={send} />
      </Form.Item>
    </StepDialog>
  );
}
