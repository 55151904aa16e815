import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { lanes as allLanes } from '../../../../shared/routing/lanes.ts';
import { targets } from '../../../../shared/statistics/measures.ts';
import { formatMinutes, formatSeconds } from '../../../components/format.ts';
import { LaneTag } from '../../../components/LaneTag.tsx';
import { DataTable, type Column } from '../DataTable.tsx';

type LaneState = Output<'hall.today'>['lanes'][number];

/** Every lane now; the lanes stand there before their figures come. */
export function LanesTable({ lanes }: { readonly lanes: readonly LaneState[] | undefined }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const rows = allLanes.map((lane) => ({ lane, state: lanes?.find((one) => one.lane === lane) }));
  type Row = (typeof rows)[number];
  const count = (key: 'waiting' | 'serving' | 'done' | 'noShow' | 'left'): Column<Row> => ({
    key, title: t(`today.lane.${key}`), figure: true, cell: ({ state }) => (state === undefined ? '' : state[key]),
    total: lanes?.reduce((sum, lane) => sum + lane[key], 0),
  });
  const columns: readonly Column<Row>[] = [
    { key: 'lane', title: t('today.lane.lane'), cell: ({ lane }) => <LaneTag lane={lane} />, total: t('volume.total') },
    {
      key: 'open', title: t('today.lane.open'),
      cell: ({ state }) => state !== undefined && <span className={state.open ? '' : 'manager-secondary'}>{state.open ? t('today.open') : t('today.closed')}</span>,
    },
    count('waiting'),
    count('serving'),
    count('done'),
    count('noShow'),
    count('left'),
    { key: 'longest', title: t('today.lane.longest'), figure: true, cell: ({ state }) => state !== undefined && <span className={(state.longestWaitSeconds ?? 0) > targets.waitSeconds ? 'today-late' : ''}>{formatSeconds(common, state.longestWaitSeconds)}</span> },
    { key: 'expected', title: t('today.lane.expected'), figure: true, cell: ({ state }) => state !== undefined && formatMinutes(common, state.expectedMinutes) },
  ];
  return <DataTable caption={t('today.lanes')} columns={columns} rows={rows} keyOf={({ lane }) => lane} totals busy={lanes === undefined} />;
}
