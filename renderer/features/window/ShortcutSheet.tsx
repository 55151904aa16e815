import { useTranslation } from 'react-i18next';
import { shortcutGroups } from './shortcuts.ts';
import { WindowDialog } from './WindowDialog.tsx';

const groups = ['queue', 'handling', 'places'] as const;
const inForm = ['enter', 'arrows', 'digits', 'copies', 'escape'] as const;

/** All keys of the window on one sheet. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('window');
  return (
    <WindowDialog title={t('sheet.title')} width={760} onClose={onClose}>
      <div className="window-sheet">
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`sheet.${group}`)}</h3>
            <dl>
              {shortcutGroups[group].map((key) => (
                <div key={key}>
                  <dt><kbd>{key}</kbd></dt>
                  <dd>{t(`keyLong.${key}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('sheet.form')}</h3>
          <dl>
            {inForm.map((key) => (
              <div key={key}>
                <dt><kbd>{t(`sheet.keys.${key}`)}</kbd></dt>
                <dd>{t(`sheet.does.${key}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </WindowDialog>
  );
}
