import { Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';

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
  const send = async (): Promise<void> => {
    if (code.trim() === '' || pending) return;
    setPending(true);
    if (await onTakeIn(code.trim())) onClose();
    else setPending(false);
  };
  return (
    <Modal open centered title={t('takeIn.title')} okText={t('takeIn.send')} cancelText={t('cancel')} okButtonProps={{ disabled: code.trim() === '' }} confirmLoading={pending} onOk={() => void send()} onCancel={onClose}>
      <Form component="div" layout="vertical" className="window-dialog">
        <Form.Item label={t('takeIn.code')} htmlFor={id} extra={t('takeIn.help')}>
          <Input.TextArea
            id={id}
            rows={4}
            autoFocus
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
        <ErrorNotice error={error} />
      </Form>
    </Modal>
  );
}
