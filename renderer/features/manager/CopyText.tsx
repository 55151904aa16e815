import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A value to hand on whole. Where the clipboard is refused to pages, it is selected instead, one key away. */
export function CopyText({ label, text }: { readonly label: string; readonly text: string }) {
  const { t } = useTranslation('manager');
  const shown = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(t('copy.copied')),
      () => {
        if (shown.current !== null) window.getSelection()?.selectAllChildren(shown.current);
        setSaid(t('copy.selected'));
      },
    );
  };
  return (
    <span className="manager-copy">
      <code ref={shown} aria-label={label}>{text}</code>
      <Button size="small" aria-label={`${t('copy.copy')} ${label}`} onClick={copy}>{t('copy.copy')}</Button>
      <span role="status">{said}</span>
    </span>
  );
}
