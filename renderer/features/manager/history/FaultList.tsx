import { useTranslation } from 'react-i18next';
import { historyFaultCodes, type HistoryFaultCode } from '../../../../shared/history/faults.ts';
import type { CallError } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import type { Answer } from './use-history-import.ts';

type Fault = Answer['summary']['faults'][number];

const isFileFault = (code: string): code is HistoryFaultCode => historyFaultCodes.some((one) => one === code);

/** Why the table as a whole could not be read. */
export function FileFault({ error }: { readonly error: CallError | null }) {
  const { t } = useTranslation('manager');
  if (error?.code !== 'bad-input') return <ErrorNotice error={error} />;
  const codes = [...new Set(error.issues.map(({ code }) => (isFileFault(code) ? code : 'other')))];
  return <div className="file-problem" role="alert">{codes.map((code) => <p key={code} className="file-problem-what">{t(`history.fileFault.${code}`)}</p>)}</div>;
}

/** Every fault of the rows, by row and column. */
export function RowFaults({ summary: { faults, moreFaults } }: Pick<Answer, 'summary'>) {
  const { t } = useTranslation('manager');
  const columns: readonly Column<Fault>[] = [
    { key: 'row', title: t('history.faultColumns.row'), figure: true, className: 'history-row', cell: ({ row }) => row },
    { key: 'column', title: t('history.faultColumns.column'), className: 'manager-nowrap', cell: ({ column }) => column },
    { key: 'what', title: t('history.faultColumns.what'), cell: ({ code }) => t(`history.rowFault.${code}`) },
  ];
  const caption = t('history.faults', { count: faults.length + moreFaults });
  return (
    <div className="file-problem" role="alert">
      <p className="file-problem-what">{caption}</p>
      <ScrollArea label={caption} className="history-faults">
        <DataTable caption={caption} columns={columns} rows={faults} keyOf={({ row, column, code }) => `${row} ${code} ${column}`} />
      </ScrollArea>
      {moreFaults > 0 && <p>{t('history.moreFaults', { count: moreFaults })}</p>}
      <p>{t('history.repair')}</p>
    </div>
  );
}
