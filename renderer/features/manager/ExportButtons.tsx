/** A table as a file, where the table is. The shell asks where to; the core writes it and journals that it did. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SavedFile } from '../../../shared/contract/bridge.ts';
import type { Result } from '../../../shared/contract/errors.ts';
import type { DataFormat } from '../../../shared/contract/exports.ts';
import { answerOf, type CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';

type ExportButtonsProps<Format> = {
  /** Those that this table can be had in. */
  readonly formats: readonly Format[];
  readonly save: (format: Format) => Promise<Result<SavedFile>>;
  /** What is said of the file once it is there. */
  readonly savedAs: (file: string) => string;
  readonly disabled?: boolean;
};

export function ExportButtons<Format extends DataFormat>({ formats, save, savedAs, disabled = false }: ExportButtonsProps<Format>) {
  const { t } = useTranslation('manager');
  const saving = useMutation<SavedFile, CallError, Format>({ mutationFn: (format) => answerOf(save(format)) });
  const nameOf = (format: DataFormat): string => t(`export.${format}`);
  const said = (): string => {
    if (saving.data === undefined) return '';
    return saving.data === null ? t('export.notSaved') : savedAs(saving.data.file);
  };
  return (
    <div className="manager-export">
      <p className="manager-export-said" role="status">{said()}</p>
      <div className="manager-export-buttons" role="group" aria-label={t('export.as')}>
        <span aria-hidden="true">{t('export.as')}</span>
        {formats.map((format) => (
          <Button key={format} disabled={disabled} loading={saving.isPending && saving.variables === format} onClick={() => saving.mutate(format)}>{nameOf(format)}</Button>
        ))}
      </div>
      <ErrorNotice error={saving.error} />
    </div>
  );
}
