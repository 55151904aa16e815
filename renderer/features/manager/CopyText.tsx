import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** `refused`: pages may not write to the clipboard here, so the value is laid open and selected, one key away. */
type Copying = 'not-asked' | 'copied' | 'refused';

/** A value to hand on whole. `short` shows its beginning until it is needed. */
export function CopyText({ label, text, short = false }: { readonly label: string; readonly text: string; readonly short?: boolean }) {
  const { t } = useTranslation('manager');
  const shown = useRef<HTMLElement>(null);
  const [copying, setCopying] = useState<Copying>('not-asked');
  useEffect(() => {
    if (copying === 'refused' && shown.current !== null) window.getSelection()?.selectAllChildren(shown.current);
  }, [copying]);
  const copy = (): void => {
    setCopying('not-asked');
    navigator.clipboard.writeText(text).then(() => setCopying('copied'), () => setCopying('refused'));
  };
  return (
    <span className="manager-copy">
      <code ref={shown}>{short && copying !== 'refused' ? `${text.slice(0, 16)}…` : text}</code>
      <Button size="small" aria-label={`${t('copy.copy')} ${label}`} onClick={copy}>{t('copy.copy')}</Button>
      <span role="status">{copying === 'not-asked' ? '' : t(copying === 'copied' ? 'copy.copied' : 'copy.selected')}</span>
    </span>
  );
}
