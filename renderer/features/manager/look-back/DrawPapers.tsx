/** The report of a draw: as a file that travels, or on the paper that stays in the bureau. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../../app/bridge.ts';
import { useOperation } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PaperPreview } from '../../../components/PaperPreview.tsx';
import { ExportButtons } from '../ExportButtons.tsx';

export function DrawPapers({ draw }: { readonly draw: string }) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const [printing, setPrinting] = useState(false);
  // Opened only for the paper: the notes in it are sealed until then.
  const { data, error } = useOperation('lookback.read', { draw }, { enabled: printing });
  return (
    <div className="look-back-papers">
      <Button loading={printing && data === undefined && error === null} onClick={() => setPrinting(true)}>{t('lookBack.report.print')}</Button>
      <ExportButtons formats={['csv', 'xlsx']} save={(format) => bridge.saveDraw({ draw, format, language })} savedAs={(file) => t('lookBack.report.savedAs', { file })} />
      <ErrorNotice error={error} />
      <PaperPreview paper={printing && data !== undefined ? { kind: 'draw', language, report: data } : null} onClose={() => setPrinting(false)} />
    </div>
  );
}
