import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localName, useLanguage } from '../../app/language.ts';
import type { FetchPreviewed } from './use-fetches.ts';
import { WindowDialog } from './WindowDialog.tsx';

/** A look, not a copy: after this it closes by itself. */
const shownSeconds = 60;

/** What was fetched, to be held against what the visitor says. The focus starts on the fields, so that no key in flight adopts anything. */
export function FetchPreview({ preview, onClose }: { readonly preview: FetchPreviewed; readonly onClose: (used: boolean) => void }) {
  const { t } = useTranslation('window');
  const language = useLanguage();
  const [until] = useState(() => performance.now() + shownSeconds * 1000);
  const [left, setLeft] = useState(shownSeconds);
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - performance.now()) / 1000);
      if (seconds <= 0) latest.current(false);
      else setLeft(seconds);
    }, 500);
    return () => clearInterval(timer);
  }, [until]);
  const name = localName(preview.material);
  return (
    <WindowDialog title={t('fetch.preview.title', { name })} cross={false} onClose={() => onClose(false)}>
      <p className="window-fetch-quiet">{t('fetch.preview.of', { applicant: preview.applicant, provider: preview.provider })}</p>
      <div className="window-fetched" role="region" tabIndex={0} aria-label={t('fetch.preview.fields', { name })}>
        {preview.fields.length === 0 ? (
          <p>{t('fetch.preview.noFields')}</p>
        ) : (
          <dl>
            {preview.fields.map(({ labelZh, labelEn, value }, at) => (
              <div key={`${at} ${labelZh}`}>
                <dt>{language === 'en' ? labelEn : labelZh}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <p className="window-fetch-quiet">{t('fetch.preview.notKept')} {t('fetch.preview.closes', { seconds: left })}</p>
      <div className="window-fetch-buttons">
        <Button onClick={() => onClose(false)}>{t('fetch.preview.discard')}</Button>
        <Button type="primary" onClick={() => onClose(true)}>{t('fetch.preview.use')}</Button>
      </div>
    </WindowDialog>
  );
}
