/** The transactions of a previous system: choose its table, say what its columns are, try, import. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FileFault } from './FaultList.tsx';
import { ImportsTable } from './ImportsTable.tsx';
import { MappingForm } from './MappingForm.tsx';
import { RunningBar } from './RunningBar.tsx';
import { TriedPanel } from './TriedPanel.tsx';
import type { HistoryImporting } from './use-history-import.ts';
import '../catalogue/catalogue.css';
import './history.css';

export function HistorySection({ history }: { readonly history: HistoryImporting }) {
  const { t } = useTranslation('manager');
  const { form, chosen, tried, choose, readTitles, attempt, run } = history;
  const done = run.data;
  const said = (): string => {
    if (done !== undefined) return done.complete ? t('history.done', { count: done.imported }) : done.imported === 0 ? t('history.stopped') : t('history.cut', { count: done.imported });
    if (attempt.data?.complete === false) return t('history.stopped');
    return '';
  };
  return (
    <div className="history-columns">
      <h2 className="for-readers">{t('history.label')}</h2>
      <div className="manager-stack">
        <section className="manager-card" aria-labelledby="history-file">
          <h3 id="history-file">{t('history.label')}</h3>
          <p className="manager-secondary">{t('history.help')}</p>
          <p className="file-choice">
            <Button loading={choose.isPending} disabled={run.isPending || attempt.isPending} onClick={() => choose.mutate()}>{t(chosen === null ? 'history.choose' : 'history.otherFile')}</Button>
            {chosen !== null && !choose.isPending && choose.error === null && (
              <span className="manager-secondary">{t(chosen.titles.length === 0 ? 'history.noTitles' : 'history.chosen', { file: chosen.name, row: form.getValues('headerRow'), count: chosen.titles.filter((title) => title !== '').length })}</span>
            )}
          </p>
          <FileFault error={choose.error ?? readTitles.error ?? attempt.error ?? run.error} />
          <p className="manager-said" data-cut={(done ?? attempt.data)?.complete === false} role="status">{said()}</p>
        </section>
        <RunningBar busy={attempt.isPending || run.isPending} />
        {chosen !== null && <MappingForm chosen={chosen} history={history} />}
        {tried !== null && tried.answer.complete && <TriedPanel tried={tried} history={history} />}
      </div>
      <ImportsTable />
    </div>
  );
}
