import { AutoComplete, Form } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useOperation } from '../../app/client.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { StepDialog } from './StepDialog.tsx';

export type Question = { readonly transaction: string; readonly material: string; readonly about: string };

/** Whom to ask, where the catalogue does not say it. Bodies that were asked before are offered. */
export function AskDialog({ question, onAsked, onClose }: { readonly question: Question; readonly onAsked: (check: Output<'check.request'>) => void; readonly onClose: () => void }) {
  const { t } = useTranslation('follow-up');
  const id = useId();
  const ask = useCommand('check.request');
  const open = useOperation('check.list', {});
  const answered = useOperation('check.list', { answered: true });
  const [body, setBody] = useState('');
  const [tried, setTried] = useState(false);
  const known = [...new Set([...(open.data?.checks ?? []), ...(answered.data?.checks ?? [])].map((check) => check.body))];
  const missing = tried && body.trim() === '';
  const send = (): void => {
    setTried(true);
    if (body.trim() === '' || ask.isPending) return;
    ask.mutate({ transaction: question.transaction, material: question.material, body: body.trim() }, { onSuccess: onAsked });
  };
  return (
    <StepDialog title={t('ask.title')} about={question.about} send={t('ask.send')} pending={ask.isPending} error={ask.error} onSend={send} onClose={onClose}>
      <Form.Item label={t('ask.body')} htmlFor={id} layout="vertical" validateStatus={missing ? 'error' : ''} help={<span id={`${id}-help`}>{missing ? t('ask.missing') : t('ask.help')}</span>}>
        <AutoComplete
          id={id}
          value={body}
          maxLength={200}
          aria-invalid={missing}
          aria-describedby={`${id}-help`}
          options={known.map((value) => ({ value }))}
          showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) === true }}
          onChange={setBody}
        />
      </Form.Item>
    </StepDialog>
  );
}
