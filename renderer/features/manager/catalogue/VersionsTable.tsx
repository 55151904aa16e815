import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { formatDay, formatInstant } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';

type Version = Output<'catalogue.versions'>['versions'][number];

/** Every adopted version, newest first; the one in force says so. */
export function VersionsTable({ versions }: { readonly versions: readonly Version[] | undefined }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const columns: readonly Column<Version>[] = [
    {
      key: 'version', className: 'manager-nowrap', title: t('catalogue.columns.version'),
      cell: (row) => <>{t('catalogue.versionNumber', { version: row.version })}{row.inForce && <strong className="catalogue-in-force">{t('catalogue.inForce')}</strong>}</>,
    },
    { key: 'effectiveFrom', title: t('catalogue.columns.effectiveFrom'), cell: (row) => formatDay(common, row.effectiveFrom) },
    { key: 'adoptedAt', title: t('catalogue.columns.adoptedAt'), cell: (row) => formatInstant(common, row.adoptedAt) },
    { key: 'matters', title: t('catalogue.columns.matters'), figure: true, cell: (row) => row.matters },
  ];
  return <DataTable caption={t('catalogue.versions')} columns={columns} rows={versions ?? []} keyOf={(row) => row.version} busy={versions === undefined} />;
}
