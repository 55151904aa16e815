import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { selectionOfNumbers, type Selection } from '../transactions/selection.ts';
import { useStaffName } from '../use-staff-name.ts';
import { dayOf } from '../../../components/format.ts';
import { FindingDialog } from './FindingDialog.tsx';
import { RectifyDialog } from './RectifyDialog.tsx';

export type Draw = Output<'lookback.draws'>['draws'][number];
type Drawn = Draw['drawn'][number];

/** What was drawn and for whom; each opens its transaction and takes what the inspector found. */
export function DrawnTable({ draw, today, onOpen }: { readonly draw: Draw; readonly today: string; readonly onOpen: (selection: Selection) => void }) {
  const { t } = useTranslation('manager');
  const nameOf = useStaffName();
  const [asked, setAsked] = useState<{ readonly what: 'record' | 'rectify'; readonly number: string } | null>(null);
  const columns: readonly Column<Drawn>[] = [
    { key: 'number', title: t('lookBack.draws.drawnColumns.number'), className: 'manager-nowrap', cell: (row) => row.number },
    { key: 'inspector', title: t('lookBack.draws.drawnColumns.inspector'), cell: (row) => nameOf(row.inspector) },
    {
      key: 'result', title: t('lookBack.draws.drawnColumns.result'), className: 'manager-nowrap',
      cell: (row) => <span className={row.result === null ? 'manager-secondary' : row.result === 'fault' ? 'look-back-fault' : 'look-back-clean'}>{row.result === null ? t('lookBack.draws.notYet') : t(`lookBack.draws.result.${row.result}`)}</span>,
    },
    { key: 'rectifyBy', title: t('lookBack.draws.drawnColumns.rectifyBy'), className: 'manager-nowrap', cell: (row) => <Rectification row={row} /> },
    {
      key: 'record', title: t('lookBack.draws.drawnColumns.record'),
      cell: (row) => {
        const record = t(row.result === null ? 'lookBack.draws.record' : 'lookBack.draws.recordAgain');
        const rectify = t('lookBack.rectify.done');
        return (
          <span className="look-back-record">
            <Button size="small" aria-label={t('lookBack.draws.recordFor', { record, number: row.number })} onClick={() => setAsked({ what: 'record', number: row.number })}>{record}</Button>
            {row.result === 'fault' && row.rectifiedAt === null && (
              <Button size="small" aria-label={t('lookBack.draws.recordFor', { record: rectify, number: row.number })} onClick={() => setAsked({ what: 'rectify', number: row.number })}>{rectify}</Button>
            )}
          </span>
        );
      },
    },
  ];
  if (draw.drawn.length === 0) return <p>{t('lookBack.draws.drawnNone')}</p>;
  return (
    <>
      <DataTable caption={t('lookBack.draws.drawn')} columns={columns} rows={draw.drawn} keyOf={(row) => row.number} onOpen={({ number }) => onOpen(selectionOfNumbers(draw, number, [number]))} />
      {asked?.what === 'record' && <FindingDialog draw={draw.draw} transaction={asked.number} today={today} onClose={() => setAsked(null)} />}
      {asked?.what === 'rectify' && <RectifyDialog draw={draw.draw} transaction={asked.number} onClose={() => setAsked(null)} />}
    </>
  );
}

/** Until when a fault is to be put right, or since when it is; nothing where there is none. */
function Rectification({ row: { result, rectifyBy, rectifiedAt, overdue } }: { readonly row: Drawn }) {
  const { t } = useTranslation('manager');
  if (result !== 'fault') return <span className="manager-secondary">{t('none')}</span>;
  if (rectifiedAt !== null) return <span className="look-back-clean">{t('lookBack.rectify.rectified', { day: dayOf(rectifiedAt) })}</span>;
  if (rectifyBy === null) return <>{t('lookBack.rectify.open')}</>;
  return overdue ? <span className="look-back-fault">{t('lookBack.rectify.overdue', { day: rectifyBy })}</span> : <>{rectifyBy}</>;
}
