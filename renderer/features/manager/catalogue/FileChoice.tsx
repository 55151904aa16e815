import { useTranslation } from 'react-i18next';

type FileChoiceProps = { readonly label: string; readonly accept?: string; readonly chosen: string | null; readonly onChoose: (file: File) => void };

/** A file from this machine, read in the page: no path leaves the dialog. */
export function FileChoice({ label, accept = '.json,application/json', chosen, onChoose }: FileChoiceProps) {
  const { t } = useTranslation('manager');
  return (
    <p className="file-choice">
      <label className="file-choice-button">
        <input
          type="file"
          className="for-readers"
          accept={accept}
          aria-label={label}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file !== undefined) onChoose(file);
            // The same file may be chosen again once it is mended; choosing it must be heard.
            target.value = '';
          }}
        />
        <span aria-hidden="true">{chosen === null ? t('catalogue.chooseFile') : t('catalogue.otherFile')}</span>
      </label>
      {chosen !== null && <span className="manager-secondary">{t('chosenFile', { file: chosen })}</span>}
    </p>
  );
}
