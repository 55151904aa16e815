import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { selectionOfNumbers, type Selection } from '../transactions/selection.ts';
import { useStaffName } from '../use-staff-name.ts';
import { FindingDialog } from './FindingDialog.tsx';

export type Draw = Output<'lookback.draws'>['draws'][number];
type Drawn = Draw['drawn'][number];

/** What was drawn and for whom; each opens its transaction and takes what the inspector found. */
export function DrawnTable({ draw, today, onOpen }: { readonly draw: Draw; readonly today: string; readonly onOpen: (selection: Selection) => void }) {
  const { t } = useTranslation('manager');
  const nameOf = useStaffName();
  const [recording, setRecording] = useState<string | null>(null);
  const columns: readonly Column<Drawn>[] = [
    { key: 'number', title: t('lookBack.draws.drawnColumns.number'), className: 'manager-nowrap', cell: (row) => row.number },
    { key: 'inspector', title: t('lookBack.draws.drawnColumns.inspector'), cell: (row) => nameOf(row.inspector) },
    {
      key: 'result', title: t('lookBack.draws.drawnColumns.result'), className: 'manager-nowrap',
      cell: (row) => <span className={row.result === null ? 'manager-secondary' : row.result === 'fault' ? 'look-back-fault' : 'look-back-clean'}>{row.result === null ? t('lookBack.draws.notYet') : t(`lookBack.draws.result.${row.result}`)}</span>,
    },
    { key: 'rectifyBy', title: t('lookBack.draws.drawnColumns.rectifyBy'), className: 'manager-nowrap', cell: (row) => row.rectifyBy ?? <span className="manager-secondary">{t('none')}</span> },
    {
      key: 'record', title: t('lookBack.draws.drawnColumns.record'),
      cell: (row) => {
        const record = t(row.result === null ? 'lookBack.draws.record' : 'lookBack.draws.recordAgain');
        return <Button size="small" className="look-back-record" aria-label={t('lookBack.draws.recordFor', { record, number: row.number })} onClick={() => setRecording(row.number)}>{record}</Button>;
      },
    },
  ];
  if (draw.drawn.length === 0) return <p>{t('lookBack.draws.drawnNone')}</p>;
  return (
    <>
      <DataTable caption={t('lookBack.draws.drawn')} columns={columns} rows={draw.drawn} keyOf={(row) => row.number} onOpen={({ number }) => onOpen(selectionOfNumbers(draw, number, [number]))} />
      {recording !== null && <FindingDialog draw={draw.draw} transaction={recording} today={today} onClose={() => setRecording(null)} />}
    </>
  );
}
