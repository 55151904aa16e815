import { Modal } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type WindowDialogProps = {
  readonly title: string;
  readonly width?: number;
  readonly onClose: () => void;
  /** False where an Enter in flight must not meet the closing cross before the focus has moved on. */
  readonly cross?: boolean;
  /** The one action beside closing; without it the dialog has no foot. */
  readonly send?: { readonly text: string; readonly onSend: () => void; readonly disabled?: boolean; readonly pending?: boolean };
  readonly className?: string;
  readonly children: ReactNode;
};

const defaultWidth = 560;

/** A dialog of the window. The hand comes from the keyboard, so the focus starts in the first field, not on the closing cross. */
export function WindowDialog({ title, width = defaultWidth, onClose, cross = true, send, className = '', children }: WindowDialogProps) {
  const { t } = useTranslation('window');
  const body = useRef<HTMLDivElement>(null);
  const focusFirst = (open: boolean): void => {
    if (open) body.current?.querySelector<HTMLElement>('input:checked, input:not([type=radio], :disabled), textarea, button, [tabindex="0"]')?.focus();
  };
  return (
    <Modal
      open
      centered
      closable={cross}
      title={title}
      width={width}
      onCancel={onClose}
      afterOpenChange={focusFirst}
      {...(send === undefined
        ? { footer: null }
        : { okText: send.text, cancelText: t('cancel'), onOk: send.onSend, okButtonProps: { disabled: send.disabled ?? false }, confirmLoading: send.pending ?? false })}
    >
      <div ref={body} className={`window-dialog ${className}`}>{children}</div>
    </Modal>
  );
}
