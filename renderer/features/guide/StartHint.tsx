import { useTranslation } from 'react-i18next';

const keys = [
  ['keyMove', '↑ ↓'],
  ['keyChoose', 'Enter'],
  ['keyIssue', 'F9'],
  ['keyClear', 'Esc'],
] as const;

/** What stands where the answer will be, before anything is chosen. */
export function StartHint() {
  const { t } = useTranslation('guide');
  return (
    <div className="guide-start">
      <h2>{t('start.title')}</h2>
      <p>{t('start.text')}</p>
      <dl className="guide-keys">
        {keys.map(([name, key]) => <div key={name}><dt><kbd>{key}</kbd></dt><dd>{t(`start.${name}`)}</dd></div>)}
      </dl>
    </div>
  );
}
