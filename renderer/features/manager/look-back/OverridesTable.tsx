import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../DataTable.tsx';
import { useStaffName } from '../use-staff-name.ts';
import { percent } from './percent.ts';
import type { Scan } from './scan.ts';

type Override = Scan['overrides'][number];

/** How often each guide sent somebody elsewhere than the rules had it. */
export function OverridesTable({ overrides, busy }: { readonly overrides: readonly Override[]; readonly busy: boolean }) {
  const { t } = useTranslation('manager');
  const nameOf = useStaffName();
  const columns: readonly Column<Override>[] = [
    { key: 'guide', title: t('lookBack.overrides.columns.guide'), cell: (row) => nameOf(row.guide) },
    { key: 'visits', title: t('lookBack.overrides.columns.visits'), figure: true, cell: (row) => row.visits },
    { key: 'overridden', title: t('lookBack.overrides.columns.overridden'), figure: true, cell: (row) => row.overridden },
    { key: 'rate', title: t('lookBack.overrides.columns.rate'), figure: true, cell: (row) => percent(row.rate) },
  ];
  return <DataTable caption={t('lookBack.overrides.title')} columns={columns} rows={overrides} keyOf={(row) => row.guide} busy={busy} />;
}
