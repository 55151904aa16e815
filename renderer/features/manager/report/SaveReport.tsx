/** The report as a file: the shell asks where to, the core writes it and journals that it did. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SavedFile } from '../../../../shared/contract/bridge.ts';
import type { ReportPeriod } from '../../../../shared/statistics/report-period.ts';
import { bridge } from '../../../app/bridge.ts';
import { answerOf, type CallError } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';

const formats = ['pdf', 'xlsx'] as const;
type Format = (typeof formats)[number];

export function SaveReport({ period, disabled }: { readonly period: ReportPeriod; readonly disabled: boolean }) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const saving = useMutation<SavedFile, CallError, Format>({ mutationFn: (format) => answerOf(bridge.saveReport({ period, format, language })) });
  const said = (): string => {
    if (saving.data === undefined) return '';
    return saving.data === null ? t('export.notSaved') : t('report.savedAs', { file: saving.data.file });
  };
  return (
    <div className="manager-export">
      <p className="manager-export-said" role="status">{said()}</p>
      <div className="manager-export-buttons" role="group" aria-label={t('export.as')}>
        <span aria-hidden="true">{t('export.as')}</span>
        {formats.map((format) => (
          <Button key={format} disabled={disabled} loading={saving.isPending && saving.variables === format} onClick={() => saving.mutate(format)}>{t(`report.${format}`)}</Button>
        ))}
      </div>
      <ErrorNotice error={saving.error} />
    </div>
  );
}
