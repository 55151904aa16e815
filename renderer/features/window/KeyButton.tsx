import { Button } from 'antd';
import type { ReactNode, Ref } from 'react';

type KeyButtonProps = {
  /** The key that does the same, shown before the words. */
  readonly shortcut: string;
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly loading?: boolean;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A button that shows the key which does the same. */
export function KeyButton({ shortcut, children, onClick, primary = false, disabled = false, loading = false, className = '', ref }: KeyButtonProps) {
  return (
    <Button
      {...(ref === undefined ? {} : { ref })}
      type={primary ? 'primary' : 'default'}
      className={`window-key-button ${className}`}
      disabled={disabled}
      loading={loading}
      onClick={onClick}
      aria-keyshortcuts={shortcut}
    >
      <kbd aria-hidden="true">{shortcut.replace('Shift+', '⇧')}</kbd>
      <span>{children}</span>
    </Button>
  );
}
