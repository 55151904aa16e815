import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { WindowDialog } from './WindowDialog.tsx';

type ConsentDialogProps = {
  /** Of the material, in the language of the screen. */
  readonly name: string;
  readonly provider: string;
  readonly legalBasis: string;
  /** Null: closed without a word of the visitor. */
  readonly onAnswer: (consent: 'given' | 'refused' | null) => void;
};

/** Asks for the visitor's word before a source that needs it is asked. Neither answer is the default one. */
export function ConsentDialog({ name, provider, legalBasis, onAnswer }: ConsentDialogProps) {
  const { t } = useTranslation('window');
  return (
    <WindowDialog title={t('fetch.consent.title', { name })} width={480} onClose={() => onAnswer(null)}>
      <div className="window-consent" role="region" tabIndex={0} aria-label={t('fetch.consent.title', { name })}>
        <p>{t('fetch.consent.question', { basis: legalBasis })}</p>
        <p className="window-fetch-quiet">{t('fetch.consent.from', { provider })}</p>
      </div>
      <div className="window-fetch-buttons">
        <Button onClick={() => onAnswer('refused')}>{t('fetch.consent.refused')}</Button>
        <Button onClick={() => onAnswer('given')}>{t('fetch.consent.given')}</Button>
      </div>
    </WindowDialog>
  );
}
