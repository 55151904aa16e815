import { Form, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { WindowDialog } from './WindowDialog.tsx';

type TakeInDialogProps = {
  readonly error: CallError | null;
  readonly onTakeIn: (qr: string) => Promise<boolean>;
  readonly onClose: () => void;
};

/** Takes in a paper ticket by its code. A scanner types the code and ends it with Enter; it may be pasted as well. */
export function TakeInDialog({ error, onTakeIn, onClose }: TakeInDialogProps) {
  const { t } = useTranslation('window');
  const id = useId();
  const [code, setCode] = useState('');
  const [pending, setPending] = useState(false);
  const unread = error?.code === 'bad-input';
  const send = async (): Promise<void> => {
    if (code.trim() === '' || pending) return;
    setPending(true);
    if (await onTakeIn(code.trim())) onClose();
    else setPending(false);
  };
  return (
    <WindowDialog title={t('takeIn.title')} onClose={onClose} send={{ text: t('takeIn.send'), onSend: () => void send(), disabled: code.trim() === '', pending }}>
      <Form component="div" layout="vertical">
        <Form.Item label={t('takeIn.code')} htmlFor={id} validateStatus={unread ? 'error' : ''} help={<span id={`${id}-under`}>{t(unread ? 'takeIn.notATicket' : 'takeIn.help')}</span>}>
          <Input.TextArea
            id={id}
            aria-invalid={unread}
            aria-describedby={`${id}-under`}
            rows={4}
            spellCheck={false}
            value={code}
            maxLength={2000}
            onChange={(event) => setCode(event.target.value)}
            onPressEnter={(event) => {
              event.preventDefault();
              void send();
            }}
          />
        </Form.Item>
      </Form>
      <ErrorNotice error={unread ? null : error} />
    </WindowDialog>
  );
}
