/** The table as a file, where the table is. The shell asks where to; the core writes it and journals that it did. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SavedFile, SaveVolume } from '../../../../shared/contract/bridge.ts';
import type { VolumeQuery } from '../../../../shared/statistics/volume.ts';
import { bridge } from '../../../app/bridge.ts';
import { answerOf, type CallError } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';

const formats = ['csv', 'xlsx'] as const;

export function ExportButtons({ query, disabled }: { readonly query: VolumeQuery; readonly disabled: boolean }) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const save = useMutation<SavedFile, CallError, SaveVolume>({ mutationFn: (request) => answerOf(bridge.saveVolume(request)) });
  const said = (): string => {
    if (save.data === undefined) return '';
    return save.data === null ? t('volume.notSaved') : t('volume.savedAs', { file: save.data.file });
  };
  return (
    <div className="volume-export">
      <p className="volume-export-said" role="status">{said()}</p>
      <div className="volume-export-buttons" role="group" aria-label={t('volume.exportAs')}>
        <span aria-hidden="true">{t('volume.exportAs')}</span>
        {formats.map((format) => (
          <Button key={format} disabled={disabled} loading={save.isPending && save.variables.format === format} onClick={() => save.mutate({ query, format, language })}>{t(`volume.${format}`)}</Button>
        ))}
      </div>
      <ErrorNotice error={save.error} />
    </div>
  );
}
