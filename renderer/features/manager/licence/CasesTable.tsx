import { useTranslation } from 'react-i18next';
import type { LicenceSummary } from '../../../../shared/contract/licence.ts';
import { localName } from '../../../app/language.ts';
import { formatInstant } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { useStaffName } from '../use-staff-name.ts';

type CasesTableProps = { readonly caption: string; readonly cases: readonly LicenceSummary[]; readonly busy: boolean; readonly onOpen: (code: string) => void };

/** Cases one a line, each opening itself. */
export function CasesTable({ caption, cases, busy, onOpen }: CasesTableProps) {
  const { t } = useTranslation('licence');
  const { t: common } = useTranslation('components');
  const nameOf = useStaffName();
  const columns: readonly Column<LicenceSummary>[] = [
    { key: 'case', title: t('manager.columns.case'), className: 'manager-nowrap', cell: (row) => row.case },
    { key: 'matter', title: t('manager.columns.matter'), cell: (row) => `${localName({ name: row.matterName, nameEn: row.matterNameEn })} · ${t(`procedure.${row.procedure}`)}` },
    { key: 'applicant', title: t('manager.columns.applicant'), cell: (row) => row.applicantMasked.name },
    { key: 'opened', title: t('manager.columns.opened'), className: 'manager-nowrap', cell: (row) => formatInstant(common, row.openedAt) },
    { key: 'checked', title: t('manager.columns.checked'), cell: (row) => (row.check === null ? t('manager.statistics.none') : `${nameOf(row.check.by)} · ${t(row.check.met ? 'conditions.met' : 'conditions.unmet')}`) },
    { key: 'state', title: t('manager.columns.state'), className: 'manager-nowrap', cell: (row) => <span className="licence-state" data-state={row.voided ? 'voided' : row.state}>{t(`state.${row.voided ? 'voided' : row.state}`)}</span> },
  ];
  return <DataTable caption={caption} columns={columns} rows={cases} keyOf={(row) => row.case} busy={busy} onOpen={(row) => onOpen(row.case)} />;
}
