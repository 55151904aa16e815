import { Modal } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';

type StepDialogProps = {
  readonly title: string;
  /** What it is about: the transaction, the matter, the material. */
  readonly about: string;
  readonly send: string;
  readonly pending: boolean;
  readonly disabled?: boolean;
  readonly error: CallError | null;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** One step of a row that needs a word more. The focus starts in its first field. */
export function StepDialog({ title, about, send, pending, disabled = false, error, onSend, onClose, children }: StepDialogProps) {
  const { t } = useTranslation('follow-up');
  const body = useRef<HTMLDivElement>(null);
  const focusFirst = (open: boolean): void => {
    if (open) body.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  };
  return (
    <Modal
      open
      centered
      width={520}
      title={title}
      okText={send}
      cancelText={t('cancel')}
      confirmLoading={pending}
      okButtonProps={{ disabled }}
      onOk={onSend}
      onCancel={onClose}
      afterOpenChange={focusFirst}
    >
      <div ref={body} className="follow-up-dialog">
        <p className="follow-up-about">{about}</p>
        {children}
        <ErrorNotice error={error} />
      </div>
    </Modal>
  );
}
