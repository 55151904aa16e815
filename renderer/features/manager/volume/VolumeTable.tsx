import { Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { Lane } from '../../../../shared/routing/lanes.ts';
import type { VolumeDimension, VolumeMeasures, VolumeRow } from '../../../../shared/statistics/volume.ts';
import { formatSeconds } from '../../../components/format.ts';
import { LaneTag } from '../../../components/LaneTag.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import { selectionOfRow, type Selection } from '../transactions/selection.ts';
import { useDimensionWords } from './use-dimension-words.ts';

const pageSize = 50;
const counts = ['transactions', 'completed', 'accepted', 'notAccepted', 'returned', 'referred', 'reopened', 'voided'] as const;
const durations = ['waitMedian', 'waitP90', 'serviceMedian', 'serviceP90'] as const;

type VolumeTableProps = { readonly volume: Output<'statistics.volume'>; readonly busy: boolean; readonly onOpen: (selection: Selection) => void };

/** The rows of the operation in its order, a page at a time; the totals are the operation's, whichever page is shown. */
export function VolumeTable({ volume, busy, onOpen }: VolumeTableProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const words = useDimensionWords();
  const [page, setPage] = useState(1);
  const { by, rows, totals } = volume;
  const shown = rows.slice((page - 1) * pageSize, page * pageSize);

  const dimension = (name: VolumeDimension, index: number): Column<VolumeRow> => ({
    key: name, title: words.nameOf(name), ...(name === 'matter' ? {} : { className: 'manager-nowrap' }), total: index === 0 ? t('volume.totalOf', { count: rows.length }) : undefined,
    cell: (row) => {
      const lane = name === 'lane' ? Lane.safeParse(row.lane).data : undefined;
      return lane === undefined ? words.textOf(row, name) : <LaneTag lane={lane} />;
    },
  });
  const count = (name: keyof VolumeMeasures & (typeof counts)[number]): Column<VolumeRow> => ({
    key: name, title: t(`volume.measures.${name}`), figure: true, cell: (row) => row[name], total: totals[name],
  });
  const duration = (name: (typeof durations)[number]): Column<VolumeRow> => ({
    key: name, title: t(`volume.measures.${name}`), figure: true, cell: (row) => formatSeconds(common, row[name]), total: formatSeconds(common, totals[name]),
  });
  const columns = [...by.map(dimension), ...counts.map(count), ...durations.map(duration)];
  return (
    <>
      <DataTable
        caption={t('volume.table', { by: words.join(by), from: volume.from, to: volume.to })}
        columns={columns}
        rows={shown}
        keyOf={(row) => by.map((name) => String(row[name])).join(' ')}
        onOpen={(row) => onOpen(selectionOfRow(volume, row, by.map((name) => words.textOf(row, name)).join(' · ')))}
        totals
        busy={busy}
      />
      <footer className="volume-table-foot">
        <p className="manager-secondary">
          {totals.untimedWait + totals.untimedService > 0 && t('volume.untimed', { wait: totals.untimedWait, service: totals.untimedService })}
        </p>
        {rows.length > pageSize && (
          <nav aria-label={t('volume.pages')}>
            <Pagination current={page} pageSize={pageSize} total={rows.length} showSizeChanger={false} showTotal={(total) => t('volume.rows', { count: total })} onChange={setPage} />
          </nav>
        )}
      </footer>
    </>
  );
}
