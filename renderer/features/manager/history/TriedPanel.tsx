/** What a try brought: how much, what stands against it, how the first would look; and from here the import itself. */
import { Button } from 'antd';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ImportedTransaction } from '../../../../shared/history/imported-transaction.ts';
import { formatDay, formatInstant, formatSeconds } from '../../../components/format.ts';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import { RowFaults } from './FaultList.tsx';
import { UnknownWords } from './UnknownWords.tsx';
import { draftText, type HistoryImporting, type Tried } from './use-history-import.ts';

export function TriedPanel({ tried, history }: { readonly tried: Tried; readonly history: HistoryImporting }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const { form, run } = history;
  useWatch({ control: form.control });
  const { answer } = tried;
  const { summary, differing } = answer;
  const changed = draftText(form.getValues()) !== tried.draft;
  const submit = form.handleSubmit((mapping) => run.mutate(mapping));
  const why = changed ? t('history.changed') : summary.faulty > 0 ? t('history.notYet') : answer.imported === 0 ? t('history.nothingNew') : t('history.permanent');
  return (
    <section className="manager-card" aria-labelledby="history-answer">
      <h3 id="history-answer">{t('history.answer')}</h3>
      <div role="status">
        <p>{t('history.summary', summary)}</p>
        {summary.firstDay !== null && summary.lastDay !== null && <p>{t('history.span', { from: formatDay(common, summary.firstDay), to: formatDay(common, summary.lastDay) })}</p>}
        {answer.alreadyHere > 0 && <p>{t('history.alreadyHere', { count: answer.alreadyHere })}</p>}
        {answer.unjudgedMaterials > 0 && <p className="history-warning">{t('history.unjudged', { count: answer.unjudgedMaterials })}</p>}
      </div>
      {differing.count > 0 && (
        <details className="history-warning">
          <summary>{t('history.differing', { count: differing.count })}</summary>
          <p className="manager-secondary">{differing.sourceNumbers.join(' ')}</p>
        </details>
      )}
      {summary.faulty > 0 && <RowFaults summary={summary} />}
      <UnknownWords summary={summary} history={history} />
      {summary.preview.length > 0 && <Preview transactions={summary.preview} />}
      <div className="catalogue-actions history-import">
        <p className="manager-secondary">{why}</p>
        <Button type="primary" disabled={changed || summary.faulty > 0 || answer.imported === 0} loading={run.isPending} onClick={() => void submit()}>{t('history.import', { count: answer.imported })}</Button>
      </div>
    </section>
  );
}

function Preview({ transactions }: { readonly transactions: readonly ImportedTransaction[] }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const caption = t('history.preview', { count: transactions.length });
  const columns: readonly Column<ImportedTransaction>[] = [
    { key: 'number', title: t('history.previewColumns.number'), className: 'manager-nowrap', cell: (row) => row.sourceNumber },
    { key: 'day', title: t('history.previewColumns.day'), className: 'manager-nowrap', cell: (row) => (row.finishedAt === null ? formatDay(common, row.day) : formatInstant(common, row.finishedAt)) },
    { key: 'matter', title: t('history.previewColumns.matter'), cell: (row) => row.matterName },
    { key: 'outcome', title: t('history.previewColumns.outcome'), className: 'manager-nowrap', cell: (row) => common(`outcome.${row.outcome}`) },
    { key: 'lane', title: t('history.previewColumns.lane'), className: 'manager-nowrap', cell: (row) => common(`laneShort.${row.lane}`) },
    { key: 'window', title: t('history.previewColumns.window'), figure: true, cell: (row) => row.window ?? t('none') },
    { key: 'clerk', title: t('history.previewColumns.clerk'), cell: (row) => row.clerk ?? t('none') },
    { key: 'wait', title: t('history.previewColumns.wait'), figure: true, cell: (row) => formatSeconds(common, row.waitSeconds) },
    { key: 'service', title: t('history.previewColumns.service'), figure: true, cell: (row) => formatSeconds(common, row.serviceSeconds) },
    { key: 'materials', title: t('history.previewColumns.materials'), cell: (row) => row.materials.map(({ name, way, state, kept }) => `${name} ${t(`history.way.${kept ? 'kept' : state === 'done' ? way : state}`)}`).join(t('history.separator')) },
  ];
  return (
    <>
      <h4>{caption}</h4>
      <ScrollArea label={caption} className="history-preview">
        <DataTable caption={caption} columns={columns} rows={transactions} keyOf={({ sourceNumber }) => sourceNumber} />
      </ScrollArea>
    </>
  );
}
