import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { formatInstant } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { zh } from '../messages.zh-CN.ts';
import { useStaffName } from '../use-staff-name.ts';

type Amendment = Output<'transaction.read'>['amendments'][number];
type Part = keyof typeof zh.transactions.changed;

const isPart = (name: string): name is Part => Object.hasOwn(zh.transactions.changed, name);

/** Who corrected what, when, and why. */
export function AmendmentTable({ amendments }: { readonly amendments: readonly Amendment[] }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const nameOf = useStaffName();
  const columns: readonly Column<Amendment>[] = [
    { key: 'at', title: t('transactions.amendment.at'), cell: (row) => formatInstant(common, row.at) },
    { key: 'by', title: t('transactions.amendment.by'), cell: (row) => nameOf(row.by) },
    { key: 'changed', title: t('transactions.amendment.changed'), cell: (row) => row.changed.map((name) => (isPart(name) ? t(`transactions.changed.${name}`) : name)).join(' · ') },
    { key: 'reason', title: t('transactions.amendment.reason'), cell: (row) => row.reason },
  ];
  return <DataTable caption={t('transactions.amendments')} columns={columns} rows={amendments} keyOf={(row) => row.at} />;
}
