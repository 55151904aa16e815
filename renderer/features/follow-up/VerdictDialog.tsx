import { Form, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../app/client.ts';
import { StepDialog } from './StepDialog.tsx';

export type Verdict = { readonly holds: boolean; readonly note: string };

type VerdictDialogProps = {
  /** The body's answer to a check, or what the later check of a promise found. */
  readonly of: 'check' | 'promise';
  readonly code: string;
  readonly about: string;
  readonly pending: boolean;
  readonly error: CallError | null;
  readonly onSend: (verdict: Verdict) => void;
  readonly onClose: () => void;
};

const longestNote = 500;

/** Is it so, or is it not? Neither answer is the default one. */
export function VerdictDialog({ of, code, about, pending, error, onSend, onClose }: VerdictDialogProps) {
  const { t } = useTranslation('follow-up');
  const noteId = useId();
  const [holds, setHolds] = useState<boolean | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const send = (): void => {
    setTried(true);
    if (holds !== null && !pending) onSend({ holds, note: note.trim() });
  };
  const help = holds === null ? (tried ? t('verdict.choose') : '') : t(`verdict.${of}.after.${holds ? 'yes' : 'no'}`);
  return (
    <StepDialog title={t(`verdict.${of}.title`, { code })} about={about} send={t('verdict.send')} pending={pending} error={error} onSend={send} onClose={onClose}>
      <Radio.Group aria-label={t(`verdict.${of}.label`)} value={holds} onChange={({ target }) => setHolds(target.value === true)}>
        <Radio value>{t(`verdict.${of}.yes`)}</Radio>
        <Radio value={false}>{t(`verdict.${of}.no`)}</Radio>
      </Radio.Group>
      <p className="follow-up-then" data-missing={tried && holds === null} role="status">{help}</p>
      <Form.Item label={t('verdict.note')} htmlFor={noteId} layout="vertical">
        <Input.TextArea id={noteId} rows={2} maxLength={longestNote} value={note} placeholder={t('verdict.optional')} onChange={({ target }) => setNote(target.value)} />
      </Form.Item>
    </StepDialog>
  );
}
